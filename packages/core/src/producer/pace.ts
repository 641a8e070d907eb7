const SECOND_MS = 1000;

/** Records due within this time go together, so that a second's are spread over some ten requests. */
const BATCH_MS = 100;

/**
 * When each record of a run is due: number `index` at its start + index / rate, whatever happened to those before, so
 * that a run neither drifts nor forgets what it is late with. Times are milliseconds.
 */
export class Pace {
  #perSecond: number;
  #originAt: number;
  #originIndex = 0;

  constructor(perSecond: number, startAt: number) {
    this.#perSecond = perSecond;
    this.#originAt = startAt;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  dueAt(index: number): number {
    return this.#originAt + ((index - this.#originIndex) * SECOND_MS) / this.#perSecond;
  }

  /** How many records from number `index` on may go in one request now; 1 at least. */
  dueCount(index: number, now: number): number {
    const until = ((now + BATCH_MS - this.#originAt) * this.#perSecond) / SECOND_MS + this.#originIndex;
    return Math.max(1, Math.floor(until) - index);
  }

  /** Another rate for the records from number `index` on. */
  change(perSecond: number, index: number): void {
    this.#originAt = this.dueAt(index);
    this.#originIndex = index;
    this.#perSecond = perSecond;
  }

  /** Nobody had records for so long: they are not made up for. */
  postpone(milliseconds: number): void {
    this.#originAt += milliseconds;
  }
}
