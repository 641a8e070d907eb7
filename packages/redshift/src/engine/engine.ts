import { Worker } from "node:worker_threads";
import { EngineError } from "./engine-error.ts";
import type {
  EngineAnswer,
  EngineOpened,
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

interface Waiting {
  readonly resolve: (result: EngineResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * PostgreSQL (PGlite) in a thread of its own, on a folder. It is one connection, so who wants it queues:
 * `exclusive` gives it to one holder after another, in the order they asked.
 */
export class Engine {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #sent = 0;
  #inLine = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #dead: Error | undefined;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (answer: EngineAnswer) => this.#answered(answer));
    worker.on("error", (cause) => this.#fail(new Error("The engine's thread has failed.", { cause })));
    worker.on("exit", (code) => this.#fail(new Error(`The engine is closed (its thread ended with ${code}).`)));
  }

  /** Opens the database in `folder`; makes it when the folder is empty. @throws {EngineError} when it can't be opened. */
  static async open(folder: string): Promise<Engine> {
    const worker = new Worker(new URL("./engine-thread.ts", import.meta.url), { workerData: { folder } });
    await new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", (message: EngineOpened) => {
        worker.off("error", reject);
        if (message.opened) resolve();
        else reject(new EngineError(message.failure));
      });
    });
    return new Engine(worker);
  }

  /** Runs `work` while nobody else has the connection. A transaction it begins must end within it. */
  exclusive<Result>(work: (connection: EngineConnection) => Promise<Result>): Promise<Result> {
    this.#inLine += 1;
    const turn = this.#queue.then(() => {
      this.#inLine -= 1;
      return work(this.#connection);
    });
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Waits for the connection and keeps it until it is let go. */
  hold(): Promise<EngineHold> {
    const held = Promise.withResolvers<EngineHold>();
    const released = Promise.withResolvers<void>();
    const turn = this.exclusive(async (connection) => {
      held.resolve({ connection, release: () => released.resolve() });
      await released.promise;
    });
    turn.catch(held.reject);
    return held.promise;
  }

  /** How many wait for the connection. */
  get waiting(): number {
    return this.#inLine;
  }

  /** Waits for whoever has or awaits the connection, then closes the database. */
  async close(): Promise<void> {
    if (this.#dead) return;
    const exited = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
    await this.exclusive(() => this.#send({ kind: "close" }));
    await exited;
  }

  readonly #connection: EngineConnection = {
    query: (sql, values = []) => this.#send({ kind: "query", sql, values }),
    execute: async (sql) => {
      await this.#send({ kind: "execute", sql });
    },
    copy: (sql, data) => this.#send({ kind: "copy", sql, data }, [data.buffer]),
  };

  #send(work: EngineWork, transfer: readonly ArrayBuffer[] = []): Promise<EngineResult> {
    if (this.#dead) return Promise.reject(this.#dead);
    this.#sent += 1;
    const request: EngineRequest = { id: this.#sent, work };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request, transfer);
    });
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
