import { setTimeout as delay } from "node:timers/promises";

/**
 * The one clock of a local AWS: arrival stamps, GETDATE, schedules, Wait states, metrics and alarms read it.
 * It starts at the real time and runs `speed` times as fast. SigV4 alone uses real time.
 */
export class LocalClock {
  readonly speed: number;
  readonly #startedAt: number;

  constructor(speed = 1, startedAt = Date.now()) {
    this.speed = speed;
    this.#startedAt = startedAt;
  }

  /** Milliseconds since the epoch, in local time. */
  now(): number {
    return this.#startedAt + (Date.now() - this.#startedAt) * this.speed;
  }

  date(): Date {
    return new Date(this.now());
  }

  /** The real time this clock was started at: a worker makes the same clock from it and `speed`. */
  get startedAt(): number {
    return this.#startedAt;
  }

  /** Resolves after `milliseconds` of local time; rejects with the signal's reason when aborted. */
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await delay(Math.max(0, milliseconds / this.speed), undefined, { signal });
  }
}
