import { setTimeout as delay } from "node:timers/promises";

/** Local time is `localStart` + (real time - `startedAt`) x `speed`; times in milliseconds since the epoch. */
export interface ClockSettings {
  readonly startedAt: number;
  readonly localStart: number;
  readonly speed: number;
}

/**
 * The one clock of a local AWS: arrival stamps, GETDATE, schedules, Wait states, metrics and alarms read it.
 * It starts at the real time, or where the folder's last run ended if that is later, and runs `speed` times as fast.
 * SigV4 alone uses real time.
 */
export class LocalClock {
  readonly speed: number;
  #startedAt: number;
  #localStart: number;

  constructor(speed = 1, startedAt = Date.now()) {
    this.speed = speed;
    this.#startedAt = startedAt;
    this.#localStart = startedAt;
  }

  /** Milliseconds since the epoch, in local time. */
  now(): number {
    return this.#localStart + (Date.now() - this.#startedAt) * this.speed;
  }

  /** Never back behind `localTime`: data of that time is there already. To be called before anything has read the clock. */
  goOnFrom(localTime: number): void {
    if (localTime <= this.now()) return;
    this.#startedAt = Date.now();
    this.#localStart = localTime;
  }

  date(): Date {
    return new Date(this.now());
  }

  /** Where a clock that is stepped shows its time to other threads, see SteppedClock. */
  get shared(): SharedArrayBuffer | undefined {
    return undefined;
  }

  /** What another thread or program makes the same clock from. */
  get settings(): ClockSettings {
    return { startedAt: this.#startedAt, localStart: this.#localStart, speed: this.speed };
  }

  /** Resolves after `milliseconds` of local time; rejects with the signal's reason when aborted. */
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await delay(Math.max(0, milliseconds / this.speed), undefined, { signal });
  }

  /** Milliseconds of the time that code takes on this machine: real time, at every speed. */
  codeNow(): number {
    return performance.now();
  }

  /** As `sleep`, of the time that code takes on this machine. */
  async codeSleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await delay(milliseconds, undefined, { signal });
  }
}
