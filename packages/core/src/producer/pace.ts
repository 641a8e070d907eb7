const SECOND_MS = 1000;

/** Records due within this time go together, so that a second's are spread over some ten requests. */
const BATCH_MS = 100;

/**
 * When each record of a run is due: number `index` at its start + index / rate, whatever happened to those before, so
 * that a run neither drifts nor forgets what it is late with. Times are milliseconds.
 */
export class Pace {
  readonly #perSecond: number;
  #startAt: number;

  constructor(perSecond: number, startAt: number) {
    this.#perSecond = perSecond;
    this.#startAt = startAt;
  }

  dueAt(index: number): number {
    return this.#startAt + (index * SECOND_MS) / this.#perSecond;
  }

  /** How many records from number `index` on may go in one request now; 1 at least. */
  dueCount(index: number, now: number): number {
    const due = Math.floor(((now + BATCH_MS - this.#startAt) * this.#perSecond) / SECOND_MS);
    return Math.max(1, due - index);
  }

  /** Nobody had records for so long: they are not made up for. */
  postpone(milliseconds: number): void {
    this.#startAt += milliseconds;
  }
}
