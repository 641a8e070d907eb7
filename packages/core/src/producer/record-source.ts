import type { Clock } from "../clock.ts";

/** How long a source that is slow may keep records waiting that it has given already. */
const LINGER_MS = 50;

const LATE = Symbol("late");

/** Takes from an iterable as much as is wanted and no more. */
export class RecordSource<Item> {
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  readonly #iterator: Iterator<Item> | AsyncIterator<Item>;
  readonly #isSync: boolean;
  #returned: Item[] = [];
  #next: Promise<IteratorResult<Item>> | undefined;
  #error: { readonly thrown: unknown } | undefined;
  #isDone = false;
  #taken = 0;

  constructor(items: Iterable<Item> | AsyncIterable<Item>, clock: Clock, signal: AbortSignal) {
    this.#isSync = Symbol.iterator in items;
    this.#iterator = Symbol.iterator in items ? items[Symbol.iterator]() : items[Symbol.asyncIterator]();
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Items that the iterable gave so far. */
  get taken(): number {
    return this.#taken;
  }

  /** Items of those that were given back and not taken again. */
  get returned(): number {
    return this.#returned.length;
  }

  /**
   * The next items, `count` at most and none only at the end or when the signal aborts. Waits for the first one as
   * long as it takes, and for the others only a moment.
   * @throws what the iterable throws, after the items before it have been given
   */
  async take(count: number): Promise<Item[]> {
    if (this.#returned.length > 0) return this.#returned.splice(0, count);
    if (this.#error) throw this.#error.thrown;
    const items: Item[] = [];
    try {
      if (this.#isSync) this.#takeSync(items, count);
      else await this.#takeAsync(items, count);
    } catch (thrown) {
      this.#isDone = true;
      this.#error = { thrown };
      if (items.length === 0) throw thrown;
    }
    return items;
  }

  /** Gives back what was taken too much; it is taken next. */
  giveBack(items: readonly Item[]): void {
    this.#returned = [...items, ...this.#returned];
  }

  /** What was given back and not taken again. */
  leftovers(): readonly Item[] {
    return this.#returned.splice(0);
  }

  /** Lets the iterable tidy up. One that is asked for an item right now is not waited for: it may never answer. */
  async close(): Promise<void> {
    if (this.#isDone) return;
    this.#isDone = true;
    const closing = Promise.resolve(this.#iterator.return?.());
    if (this.#next) closing.catch(() => {});
    else await closing;
  }

  #takeSync(items: Item[], count: number): void {
    const iterator = this.#iterator as Iterator<Item>;
    while (!this.#isDone && items.length < count) {
      const { done, value } = iterator.next();
      if (done) this.#isDone = true;
      else this.#accept(items, value);
    }
  }

  async #takeAsync(items: Item[], count: number): Promise<void> {
    const stop = new AbortController();
    const stopped = aborted(this.#signal, stop.signal);
    let patience: Promise<typeof LATE> | undefined;
    try {
      while (!this.#isDone && items.length < count) {
        this.#next ??= (this.#iterator as AsyncIterator<Item>).next();
        if (items.length > 0) patience ??= this.#linger(stop.signal);
        const result = await Promise.race([this.#next, patience ?? stopped]);
        if (result === LATE) return;
        this.#next = undefined;
        if (result.done) this.#isDone = true;
        else this.#accept(items, result.value);
      }
    } finally {
      stop.abort();
    }
  }

  #accept(items: Item[], item: Item): void {
    items.push(item);
    this.#taken += 1;
  }

  async #linger(signal: AbortSignal): Promise<typeof LATE> {
    await this.#clock.sleep(LINGER_MS, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    return LATE;
  }
}

/** Resolves when the first signal aborts; the second takes the listener away. */
function aborted(signal: AbortSignal, done: AbortSignal): Promise<typeof LATE> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(LATE);
    signal.addEventListener("abort", () => resolve(LATE), { signal: done, once: true });
  });
}
