import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { LabOutcome } from "../scenario-run.ts";
import type { RunAnswer, RunRequest } from "./job-messages.ts";

const PROCESS = path.resolve(import.meta.dirname, "job-process.ts");

/** Of what a process has said on its way, for whoever asks why it ended. */
const KEPT_CHARACTERS = 4_000;

/** The longest run takes a minute or two; one that hangs is no reason for the others to wait. */
const LONGEST_RUN_MINUTES = 20;

/** Makes one run at a time in a process of its own; a process that ends ends no more than its run. */
export class Job {
  #process: ChildProcess | undefined;
  #said = "";

  /** @returns how the run went; undefined when the job was closed meanwhile */
  async run(request: RunRequest): Promise<LabOutcome | undefined> {
    const child = this.#process?.connected ? this.#process : this.#start();
    const { promise, resolve } = Promise.withResolvers<LabOutcome | undefined>();
    const answered = (answer: RunAnswer) => resolve(answer);
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      const { folder: _, ...wanted } = request;
      const isClosed = this.#process !== child;
      const failure = `Its process ended with ${signal ?? code}.\n${this.#said}`.trimEnd();
      resolve(isClosed ? undefined : { ...wanted, failure });
    };
    const late = setTimeout(() => {
      this.#said += `It was killed: it had not ended after ${LONGEST_RUN_MINUTES} minutes.`;
      killGroup(child);
    }, LONGEST_RUN_MINUTES * 60_000);
    child.once("message", answered).once("close", ended);
    // Where it can't be sent the process has ended, which tells of itself.
    child.send(request, () => undefined);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      child.off("message", answered).off("close", ended);
    }
  }

  /** Ends the process at once, and the run that it is in. */
  async close(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const end = once(child, "close");
    killGroup(child);
    await end;
  }

  /** Not in the terminal's group: a Ctrl-C is for the lab alone, which ends its jobs. */
  #start(): ChildProcess {
    const child = fork(PROCESS, { detached: true, stdio: ["ignore", "ignore", "pipe", "ipc"] });
    this.#said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#said = (this.#said + text).slice(-KEPT_CHARACTERS);
    });
    this.#process = child;
    return child;
  }
}

/** The process and those that it has started. */
function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
}
