import { DescribeExecutionCommand, type DescribeExecutionOutput, type SFNClient } from "@aws-sdk/client-sfn";
import type { Clock } from "../clock.ts";
import { EnteredStates } from "./entered-states.ts";
import type { EnteredState, ExecutionReport } from "./execution.ts";

/**
 * Between two looks, each of which is two requests. AWS refills 15 requests of DescribeExecution and 20 of
 * GetExecutionHistory a second for the whole account.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
const POLL_MS = 1_000;

export interface FollowOptions {
  readonly clock: Clock;
  /** Hears of each state as it is entered for the first time. */
  readonly onState?: (state: EnteredState) => void;
  /** Milliseconds between two looks. @default 1000 */
  readonly pollMs?: number;
  /** Ends the following; the execution goes on. */
  readonly signal?: AbortSignal;
}

/** Follows an execution to its end. @throws the signal's reason when it aborts */
export async function followExecution(
  sfn: SFNClient,
  executionArn: string,
  { clock, onState = () => undefined, pollMs = POLL_MS, signal }: FollowOptions,
): Promise<ExecutionReport> {
  const states = new EnteredStates(sfn, executionArn);
  for (;;) {
    signal?.throwIfAborted();
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    for (const state of await states.read()) onState(state);
    if (execution.status !== "RUNNING") return reportOf(executionArn, execution, states.names);
    await clock.sleep(pollMs, signal);
  }
}

/** An execution as it stands now, and the states that it has entered so far. */
export async function describeExecution(
  sfn: SFNClient,
  executionArn: string,
): Promise<{ readonly report: ExecutionReport; readonly entered: readonly EnteredState[] }> {
  const states = new EnteredStates(sfn, executionArn);
  const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const entered = await states.read();
  return { report: reportOf(executionArn, execution, states.names), entered };
}

function reportOf(
  executionArn: string,
  { status, startDate, stopDate, output, error, cause }: DescribeExecutionOutput,
  states: readonly string[],
): ExecutionReport {
  return {
    executionArn,
    status: status ?? "UNKNOWN",
    ...(startDate === undefined ? {} : { startedAt: startDate }),
    ...(stopDate === undefined ? {} : { endedAt: stopDate }),
    states,
    ...(output === undefined ? {} : { output: JSON.parse(output) as unknown }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
