import type { SteppedPart } from "../../service.ts";
import type { FunctionRecord } from "./function-record.ts";
import type { Sandbox } from "./sandbox.ts";

/** AWS's default is 1,000 for an account; two cores are full with far fewer. */
const DEFAULT_CONCURRENCY = 4;

interface FunctionSandboxes {
  readonly idle: Sandbox[];
  busy: number;
  readonly waiting: (() => void)[];
}

/** Warm sandboxes of every function: an idle one is taken again, a second invocation at the same time gets a second. */
export class SandboxPool {
  readonly #start: (record: FunctionRecord) => Sandbox;
  readonly #functions = new Map<string, FunctionSandboxes>();
  readonly #all = new Set<Sandbox>();
  #closed = false;

  constructor(start: (record: FunctionRecord) => Sandbox) {
    this.#start = start;
  }

  /** A sandbox for one invocation, or undefined when the function runs as often at once as it may. */
  take(record: FunctionRecord): Sandbox | undefined {
    if (this.#closed) throw new Error(`Lambda is stopping; ${record.name} is not run any more.`);
    const sandboxes = this.#of(record.name);
    if (sandboxes.busy >= (record.reservedConcurrency ?? DEFAULT_CONCURRENCY)) return undefined;
    const warm = sandboxes.idle.pop();
    const sandbox = warm?.usable && warm.revision === record.revision ? warm : this.#start(record);
    this.#all.add(sandbox);
    sandboxes.busy += 1;
    return sandbox;
  }

  /** Gives a sandbox back; one that broke, or of an older revision, is ended. */
  async give(current: FunctionRecord, sandbox: Sandbox): Promise<void> {
    const sandboxes = this.#of(current.name);
    sandboxes.busy -= 1;
    if (sandbox.usable && sandbox.revision === current.revision) sandboxes.idle.push(sandbox);
    else await this.#end(sandbox);
    sandboxes.waiting.shift()?.();
  }

  /** Resolves when an invocation of the function ends. */
  async freed(name: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#of(name).waiting.push(resolve);
    await promise;
  }

  /** Ends the idle sandboxes of a function that changed; busy ones end when they are given back. */
  async retire(name: string): Promise<void> {
    await Promise.all(
      this.#of(name)
        .idle.splice(0)
        .map((sandbox) => this.#end(sandbox)),
    );
  }

  /** What a clock that is stepped has to know of the functions. */
  readonly stepping: Required<SteppedPart> = {
    isBusy: () => [...this.#all].some(({ isClosing }) => isClosing),
    settle: async () => {
      const wakes = await Promise.all([...this.#all].map((sandbox) => sandbox.settle()));
      const due = wakes.filter((wake) => wake !== undefined);
      return due.length === 0 ? undefined : Math.min(...due);
    },
    wake: () => {
      for (const sandbox of this.#all) sandbox.wake();
    },
    heard: () => [...this.#all].reduce((sum, { heard }) => sum + heard, 0),
  };

  /** Ends every sandbox; whoever waits for one is told by the next `take`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { waiting } of this.#functions.values()) for (const wake of waiting.splice(0)) wake();
    await Promise.all([...this.#all].map((sandbox) => this.#end(sandbox)));
  }

  async #end(sandbox: Sandbox): Promise<void> {
    await sandbox.close();
    this.#all.delete(sandbox);
  }

  #of(name: string): FunctionSandboxes {
    const known = this.#functions.get(name);
    if (known) return known;
    const fresh: FunctionSandboxes = { idle: [], busy: 0, waiting: [] };
    this.#functions.set(name, fresh);
    return fresh;
  }
}
