import type { LocalClock } from "../../clock.ts";
import type { Json } from "./definition.ts";
import { type Branch, runGraph } from "./executor.ts";
import type { Cursor, History } from "./history.ts";
import { sleepUntil } from "./long-sleep.ts";
import type { StateMachineRecord } from "./state-machine-store.ts";
import { StatesError } from "./states-error.ts";
import type { RunTask } from "./tasks/task.ts";

export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** How each end of an execution is written into its history. */
const END_EVENTS: Readonly<Record<Exclude<ExecutionStatus, "RUNNING">, readonly [type: string, details: string]>> = {
  SUCCEEDED: ["ExecutionSucceeded", "executionSucceededEventDetails"],
  FAILED: ["ExecutionFailed", "executionFailedEventDetails"],
  TIMED_OUT: ["ExecutionTimedOut", "executionTimedOutEventDetails"],
  ABORTED: ["ExecutionAborted", "executionAbortedEventDetails"],
};

export interface ExecutionSettings {
  readonly arn: string;
  readonly name: string;
  readonly machine: StateMachineRecord;
  /** JSON text as it came. */
  readonly input: string;
  readonly clock: LocalClock;
  readonly history: History;
  readonly runTask: RunTask;
  readonly random: () => number;
}

/** One run of a state machine. */
export class Execution {
  readonly settings: ExecutionSettings;
  readonly startedAt: Date;
  status: ExecutionStatus = "RUNNING";
  stoppedAt: Date | undefined;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  readonly #stop = new AbortController();

  constructor(settings: ExecutionSettings) {
    this.settings = settings;
    this.startedAt = settings.clock.date();
  }

  /** Runs to the end; the outcome is in this object's fields. Rejects only for a fault of the runner itself. */
  async run(): Promise<void> {
    const { machine, history, clock } = this.settings;
    const cursor: Cursor = { id: 0 };
    history.add(cursor, "ExecutionStarted", {
      executionStartedEventDetails: { input: this.settings.input, roleArn: machine.roleArn },
    });
    const timedOut = new AbortController();
    const ended = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, timedOut.signal]);
    const seconds = machine.definition.TimeoutSeconds;
    if (seconds !== undefined) {
      sleepUntil(clock, clock.now() + seconds * 1000, ended.signal).then(
        () => timedOut.abort(new Error("The execution took longer than TimeoutSeconds.")),
        () => undefined,
      );
    }
    try {
      const output = await runGraph(
        machine.definition,
        JSON.parse(this.settings.input) as Json,
        this.#branch(cursor, signal),
      );
      this.output = JSON.stringify(output);
      this.#end("SUCCEEDED", cursor, { output: this.output });
    } catch (error) {
      if (this.#stop.signal.aborted) this.#fail("ABORTED", cursor, this.error, this.cause);
      else if (timedOut.signal.aborted) this.#fail("TIMED_OUT", cursor, "States.Timeout", undefined);
      else if (error instanceof StatesError) this.#fail("FAILED", cursor, error.name, error.message);
      else {
        this.#fail("FAILED", cursor, "States.Runtime", error instanceof Error ? error.message : String(error));
        throw error;
      }
    } finally {
      ended.abort();
    }
  }

  /** Ends a running execution as ABORTED with the error and cause that whoever stops it gives. */
  stop(error: string | undefined, cause: string | undefined): void {
    this.error = error;
    this.cause = cause;
    this.#stop.abort(new Error("The execution was stopped."));
  }

  #branch(cursor: Cursor, signal: AbortSignal): Branch {
    const { arn, name, machine, input, clock, history, runTask, random } = this.settings;
    const context = {
      Run: {
        Id: arn,
        Name: name,
        Input: JSON.parse(input) as Json,
        RoleArn: machine.roleArn,
        StartTime: this.startedAt.toISOString(),
      },
      StateMachine: { Id: machine.arn, Name: machine.name },
    };
    return { scope: { clock, history, runTask, random, context }, cursor, signal };
  }

  #fail(status: "FAILED" | "TIMED_OUT" | "ABORTED", cursor: Cursor, error?: string, cause?: string): void {
    this.error = error;
    this.cause = cause;
    this.#end(status, cursor, { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) });
  }

  #end(status: Exclude<ExecutionStatus, "RUNNING">, cursor: Cursor, details: Readonly<Record<string, string>>): void {
    const [type, field] = END_EVENTS[status];
    this.settings.history.add(cursor, type, { [field]: details });
    this.status = status;
    this.stoppedAt = this.settings.clock.date();
  }
}
