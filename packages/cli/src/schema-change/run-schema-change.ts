import { BEGIN_SCHEMA_CHANGE } from "@sensor-pipeline/core/setup/schema-change-machine";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { endOfRun } from "../execution/end-of-run.ts";
import { type OwnerRun, openOwnerRun } from "../execution/owner-run.ts";
import { ask } from "../terminal/ask.ts";
import type { SchemaChangeOptions } from "./schema-change-command.ts";
import { schemaChangeOperation } from "./schema-change-operation.ts";
import { planSchemaChange, type SchemaChangePlan, wantedSchema } from "./schema-change-plan.ts";
import { isNeeded, showPlan, showResult } from "./show-schema-change.ts";

const SEE = "pipeline schema-change --dry-run";

/** `pipeline schema-change`. @returns the exit code */
export async function runSchemaChange(context: CommandContext, options: SchemaChangeOptions): Promise<number> {
  const owner = await openOwnerRun(context, schemaChangeOperation(context, options), options);
  try {
    const wanted = wantedSchema.parse(owner.deployed.constantsOf(BEGIN_SCHEMA_CHANGE));
    const plan = await planSchemaChange(context, wanted, options);
    return await carryOut(context, owner, plan, options);
  } finally {
    owner.close();
  }
}

async function carryOut(
  context: CommandContext,
  owner: OwnerRun,
  plan: SchemaChangePlan,
  options: SchemaChangeOptions,
): Promise<number> {
  const { terminal } = context;
  const { dryRun, yes, rebuild } = options;
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
  const report = await owner.run(rebuild ? { rebuild } : {});
  if (terminal.json) terminal.writeJson({ ...plan, execution: report });
  else if (report.status === "SUCCEEDED") showResult(context, report.output);
  if (report.status === "SUCCEEDED" && plan.isUnfinished) await tellWhatIsLeft(context, plan, options);
  return endOfRun(context, report, { what: "schema change", see: SEE, noted: ": no record is lost." });
}

/** One that went on with an earlier one has made what the file was then. */
async function tellWhatIsLeft(
  context: CommandContext,
  { wanted }: SchemaChangePlan,
  options: SchemaChangeOptions,
): Promise<void> {
  const { differs } = await planSchemaChange(context, wanted, options);
  if (!differs) return;
  context.terminal.note(
    "The earlier schema change is at its end, with the file as it was then. The file has changed since: start it again.",
  );
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
