import { confirm } from "@inquirer/prompts";
import { BEGIN_RETENTION } from "@sensor-pipeline/core/setup/retention-machine";
import { z } from "zod";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { endOfRun } from "../execution/end-of-run.ts";
import { type OwnerRun, openOwnerRun } from "../execution/owner-run.ts";
import { ask } from "../terminal/ask.ts";
import type { RetentionOptions } from "./retention-command.ts";
import { retentionOperation } from "./retention-operation.ts";
import { planRetention, type RetentionPlan } from "./retention-plan.ts";
import { showPlan, showResult } from "./show-retention.ts";

/** What the views show. */
const WINDOW_SECONDS = 86_400;

const settingsSchema = z.object({ keepSeconds: z.number(), archive: z.boolean() });

/** `pipeline retention`. @returns the exit code */
export async function runRetention(context: CommandContext, options: RetentionOptions): Promise<number> {
  const owner = await openOwnerRun(context, retentionOperation(context), options);
  try {
    const { archive, keepSeconds: kept } = settingsSchema.parse(owner.deployed.constantsOf(BEGIN_RETENTION));
    const keepSeconds = options.keep === undefined ? kept : options.keep / 1000;
    const plan = await planRetention(context, { keepSeconds, archives: archive }, options);
    return await carryOut(context, owner, plan, options);
  } finally {
    owner.close();
  }
}

async function carryOut(
  context: CommandContext,
  owner: OwnerRun,
  plan: RetentionPlan,
  { dryRun, yes }: RetentionOptions,
): Promise<number> {
  const { terminal } = context;
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
  const report = await owner.run({ cutoff: plan.cutoff });
  if (terminal.json) terminal.writeJson({ ...plan, execution: report });
  if (report.status === "SUCCEEDED") showResult(context, plan, report.output);
  return endOfRun(context, report, { what: "retention", noted: ": no record has left." });
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
