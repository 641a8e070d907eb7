import { newestExecution, startExecution } from "@sensor-pipeline/core/execution/start-execution";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { timeText } from "../execution/duration.ts";
import { follow } from "../execution/follow.ts";
import type { OwnerMachine } from "../execution/owner-machine.ts";
import { refuseWhileRunning } from "../execution/refuse-while-running.ts";
import type { SetupOptions } from "./setup-command.ts";
import { setupInput } from "./setup-input.ts";
import { SEE_STATUS, showSetupEnd } from "./show-setup-end.ts";

/** Starts set-up, or joins the one that runs, and follows it to its end. @returns the exit code */
export async function startSetup(
  context: CommandContext,
  machine: OwnerMachine,
  { replaceViews }: Pick<SetupOptions, "replaceViews">,
): Promise<number> {
  const { target } = context;
  await refuseWhileRunning(target, machine, { name: target.names.teardownMachine, what: "teardown" });
  await refuseWhileRunning(target, machine, { name: target.names.schemaChangeMachine, what: "schema change" });
  const executionArn = await runningOrStarted(context, machine, replaceViews);
  const report = await follow(context, machine, executionArn);
  return showSetupEnd(context, report ?? { executionArn, status: "RUNNING", states: [] });
}

/**
 * One that runs is followed instead of started again: a second one would only collide with its statements, and what it
 * makes is what was asked for. Unless views are to be replaced, which only its own input could tell it.
 */
async function runningOrStarted(
  context: CommandContext,
  { arn, reader, person }: OwnerMachine,
  replaceViews: boolean,
): Promise<string> {
  const { terminal, target } = context;
  const running = await newestExecution(reader, arn, { status: "RUNNING" });
  if (running === undefined) {
    terminal.note(`Set-up of ${target.title}`);
    return startExecution(person, arn, await setupInput(context, replaceViews));
  }
  const since = `A set-up is running since ${timeText(running.startedAt)} (execution ${running.executionArn})`;
  if (replaceViews) {
    throw new CommandError(`${since}, and can't be told to replace views: wait for its end (${SEE_STATUS}).`);
  }
  terminal.note(`${since}: following that one, nothing is started.`);
  return running.executionArn;
}
