import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { LabOutcome } from "../lab-outcome.ts";
import type { JobMessage, JobRequest } from "./job-messages.ts";

const PROCESS = path.resolve(import.meta.dirname, "job-process.ts");

/** Of what a process has said on its way, for whoever asks why it ended. */
const KEPT_CHARACTERS = 4_000;

/** The longest run takes a minute or two, a matrix ten; one that hangs is no reason for the others to wait. */
const LONGEST_MINUTES = { run: 20, matrix: 120 } as const;

/** Makes one run, or matrix, at a time in a process of its own; a process that ends ends no more than that. */
export class Job {
  #process: ChildProcess | undefined;
  #said = "";

  /**
   * @param onCases hears of a matrix how many of its cases have ended
   * @returns how it went; undefined when the job was closed meanwhile
   */
  async run(request: JobRequest, onCases: (cases: number) => void = () => undefined): Promise<LabOutcome | undefined> {
    const child = this.#process?.connected ? this.#process : this.#start();
    const { promise, resolve } = Promise.withResolvers<LabOutcome | undefined>();
    // What it said at its last moment counts for nothing either.
    const answer = (outcome: LabOutcome) => resolve(this.#process === child ? outcome : undefined);
    const said = (message: JobMessage) => ("cases" in message ? onCases(message.cases) : answer(message.outcome));
    const ended = (code: number | null, signal: NodeJS.Signals | null) =>
      answer(failed(request, `Its process ended with ${signal ?? code}.\n${this.#said}`));
    const minutes = LONGEST_MINUTES["matrix" in request ? "matrix" : "run"];
    const late = setTimeout(() => {
      this.#said += `It was killed: it had not ended after ${minutes} minutes.`;
      killGroup(child);
    }, minutes * 60_000);
    child.on("message", said).once("close", ended);
    // Where it can't be sent the process has ended, which tells of itself.
    child.send(request, () => undefined);
    try {
      return await promise;
    } finally {
      clearTimeout(late);
      child.off("message", said).off("close", ended);
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

function failed(request: JobRequest, text: string): LabOutcome {
  const failure = text.trimEnd();
  if ("matrix" in request) return { ...request, failure };
  const { folder: _, ...wanted } = request;
  return { ...wanted, failure };
}

/** The process and those that it has started. */
function killGroup({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, "SIGKILL");
}
