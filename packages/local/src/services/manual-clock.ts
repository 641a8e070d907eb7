import { LocalClock } from "../clock.ts";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock for tests, which stands still until it is told to go on. */
export class ManualClock extends LocalClock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(now = Date.UTC(2026, 10, 23, 12)) {
    super(1, now);
    this.#now = now;
  }

  override now(): number {
    return this.#now;
  }

  override goOnFrom(localTime: number): void {
    this.#now = Math.max(this.#now, localTime);
  }

  override date(): Date {
    return new Date(this.#now);
  }

  override async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const until = this.#now + milliseconds;
    if (milliseconds <= 0) return;
    await new Promise<void>((resolve, reject) => {
      const sleeper = {
        until,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener("abort", abort);
          resolve();
        },
      };
      const abort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#sleepers.add(sleeper);
    });
  }

  /** When whoever sleeps wakes first; undefined when nobody sleeps. */
  get nextWake(): number | undefined {
    let next: number | undefined;
    for (const { until } of this.#sleepers) if (next === undefined || until < next) next = until;
    return next;
  }

  /** Moves the time on and wakes whoever slept until then. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const sleeper of [...this.#sleepers].sort((a, b) => a.until - b.until)) {
      if (sleeper.until <= this.#now) sleeper.wake();
    }
  }
}
