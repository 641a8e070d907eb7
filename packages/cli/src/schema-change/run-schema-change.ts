import { newestExecution, startExecution } from "@sensor-pipeline/core/execution/start-execution";
import { BEGIN_SCHEMA_CHANGE } from "@sensor-pipeline/core/setup/schema-change-machine";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { timeText } from "../execution/duration.ts";
import { failureText } from "../execution/failure-text.ts";
import { follow } from "../execution/follow.ts";
import { type OwnerMachine, openOwnerMachine } from "../execution/owner-machine.ts";
import { refuseWhileRunning } from "../execution/refuse-while-running.ts";
import { ask } from "../terminal/ask.ts";
import type { SchemaChangeOptions } from "./schema-change-command.ts";
import { planSchemaChange, type SchemaChangePlan, wantedSchema } from "./schema-change-plan.ts";
import { isNeeded, showPlan, showResult } from "./show-schema-change.ts";

/** `pipeline schema-change`. @returns the exit code */
export async function runSchemaChange(context: CommandContext, options: SchemaChangeOptions): Promise<number> {
  const { target } = context;
  const machine = await openOwnerMachine(target, target.names.schemaChangeMachine);
  try {
    const wanted = wantedSchema.parse(machine.deployed.constantsOf(BEGIN_SCHEMA_CHANGE));
    const plan = await planSchemaChange(context, wanted);
    const running = await newestExecution(machine.reader, machine.arn, "RUNNING");
    if (running === undefined || options.dryRun) return await carryOut(context, machine, plan, options);
    context.terminal.note(
      `A schema change is running since ${timeText(running.startedAt)} (execution ${running.executionArn}): following that one, nothing is started.`,
    );
    return await followToEnd(context, machine, plan, running.executionArn);
  } finally {
    machine.close();
  }
}

async function carryOut(
  context: CommandContext,
  machine: OwnerMachine,
  plan: SchemaChangePlan,
  { dryRun, yes, rebuild }: SchemaChangeOptions,
): Promise<number> {
  const { terminal, target } = context;
  if (!terminal.json) showPlan(context, plan, rebuild);
  if (dryRun || !isNeeded(plan, rebuild)) {
    if (terminal.json) terminal.writeJson(plan);
    return EXIT_OK;
  }
  if (!yes) {
    const answer = await askToChange(context, plan);
    if (answer !== true) terminal.note("Nothing was changed.");
    if (answer === undefined) return EXIT_INTERRUPTED;
    if (!answer) return EXIT_FAILED;
  }
  await refuseWhileRunning(target, machine, { name: target.names.setupMachine, what: "set-up" });
  await refuseWhileRunning(target, machine, { name: target.names.teardownMachine, what: "teardown" });
  const executionArn = await startExecution(machine.person, machine.arn, rebuild ? { rebuild } : {});
  return await followToEnd(context, machine, plan, executionArn);
}

async function followToEnd(
  context: CommandContext,
  machine: OwnerMachine,
  plan: SchemaChangePlan,
  executionArn: string,
): Promise<number> {
  const { terminal, target } = context;
  const report = await follow(context, machine, executionArn);
  if (report === undefined) {
    terminal.note(
      `You stopped following; the schema change goes on. Follow it again with pipeline schema-change (execution ${executionArn}).`,
    );
    if (terminal.json) terminal.writeJson({ ...plan, execution: { executionArn, status: "RUNNING" } });
    return EXIT_INTERRUPTED;
  }
  if (terminal.json) terminal.writeJson({ ...plan, execution: report });
  if (report.status === "SUCCEEDED") {
    if (!terminal.json) showResult(context, report.output);
    await tellWhatIsLeft(context, plan);
    return EXIT_OK;
  }
  terminal.note(`\nSchema change of ${target.title} ended ${report.status}: no record is lost.`);
  for (const line of failureText(report)) terminal.note(line);
  return EXIT_FAILED;
}

/** One that went on with an earlier one has made what the file was then. */
async function tellWhatIsLeft(context: CommandContext, { wanted, isUnfinished }: SchemaChangePlan): Promise<void> {
  if (!isUnfinished) return;
  const { differs } = await planSchemaChange(context, { ...wanted, keepSeconds: 0 });
  if (differs) {
    context.terminal.note(
      "The earlier schema change is at its end, with the file as it was then. The file has changed since: start it again.",
    );
  }
}

/**
 * Asks whether to begin.
 * @returns undefined when the person leaves the question
 * @throws {UsageError} where nobody can be asked
 */
async function askToChange(
  { terminal, signal }: CommandContext,
  { landingView }: SchemaChangePlan,
): Promise<boolean | undefined> {
  if (!terminal.canAsk) {
    throw new UsageError("schema-change asks before it begins, and nobody can be asked here: give --yes.");
  }
  const { confirm } = await import("@inquirer/prompts");
  return ask((prompt) => confirm({ message: `Make ${landingView} anew?`, default: false }, prompt), signal);
}
