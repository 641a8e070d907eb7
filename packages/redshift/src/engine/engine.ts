import { Worker } from "node:worker_threads";
import { loadEngineCode } from "./engine-code.ts";
import { EngineError } from "./engine-error.ts";
import type {
  EngineAnswer,
  EngineFailure,
  EngineOpened,
  EngineOpening,
  EngineRequest,
  EngineResult,
  EngineValue,
  EngineWork,
} from "./engine-message.ts";

/** PostgreSQL for as long as one holder has it to itself. */
export interface EngineConnection {
  /** One statement; `$1`, `$2` ... are `values`. @throws {EngineError} */
  query(sql: string, values?: readonly EngineValue[]): Promise<EngineResult>;
  /** Several statements, rows not wanted. @throws {EngineError} */
  execute(sql: string): Promise<void>;
  /** `COPY ... FROM '/dev/blob'` of `data`, whose buffer is given away. @throws {EngineError} */
  copy(sql: string, data: Uint8Array<ArrayBuffer>): Promise<EngineResult>;
}

/** The engine, for one holder until it lets go. */
export interface EngineHold {
  readonly connection: EngineConnection;
  release(): void;
}

/** In PostgreSQL's words: the session that was interrupted has its own. */
const INTERRUPTED: EngineFailure = { message: "canceling statement due to user request", sqlState: "57014" };

interface Waiting {
  readonly resolve: (result: EngineResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * PostgreSQL (PGlite) in a thread of its own, on a folder. It is one connection, so who wants it queues:
 * `exclusive` gives it to one holder after another, in the order they asked.
 */
export class Engine {
  readonly #folder: string;
  readonly #startUp: string;
  #worker: Worker;
  /** Settled once the thread takes work. */
  #ready: Promise<void> = Promise.resolve();
  readonly #waiting = new Map<number, Waiting>();
  #sent = 0;
  #inLine = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #dead: Error | undefined;
  #reopening = false;

  private constructor(folder: string, startUp: string, worker: Worker) {
    this.#folder = folder;
    this.#startUp = startUp;
    this.#worker = worker;
    this.#listenTo(worker);
  }

  /**
   * Opens the database in `folder`; makes it when the folder is empty.
   * @param startUp SQL that is run each time the database is opened: settings, temporary tables
   * @param filled settled once the folder has what shall be in it: the thread starts meanwhile
   * @throws {EngineError} when it can't be opened; what `filled` is rejected with.
   */
  static async open(folder: string, startUp = "", filled: Promise<void> = Promise.resolve()): Promise<Engine> {
    return new Engine(folder, startUp, await openThread({ folder, startUp }, filled));
  }

  /**
   * Ends what the engine is in the middle of, and takes its transaction back: PostgreSQL in WASM hears no signal, so its thread is ended and
   * the database opened again, as after a crash. Who waits for the answer gets SQLSTATE 57014. Does nothing when nothing runs.
   */
  interrupt(): void {
    if (this.#dead || this.#waiting.size === 0) return;
    const old = this.#worker;
    old.removeAllListeners();
    old.on("error", () => undefined);
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#reopening = true;
    this.#ready = this.#ready.then(async () => {
      await old.terminate();
      this.#worker = await openThread({ folder: this.#folder, startUp: this.#startUp });
      this.#listenTo(this.#worker);
      this.#reopening = false;
    });
    this.#ready.catch((cause: unknown) => this.#fail(new Error("The engine can't be opened again.", { cause })));
    for (const { reject } of waiting) reject(new EngineError(INTERRUPTED));
  }

  /**
   * Runs `work` while nobody else has the connection. A transaction it begins must end within it.
   * @param signal leaves the line: once `work` has begun, it is for `work` to look at
   */
  exclusive<Result>(work: (connection: EngineConnection) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    const given = Promise.withResolvers<Result>();
    this.#inLine += 1;
    let inLine = true;
    const leave = () => {
      if (inLine) this.#inLine -= 1;
      inLine = false;
    };
    const abandon = () => {
      if (inLine) given.reject(signal?.reason);
      leave();
    };
    if (signal?.aborted) abandon();
    signal?.addEventListener("abort", abandon, { once: true });
    this.#queue = this.#queue.then(async () => {
      signal?.removeEventListener("abort", abandon);
      if (!inLine) return;
      leave();
      try {
        given.resolve(await work(this.#connection));
      } catch (error) {
        given.reject(error);
      }
    });
    return given.promise;
  }

  /** Waits for the connection and keeps it until it is let go. */
  hold(signal?: AbortSignal): Promise<EngineHold> {
    const held = Promise.withResolvers<EngineHold>();
    const released = Promise.withResolvers<void>();
    const turn = this.exclusive(async (connection) => {
      held.resolve({ connection, release: () => released.resolve() });
      await released.promise;
    }, signal);
    turn.catch(held.reject);
    return held.promise;
  }

  /** Whether PostgreSQL is at work, or being opened again. */
  get isBusy(): boolean {
    return this.#dead === undefined && (this.#reopening || this.#waiting.size > 0);
  }

  /** How many wait for the connection. */
  get waiting(): number {
    return this.#inLine;
  }

  /** Waits for whoever has or awaits the connection, then closes the database. */
  async close(): Promise<void> {
    if (this.#dead) return;
    await this.exclusive(async () => {
      await this.#ready;
      const exited = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
      await this.#send({ kind: "close" });
      await exited;
    });
  }

  readonly #connection: EngineConnection = {
    query: (sql, values = []) => this.#send({ kind: "query", sql, values }),
    execute: async (sql) => {
      await this.#send({ kind: "execute", sql });
    },
    copy: (sql, data) => this.#send({ kind: "copy", sql, data }, [data.buffer]),
  };

  async #send(work: EngineWork, transfer: readonly ArrayBuffer[] = []): Promise<EngineResult> {
    await this.#ready;
    if (this.#dead) throw this.#dead;
    this.#sent += 1;
    const request: EngineRequest = { id: this.#sent, work };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request, transfer);
    });
  }

  #listenTo(worker: Worker): void {
    worker.on("message", (answer: EngineAnswer) => this.#answered(answer));
    worker.on("error", (cause) => this.#fail(new Error("The engine's thread has failed.", { cause })));
    worker.on("exit", (code) => this.#fail(new Error(`The engine is closed (its thread ended with ${code}).`)));
  }

  #answered(answer: EngineAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("result" in answer) waiting?.resolve(answer.result);
    else waiting?.reject(new EngineError(answer.failure));
  }

  #fail(error: Error): void {
    this.#dead ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#dead);
    this.#waiting.clear();
  }
}

async function openThread(opening: EngineOpening, filled: Promise<void> = Promise.resolve()): Promise<Worker> {
  // Its failure is heard below, once the thread is there to be ended.
  filled.catch(() => undefined);
  const worker = new Worker(new URL("./engine-thread.ts", import.meta.url), {
    workerData: await loadEngineCode(),
    // Beyond the engine's own limit (max_stack_depth), which ends in an error; the end of the thread's stack ends the engine.
    resourceLimits: { stackSizeMb: 64 },
  });
  const opened = firstMessageOf(worker);
  // Whoever waits for the folder is not listening yet.
  opened.catch(() => undefined);
  try {
    await filled;
    worker.postMessage(opening);
    const message = await opened;
    if (!message.opened) throw new EngineError(message.failure);
    return worker;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

function firstMessageOf(worker: Worker): Promise<EngineOpened> {
  return new Promise((resolve, reject) => {
    const ended = (code: number) => reject(new Error(`The engine's thread ended with ${code} before it was open.`));
    worker.once("error", reject);
    worker.once("exit", ended);
    worker.once("message", (message: EngineOpened) => {
      worker.off("error", reject).off("exit", ended);
      resolve(message);
    });
  });
}
