import { newestExecution } from "@sensor-pipeline/core/execution/start-execution";
import { CommandError } from "../command/command-error.ts";
import { stateMachineArn } from "../target/identity.ts";
import type { Target } from "../target/target.ts";
import { timeText } from "./duration.ts";
import type { OwnerMachine } from "./owner-machine.ts";

/**
 * What makes and what drops must not run at once: each would undo the other's work halfway.
 * @throws {CommandError} when the other machine has an execution that runs
 */
export async function refuseWhileRunning(
  target: Target,
  { reader }: Pick<OwnerMachine, "reader">,
  other: { readonly name: string; readonly what: string },
): Promise<void> {
  const arn = stateMachineArn(await target.identity(), other.name);
  const running = await newestExecution(reader, arn, { status: "RUNNING" });
  if (running === undefined) return;
  throw new CommandError(
    `A ${other.what} of ${target.title} is running since ${timeText(running.startedAt)}: wait for its end (execution ${running.executionArn}).`,
  );
}
