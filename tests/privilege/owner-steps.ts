import type { ProofStage } from "./proof-stage.ts";
import { eventually, type Step, told } from "./step.ts";

interface Execution {
  readonly status: string;
  readonly error?: string;
  readonly cause?: string;
}

/** What the owner's state machines do. Set-up comes first: the others work on what it makes. */
export const OWNER_STEPS: readonly Step[] = (
  [
    ["set-up", "setupMachine"],
    ["refresh", "refreshMachine"],
    ["retention", "retentionMachine"],
  ] as const
).map(([name, machine]) => ({
  name,
  // Redshift reads the stream by its own role, and the statement tells of that.
  as: ({ ownerRole, warehouseRole }) => [ownerRole, warehouseRole],
  run: (stage) => execute(stage, stage.names[machine]),
}));

/** Runs a state machine to its end. @returns why it failed */
function execute({ ask, arn }: ProofStage, machine: string): Promise<string | undefined> {
  return told(async () => {
    const stateMachineArn = arn("states", `stateMachine:${machine}`);
    const { executionArn } = await ask<{ executionArn: string }>("states", "StartExecution", { stateMachineArn });
    const { status, error, cause } = await eventually(`The end of ${executionArn}`, async () => {
      const found = await ask<Execution>("states", "DescribeExecution", { executionArn });
      return found.status === "RUNNING" ? undefined : found;
    });
    if (status !== "SUCCEEDED") throw new Error(`${machine} ended ${status}: ${error}: ${cause}`);
  });
}
