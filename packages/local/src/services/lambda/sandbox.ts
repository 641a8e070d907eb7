import { Worker } from "node:worker_threads";
import type { LocalClock } from "../../clock.ts";
import type {
  FunctionErrorPayload,
  HostMessage,
  InvokeMessage,
  SandboxMessage,
  SandboxSettings,
} from "./sandbox-protocol.ts";

/** Lambda gives the code this long to load before the first invocation: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html */
const INIT_TIMEOUT_MS = 10_000;
const YOUNG_GENERATION_MB = 32;

export type SandboxOutcome =
  | { readonly kind: "result"; readonly payload: string }
  | { readonly kind: "failure"; readonly error: FunctionErrorPayload }
  | { readonly kind: "timeout" };

interface Waiting {
  readonly settle: (outcome: SandboxOutcome) => void;
  readonly print: (text: string) => void;
}

/** One worker thread with one function's bundle in it. Serves one invocation at a time, and stays for the next. */
export class Sandbox {
  readonly logStream: string;
  readonly revision: number;
  /** False after a time-out or a crash: such a sandbox is thrown away. */
  usable = true;
  /** While its thread ends. */
  isClosing = false;
  /** Whether the log stream has been made, which the first invocation does. */
  hasLogStream = false;
  readonly #worker: Worker;
  readonly #ready: Promise<FunctionErrorPayload | undefined>;
  #invocation: Waiting | undefined;
  readonly #clock: LocalClock;
  #initOutput = "";
  /** Whether an invocation runs, from the loading of the code on. */
  #invoked = false;
  #heard = 0;
  #turn = 0;
  readonly #settling = new Map<number, (wakeAt: number | undefined) => void>();

  /**
   * @param environment the whole environment of the function: nothing of this process's own gets in.
   * @param clock the time that code takes: an invocation ends by it.
   */
  constructor(
    settings: SandboxSettings,
    environment: Readonly<Record<string, string>>,
    revision: number,
    clock: LocalClock,
  ) {
    this.#clock = clock;
    this.logStream = settings.logStream;
    this.revision = revision;
    this.#worker = new Worker(new URL("./function-worker.ts", import.meta.url), {
      workerData: settings,
      env: { ...environment },
      execArgv: ["--disable-warning=ExperimentalWarning"],
      resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      name: settings.functionName,
    });
    // A function alone does not keep this process alive.
    this.#worker.unref();
    this.#ready = this.#listen();
  }

  /**
   * Runs the handler once.
   * @param message its `timeoutMs` is the time that code takes: real time, whatever the local clock does, unless that is stepped.
   * @param print gets what the function writes, as it writes it.
   */
  async invoke(message: InvokeMessage, print: (text: string) => void): Promise<SandboxOutcome> {
    this.#invoked = true;
    try {
      return await this.#invoke(message, print);
    } finally {
      this.#invoked = false;
    }
  }

  /** Grows with every message of the worker. */
  get heard(): number {
    return this.#heard;
  }

  /** On a clock that is stepped: when the code of an invocation wants to go on, once it does nothing but wait. */
  async settle(): Promise<number | undefined> {
    if (!this.#invoked || !this.usable) return undefined;
    this.#turn += 1;
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    this.#settling.set(this.#turn, resolve);
    this.#post({ type: "settle", turn: this.#turn });
    return promise;
  }

  /** On a clock that is stepped: the time was moved on. */
  wake(): void {
    if (this.#invoked) this.#post({ type: "wake" });
  }

  async #invoke(message: InvokeMessage, print: (text: string) => void): Promise<SandboxOutcome> {
    const initError = await this.#ready;
    if (this.#initOutput !== "") print(this.#initOutput);
    this.#initOutput = "";
    if (initError) return { kind: "failure", error: initError };
    const { promise, resolve } = Promise.withResolvers<SandboxOutcome>();
    const ended = new AbortController();
    this.#clock.codeSleep(message.timeoutMs, ended.signal).then(
      () => {
        this.usable = false;
        resolve({ kind: "timeout" });
      },
      () => undefined,
    );
    this.#invocation = { settle: resolve, print };
    this.#post(message);
    try {
      return await promise;
    } finally {
      ended.abort();
      this.#invocation = undefined;
      if (!this.usable) await this.close();
    }
  }

  async close(): Promise<void> {
    this.usable = false;
    this.isClosing = true;
    await this.#worker.terminate();
    this.isClosing = false;
  }

  /** Resolves when the code is loaded, with the error if it could not be. */
  async #listen(): Promise<FunctionErrorPayload | undefined> {
    const { promise, resolve } = Promise.withResolvers<FunctionErrorPayload | undefined>();
    const timer = setTimeout(() => {
      crash({ errorType: "Sandbox.Timedout", errorMessage: `Task timed out after ${INIT_TIMEOUT_MS / 1000} seconds` });
      void this.#worker.terminate();
    }, INIT_TIMEOUT_MS);
    const crash = (error: FunctionErrorPayload) => {
      this.usable = false;
      for (const settled of this.#settling.values()) settled(undefined);
      this.#settling.clear();
      resolve(error);
      this.#invocation?.settle({ kind: "failure", error });
    };
    this.#worker.on("message", (message: SandboxMessage) => {
      if (message.type === "settled") {
        this.#settling.get(message.turn)?.(message.wakeAt);
        this.#settling.delete(message.turn);
        return;
      }
      this.#heard += 1;
      if (message.type === "ready") resolve(undefined);
      else if (message.type === "output") this.#print(message.text);
      else if (message.type === "crash") crash(message.error);
      else if (message.type === "result") this.#invocation?.settle({ kind: "result", payload: message.payload });
      else this.#invocation?.settle({ kind: "failure", error: message.error });
    });
    this.#worker.on("error", (error) => {
      const outOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      crash({
        errorType: outOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError",
        errorMessage: outOfMemory ? "Runtime exited with error: signal: killed" : error.message,
      });
    });
    this.#worker.on("exit", (code) =>
      crash({
        errorType: "Runtime.ExitError",
        errorMessage:
          code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`,
      }),
    );
    return promise.finally(() => clearTimeout(timer));
  }

  #post(message: HostMessage): void {
    this.#worker.postMessage(message);
  }

  #print(text: string): void {
    if (this.#invocation) this.#invocation.print(text);
    else this.#initOutput += text;
  }
}
