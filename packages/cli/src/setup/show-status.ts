import type { EnteredState, ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { describeExecution } from "@sensor-pipeline/core/execution/follow-execution";
import { newestExecution } from "@sensor-pipeline/core/execution/start-execution";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_OK } from "../command/exit-code.ts";
import { durationText, timeText } from "../execution/duration.ts";
import { failureText } from "../execution/failure-text.ts";
import type { OwnerMachine } from "../execution/owner-machine.ts";
import { showSetupOutput } from "./setup-output.ts";

/** `pipeline setup --status`. @returns 0 for a set-up that succeeded or still runs */
export async function showStatus(context: CommandContext, machine: OwnerMachine): Promise<number> {
  const { terminal, target } = context;
  const newest = await newestExecution(machine.reader, machine.arn);
  if (newest === undefined) {
    throw new CommandError(
      `Set-up of ${target.title} has never run (or longer ago than Step Functions remembers, 90 days): start it with pipeline setup.`,
    );
  }
  const { report, entered } = await describeExecution(machine.reader, newest.executionArn);
  const failed = report.status !== "SUCCEEDED" && report.status !== "RUNNING";
  if (terminal.json) terminal.writeJson({ ...report, steps: stepsOf(machine, entered, report) });
  else show(context, machine, report, entered);
  return failed ? EXIT_FAILED : EXIT_OK;
}

function show(
  { terminal, target }: CommandContext,
  machine: OwnerMachine,
  report: ExecutionReport,
  entered: readonly EnteredState[],
): void {
  const { status, startedAt, endedAt } = report;
  const time = startedAt ? `, started ${timeText(startedAt)}${endedAt ? `, ended ${timeText(endedAt)}` : ""}` : "";
  terminal.write(`Newest set-up of ${target.title}: ${status}${time}`);
  terminal.write();
  const rows = stepsOf(machine, entered, report).map(({ title, milliseconds }) => [
    title,
    milliseconds === undefined ? status.toLowerCase() : durationText(milliseconds / target.time.speed),
  ]);
  terminal.table([{ title: "step" }, { title: "took", align: "right" }], rows);
  terminal.write();
  if (status === "SUCCEEDED") showSetupOutput(terminal, report.output, "");
  else if (status !== "RUNNING") for (const line of failureText(report)) terminal.write(line);
}

/** Milliseconds of the stage's time, from one step to the next; undefined for the last one of an execution that runs. */
function stepsOf({ deployed }: OwnerMachine, entered: readonly EnteredState[], { endedAt }: ExecutionReport) {
  const steps = entered.filter(({ name }) => deployed.isStep(name));
  return steps.map(({ name, at }, index) => {
    const until = steps[index + 1]?.at ?? endedAt;
    return { title: name, ...(until === undefined ? {} : { milliseconds: until.getTime() - at.getTime() }) };
  });
}
