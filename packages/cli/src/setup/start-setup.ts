import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { newestExecution, startExecution } from "@sensor-pipeline/core/execution/start-execution";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { durationText, timeText } from "../execution/duration.ts";
import { failureText } from "../execution/failure-text.ts";
import { follow } from "../execution/follow.ts";
import type { OwnerMachine } from "../execution/owner-machine.ts";
import { refuseWhileRunning } from "../execution/refuse-while-running.ts";
import type { SetupOptions } from "./setup-command.ts";
import { showSetupOutput } from "./setup-output.ts";

const SEE_STATUS = "pipeline setup --status";

/** Starts set-up, or joins the one that runs, and follows it to its end. @returns the exit code */
export async function startSetup(
  context: CommandContext,
  machine: OwnerMachine,
  { replaceViews }: Pick<SetupOptions, "replaceViews">,
): Promise<number> {
  const { terminal, target } = context;
  await refuseWhileRunning(target, machine, { name: target.names.teardownMachine, what: "teardown" });
  const executionArn = await runningOrStarted(context, machine, replaceViews);
  const report = await follow(context, machine, executionArn);
  if (report === undefined) {
    terminal.note(`You stopped following; the set-up goes on. See it with ${SEE_STATUS} (execution ${executionArn}).`);
    if (terminal.json) terminal.writeJson({ executionArn, status: "RUNNING" });
    return EXIT_INTERRUPTED;
  }
  if (terminal.json) terminal.writeJson(report);
  else if (report.status === "SUCCEEDED") showSuccess(context, report);
  if (report.status === "SUCCEEDED") return EXIT_OK;
  terminal.note(`\nSet-up of ${target.title} ended ${report.status}.`);
  for (const line of failureText(report)) terminal.note(line);
  return EXIT_FAILED;
}

/**
 * One that runs is followed instead of started again: a second one would only collide with its statements, and what it
 * makes is what was asked for. Unless views are to be replaced, which only its own input could tell it.
 */
async function runningOrStarted(
  { terminal, target }: CommandContext,
  { arn, reader, person }: OwnerMachine,
  replaceViews: boolean,
): Promise<string> {
  const running = await newestExecution(reader, arn, "RUNNING");
  if (running === undefined) {
    terminal.note(`Set-up of ${target.title}`);
    return startExecution(person, arn, replaceViews ? { replaceViews } : {});
  }
  const since = `A set-up is running since ${timeText(running.startedAt)} (execution ${running.executionArn})`;
  if (replaceViews) {
    throw new CommandError(`${since}, and can't be told to replace views: wait for its end (${SEE_STATUS}).`);
  }
  terminal.note(`${since}: following that one, nothing is started.`);
  return running.executionArn;
}

function showSuccess({ terminal, target }: CommandContext, { startedAt, endedAt, output }: ExecutionReport): void {
  const took = startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / target.time.speed : undefined;
  terminal.note("");
  showSetupOutput(terminal, output, took === undefined ? "" : ` in ${durationText(took)}`);
}
