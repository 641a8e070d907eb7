import type { SFNClient } from "@aws-sdk/client-sfn";
import { systemClock } from "@sensor-pipeline/core/clock";
import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { followExecution } from "@sensor-pipeline/core/execution/follow-execution";
import { startExecution } from "@sensor-pipeline/core/execution/start-execution";

/** The local AWS has no quota of looks. */
const POLL_MS = 200;

/** Starts a state machine and follows it to its end; `onState` hears the name of each state as it is entered for the first time. */
export async function runExecution(
  sfn: SFNClient,
  stateMachineArn: string,
  onState: (name: string) => void,
): Promise<ExecutionReport> {
  const executionArn = await startExecution(sfn, stateMachineArn);
  return followExecution(sfn, executionArn, {
    clock: systemClock,
    pollMs: POLL_MS,
    onState: ({ name }) => onState(name),
  });
}
