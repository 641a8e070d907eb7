import { LocalClock } from "../clock.ts";

/** For tests: a clock that stands still until it is moved. */
export class AdjustableClock extends LocalClock {
  #now: number;

  constructor(now: number) {
    super(1, now);
    this.#now = now;
  }

  override now(): number {
    return this.#now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
