import { syncBuiltinESMExports } from "node:module";
import nodeTimers from "node:timers";
import timersPromises from "node:timers/promises";

/** Turns of the loop after which everything that has arrived is worked off: a turn reads 64 KB of an answer, and answers are small. */
const TURNS = 10;

interface Timer {
  readonly id: number;
  due: number;
  readonly every: number | undefined;
  readonly run: () => void;
}

/** What setTimeout gives on the stepped clock: code may hold on to it, and tell it that nobody waits for it. */
interface Handle {
  readonly id: number;
  ref(): Handle;
  unref(): Handle;
  hasRef(): boolean;
  refresh(): Handle;
  [Symbol.toPrimitive](): number;
}

/**
 * Time inside a function's worker on a clock that is stepped: the host writes it, and timers run when the host says
 * that it was moved on. The sockets' own timers stay on real time: they are there for connections that break.
 */
export class SteppedTimers {
  readonly #time: Float64Array;
  readonly #timers = new Map<number, Timer>();
  readonly #immediate = setImmediate;
  #lastId = 0;

  private constructor(shared: SharedArrayBuffer) {
    this.#time = new Float64Array(shared);
  }

  /** Puts itself in the place of this thread's timers, before any code of the function is loaded. */
  static install(shared: SharedArrayBuffer): SteppedTimers {
    const timers = new SteppedTimers(shared);
    const clear = (handle: Handle | number | undefined | null) => timers.#clear(handle);
    const once = (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
      timers.#add(delay, undefined, () => run(...args));
    const repeatedly = (run: (...args: unknown[]) => void, delay = 0, ...args: unknown[]) =>
      timers.#add(delay, Math.max(1, delay), () => run(...args));
    const replaced = { setTimeout: once, setInterval: repeatedly, clearTimeout: clear, clearInterval: clear };
    Object.assign(globalThis, replaced);
    Object.assign(nodeTimers, replaced);
    Object.assign(timersPromises, {
      setTimeout: (delay = 0, value?: unknown, { signal }: { readonly signal?: AbortSignal } = {}) =>
        timers.#sleep(delay, value, signal),
    });
    Object.assign(AbortSignal, {
      timeout: (delay: number) => {
        const controller = new AbortController();
        timers.#add(delay, undefined, () =>
          controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError")),
        );
        return controller.signal;
      },
    });
    syncBuiltinESMExports();
    return timers;
  }

  /** Milliseconds since the epoch, in local time. */
  now(): number {
    return this.#time[0] ?? 0;
  }

  /** Runs every timer whose time has come, in the order of their times. */
  runDue(): void {
    for (let next = this.#next(); next && next.due <= this.now(); next = this.#next()) {
      if (next.every === undefined) this.#timers.delete(next.id);
      else next.due += next.every;
      next.run();
    }
  }

  /** Resolves when all that could be done is done, with the time of the first timer. */
  async settle(): Promise<number | undefined> {
    for (let turn = 0; turn < TURNS; turn += 1) await new Promise<void>((resolve) => this.#immediate(() => resolve()));
    return this.#next()?.due;
  }

  #next(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.#timers.values()) if (!next || timer.due < next.due) next = timer;
    return next;
  }

  #add(delay: number, every: number | undefined, run: () => void): Handle {
    this.#lastId += 1;
    const id = this.#lastId;
    const due = () => this.now() + Math.max(1, Number(delay) || 0);
    const timer = { id, due: due(), every, run };
    this.#timers.set(id, timer);
    const handle: Handle = {
      id,
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      refresh: () => {
        timer.due = due();
        this.#timers.set(id, timer);
        return handle;
      },
      [Symbol.toPrimitive]: () => id,
    };
    return handle;
  }

  #clear(handle: Handle | number | undefined | null): void {
    if (handle !== undefined && handle !== null) this.#timers.delete(Number(handle));
  }

  async #sleep(delay: number, value: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (signal?.aborted) throw abortError(signal.reason);
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#clear(handle);
        reject(abortError(signal?.reason));
      };
      const handle = this.#add(delay, undefined, () => {
        signal?.removeEventListener("abort", abort);
        resolve(value);
      });
      signal?.addEventListener("abort", abort, { once: true });
    });
  }
}

/** As Node's own: https://nodejs.org/docs/latest-v24.x/api/timers.html#timerspromisessettimeoutdelay-value-options */
function abortError(cause: unknown): Error {
  const error = new Error("The operation was aborted", { cause });
  return Object.assign(error, { name: "AbortError", code: "ABORT_ERR" });
}
