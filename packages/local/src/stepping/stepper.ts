import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import type { SteppedPart } from "../service.ts";
import type { SteppedClock } from "./stepped-clock.ts";

/** Turns of the event loop without anything to wait for, after which nothing in this thread will go on by itself. */
const CALM_TURNS = 4;
/** Real time between two looks at work that is done elsewhere. */
const LOOK_MS = 1;
/** What is open and may stay so for ever; all else that Node has active (files, compression, random bytes) ends by itself. */
const STANDING_BY =
  /^(TCPServerWrap|TCPSocketWrap|Pipe\w*|TTYWrap|MessagePort|Worker|Timeout|Immediate|Process\w*|Signal\w*)$/;

/** Nothing runs, nothing waits for a time, and what is awaited has not come: it never will. */
export class NothingDueError extends Error {
  override readonly name = "NothingDueError";
  constructor() {
    super("Nothing is under way and nothing is due: what is awaited will never come.");
  }
}

/**
 * Moves a stepped clock: always to the next moment at which something is due, and only when everything that could be
 * done at the last one is done. That is known exactly and not by waiting: this thread's promises are worked off when
 * the event loop has turned with no request to the system under way; whatever runs in other threads says so by itself.
 */
export class Stepper {
  readonly #clock: SteppedClock;
  readonly #parts: readonly SteppedPart[];

  constructor(clock: SteppedClock, parts: readonly SteppedPart[]) {
    this.#clock = clock;
    this.#parts = parts;
  }

  /** Goes on to that local time (milliseconds since the epoch), and finishes what is due then. */
  async to(time: number): Promise<void> {
    for (;;) {
      const next = await this.#nextDue();
      if (next === undefined || next > time) break;
      this.#move(next);
    }
    if (time > this.#clock.now()) this.#move(time);
    await this.#nextDue();
  }

  /** Goes on until `work` has ended. @throws {NothingDueError} */
  async until<T>(work: Promise<T>): Promise<T> {
    let ended = false;
    const end = () => {
      ended = true;
    };
    work.then(end, end);
    for (;;) {
      const next = await this.#nextDue();
      if (ended) return work;
      if (next === undefined) throw new NothingDueError();
      this.#move(next);
    }
  }

  #move(time: number): void {
    this.#clock.advance(Math.max(0, time - this.#clock.now()));
    for (const part of this.#parts) part.wake?.();
  }

  /** When the next thing is due, once nothing is under way; undefined when nothing is due at any time. */
  async #nextDue(): Promise<number | undefined> {
    for (;;) {
      await this.#calm();
      const heard = this.#heard();
      const wakes = await Promise.all(this.#parts.map((part) => part.settle?.()));
      await this.#calm();
      // What a function sent before it settled has arrived by now, and has set something off or not.
      if (this.#heard() !== heard) continue;
      const due = [this.#clock.nextWake, ...wakes].filter((wake) => wake !== undefined);
      return due.length === 0 ? undefined : Math.min(...due);
    }
  }

  async #calm(): Promise<void> {
    for (let calm = 0; calm < CALM_TURNS; calm += 1) {
      await turn();
      if (!this.#isBusy()) continue;
      calm = -1;
      await pause(LOOK_MS);
    }
  }

  #isBusy(): boolean {
    return (
      this.#parts.some((part) => part.isBusy?.()) ||
      process.getActiveResourcesInfo().some((resource) => !STANDING_BY.test(resource))
    );
  }

  #heard(): number {
    return this.#parts.reduce((sum, part) => sum + (part.heard?.() ?? 0), 0);
  }
}
