import { ManualClock } from "../services/manual-clock.ts";

/**
 * A clock that stands still while anything is done and is moved from one moment at which something is due to the next
 * (see Stepper): hours of local time take seconds, and a run depends on nothing but what it was told. Other threads
 * read it in shared memory, and the time that code takes is its own as well.
 */
export class SteppedClock extends ManualClock {
  readonly #shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  readonly #time = new Float64Array(this.#shared);

  constructor(start: number) {
    super(start);
    this.#time[0] = start;
  }

  override get shared(): SharedArrayBuffer {
    return this.#shared;
  }

  override goOnFrom(localTime: number): void {
    super.goOnFrom(localTime);
    this.#time[0] = this.now();
  }

  override codeNow(): number {
    return this.now();
  }

  override codeSleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.sleep(milliseconds, signal);
  }

  override advance(milliseconds: number): void {
    this.#time[0] = this.now() + milliseconds;
    super.advance(milliseconds);
  }
}
