import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { newestExecution, startExecution } from "@sensor-pipeline/core/execution/start-execution";
import { ARCHIVE } from "@sensor-pipeline/core/teardown/teardown-steps";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { timeText } from "../execution/duration.ts";
import { failureText } from "../execution/failure-text.ts";
import { follow } from "../execution/follow.ts";
import { type OwnerMachine, openOwnerMachine } from "../execution/owner-machine.ts";
import { refuseWhileRunning } from "../execution/refuse-while-running.ts";
import { warehouseTitle } from "../target/warehouse-options.ts";
import { askToDrop } from "./ask-to-drop.ts";
import { makePlan, showPlan } from "./show-plan.ts";
import type { TeardownOptions } from "./teardown-command.ts";

const outputSchema = z.object({ archive: z.string() });

const NEXT = "pipeline verify --warehouse proves it; sst remove takes the rest of the stage away.";

type Choices = Pick<TeardownOptions, "yes" | "dropArchive">;

/** Drops what set-up made by the stage's own state machine. @returns the exit code */
export async function dropByMachine(context: CommandContext, options: Choices): Promise<number> {
  const { target, terminal } = context;
  const machine = await openOwnerMachine(target, target.names.teardownMachine);
  try {
    await refuseWhileRunning(target, machine, { name: target.names.setupMachine, what: "set-up" });
    await refuseWhileRunning(target, machine, { name: target.names.schemaChangeMachine, what: "schema change" });
    const executionArn = await runningOrStarted(context, machine, options);
    if (typeof executionArn === "number") return executionArn;
    const report = await follow(context, machine, executionArn);
    if (report === undefined) {
      terminal.note(`You stopped following; the teardown goes on (execution ${executionArn}).`);
      if (terminal.json) terminal.writeJson({ executionArn, status: "RUNNING" });
      return EXIT_INTERRUPTED;
    }
    return showEnd(context, report);
  } finally {
    machine.close();
  }
}

/** ARN of the execution, or the exit code where none is wanted. */
async function runningOrStarted(
  context: CommandContext,
  machine: OwnerMachine,
  { yes, dropArchive }: Choices,
): Promise<string | number> {
  const { terminal, target } = context;
  const running = await newestExecution(machine.reader, machine.arn, { status: "RUNNING" });
  if (running !== undefined) {
    const since = `A teardown is running since ${timeText(running.startedAt)} (execution ${running.executionArn})`;
    if (dropArchive) throw new CommandError(`${since}, and can't be told to drop the archive: wait for its end.`);
    terminal.note(`${since}: following that one, nothing is started.`);
    return running.executionArn;
  }
  await showWhatGoes(context, machine, dropArchive);
  if (!yes) {
    const answer = await askToDrop(context, target.title);
    if (answer !== true) terminal.note("Nothing was dropped.");
    if (answer === undefined) return EXIT_INTERRUPTED;
    if (!answer) return EXIT_FAILED;
  }
  return startExecution(machine.person, machine.arn, dropArchive ? { dropArchive } : {});
}

/** As the stage's reader sees it, who does not see everything: the state machine drops by name whatever is there. */
async function showWhatGoes(context: CommandContext, { deployed }: OwnerMachine, dropArchive: boolean): Promise<void> {
  const { target, terminal, clock, signal, root } = context;
  const { secretArn: _, ...warehouse } = deployed.target;
  const client = new RedshiftDataClient(target.reader);
  try {
    const plan = await makePlan(root, { client, target: warehouse, clock, signal }, dropArchive);
    const seen = plan.steps.filter(({ name }) => plan.found.some((part) => part.name === name));
    terminal.note(`Teardown of ${target.title} drops, in this order, in ${warehouseTitle(warehouse)}:`);
    showPlan(context, seen, plan);
    const unseen = plan.steps.length - seen.length;
    if (unseen === 0) return;
    terminal.note(
      `${unseen} of its objects are not there, or not to be seen by the stage's reader; they go too where they are.`,
    );
  } finally {
    client.destroy();
  }
}

function showEnd({ terminal, target }: CommandContext, report: ExecutionReport): number {
  const succeeded = report.status === "SUCCEEDED";
  if (terminal.json) terminal.writeJson(report);
  else if (succeeded) terminal.write(`Teardown succeeded: ${leftWords(report.output)}. ${NEXT}`);
  if (succeeded) return EXIT_OK;
  terminal.note(`\nTeardown of ${target.title} ended ${report.status}.`);
  for (const line of failureText(report)) terminal.note(line);
  return EXIT_FAILED;
}

/** The state machine says itself what became of the archive. */
function leftWords(output: unknown): string {
  const { success, data } = outputSchema.safeParse(output);
  return success && data.archive === "kept"
    ? `of what set-up made only ${ARCHIVE} is left, with its records (--drop-archive drops it)`
    : "nothing that set-up made is left in the warehouse";
}
