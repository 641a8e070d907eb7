/** An allowance that fills evenly and holds at most one second of it. Times are milliseconds of local time. */
export class TokenBucket {
  readonly #perSecond: number;
  #available: number;
  #filledAt = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
    this.#available = perSecond;
  }

  available(now: number): number {
    if (now > this.#filledAt) {
      const seconds = (now - this.#filledAt) / 1000;
      this.#available = Math.min(this.#perSecond, this.#available + seconds * this.#perSecond);
      this.#filledAt = now;
    }
    return this.#available;
  }

  take(amount: number, now: number): void {
    this.#available = this.available(now) - amount;
  }

  /** What was taken is more than a second's allowance: nothing is left until all of it has been made up for. */
  overdraw(amount: number, now: number): void {
    this.available(now);
    this.#available = -amount;
  }
}
