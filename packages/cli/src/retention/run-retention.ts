import { confirm } from "@inquirer/prompts";
import { startExecution } from "@sensor-pipeline/core/execution/start-execution";
import { BEGIN_RETENTION } from "@sensor-pipeline/core/setup/retention-machine";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { failureText } from "../execution/failure-text.ts";
import { follow } from "../execution/follow.ts";
import { type OwnerMachine, openOwnerMachine } from "../execution/owner-machine.ts";
import { refuseWhileRunning } from "../execution/refuse-while-running.ts";
import { ask } from "../terminal/ask.ts";
import type { RetentionOptions } from "./retention-command.ts";
import { planRetention, type RetentionPlan } from "./retention-plan.ts";
import { showPlan, showResult } from "./show-retention.ts";

/** What the views show. */
const WINDOW_SECONDS = 86_400;

const settingsSchema = z.object({ keepSeconds: z.number(), archive: z.boolean() });

/** `pipeline retention`. @returns the exit code */
export async function runRetention(context: CommandContext, options: RetentionOptions): Promise<number> {
  const machine = await openOwnerMachine(context.target, context.target.names.retentionMachine);
  try {
    const { archive, keepSeconds: kept } = settingsSchema.parse(machine.deployed.constantsOf(BEGIN_RETENTION));
    const keepSeconds = options.keep === undefined ? kept : options.keep / 1000;
    const plan = await planRetention(context, { keepSeconds, archives: archive });
    return await carryOut(context, machine, plan, options);
  } finally {
    machine.close();
  }
}

async function carryOut(
  context: CommandContext,
  machine: OwnerMachine,
  plan: RetentionPlan,
  { dryRun, yes }: RetentionOptions,
): Promise<number> {
  const { terminal, target } = context;
  if (!terminal.json) showPlan(context, plan);
  if (dryRun || plan.leaving === 0) {
    if (terminal.json) terminal.writeJson(plan);
    return EXIT_OK;
  }
  if (plan.keepSeconds < WINDOW_SECONDS && !yes) {
    const answer = await askToHide(context, plan);
    if (answer !== true) terminal.note("Nothing has left.");
    if (answer === undefined) return EXIT_INTERRUPTED;
    if (!answer) return EXIT_FAILED;
  }
  await refuseWhileRunning(target, machine, { name: target.names.teardownMachine, what: "teardown" });
  const executionArn = await startExecution(machine.person, machine.arn, { cutoff: plan.cutoff });
  const report = await follow(context, machine, executionArn);
  if (report === undefined) {
    terminal.note(`You stopped following; the retention goes on (execution ${executionArn}).`);
    if (terminal.json) terminal.writeJson({ ...plan, execution: { executionArn, status: "RUNNING" } });
    return EXIT_INTERRUPTED;
  }
  if (terminal.json) terminal.writeJson({ ...plan, execution: report });
  if (report.status === "SUCCEEDED") {
    showResult(context, plan, report.output);
    return EXIT_OK;
  }
  terminal.note(`\nRetention of ${target.title} ended ${report.status}: no record has left.`);
  for (const line of failureText(report)) terminal.note(line);
  return EXIT_FAILED;
}

/**
 * Asks whether records that the views still show may leave.
 * @returns undefined when the person leaves the question
 * @throws {UsageError} where nobody can be asked
 */
async function askToHide(
  { terminal, signal }: CommandContext,
  { leaving }: RetentionPlan,
): Promise<boolean | undefined> {
  const what = "The views show the last 24 hours, and some of these records may be in them";
  if (!terminal.canAsk) throw new UsageError(`${what}: give --yes to let them leave, or keep at least 24h.`);
  const message = `${what}. Let ${leaving.toLocaleString("en-US")} records leave?`;
  return ask((prompt) => confirm({ message, default: false }, prompt), signal);
}
