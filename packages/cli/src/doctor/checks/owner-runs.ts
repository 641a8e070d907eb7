import { DescribeExecutionCommand, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { newestExecution } from "@sensor-pipeline/core/execution/start-execution";
import { stateMachineArn } from "../../target/identity.ts";
import type { Check, Finding } from "../check.ts";
import type { Examination } from "../examination.ts";
import { PAGES } from "../pages.ts";

/** Of set-up there is a check of its own. */
export const ownerRuns: Check = {
  id: "owner-runs",
  needs: ["reader", "setup"],
  async run(examination) {
    const { refreshMachine, refreshModeMachine, retentionMachine, schemaChangeMachine } = examination.names;
    const found = await Promise.all([
      failedRun(examination, refreshMachine, "nothing new becomes visible"),
      failedRun(examination, refreshModeMachine, "auto refresh is as it was before"),
      failedRun(examination, retentionMachine, "old records stay in the streaming view, which grows"),
      failedRun(examination, schemaChangeMachine, "the landing view is not what its file says, and set-up stops there"),
    ]);
    return found.flat();
  },
};

async function failedRun(
  { ask, reader, identity }: Examination,
  machine: string,
  without: string,
): Promise<readonly Finding[]> {
  const arn = stateMachineArn(await identity(), machine);
  try {
    const newest = await ask("states:ListExecutions", () => newestExecution(reader.sfn, arn));
    if (newest === undefined) return [];
    const { executionArn } = newest;
    const { status = "UNKNOWN", cause } = await ask("states:DescribeExecution", () =>
      reader.sfn.send(new DescribeExecutionCommand({ executionArn })),
    );
    if (status === "SUCCEEDED" || status === "RUNNING") return [];
    return [
      {
        rule: "owner-run-failed",
        severity: "problem",
        found: `The last execution of ${machine} is ${status}: ${cause ?? "no cause given"}`,
        matters: `Until one succeeds, ${without}.`,
        mend: `Mend what its cause names, then: aws stepfunctions start-execution --state-machine-arn ${arn}`,
        source: PAGES.executions,
      },
    ];
  } catch (error) {
    // Which of the machines a stage has, its settings say.
    if (error instanceof StateMachineDoesNotExist) return [];
    throw error;
  }
}
