import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { chooseParts } from "@sensor-pipeline/core/teardown/choose-parts";
import { ARCHIVE, type TeardownStep } from "@sensor-pipeline/core/teardown/teardown-steps";
import { StatementError } from "@sensor-pipeline/core/warehouse/errors";
import { type RunContext, runStatement } from "@sensor-pipeline/core/warehouse/run-statement";
import type { WarehouseTarget } from "@sensor-pipeline/core/warehouse/warehouse-target";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { warehouseTitle } from "../target/warehouse-options.ts";
import { askToDrop } from "./ask-to-drop.ts";
import { makePlan, showPlan } from "./show-plan.ts";
import type { TeardownOptions } from "./teardown-command.ts";

/** Drops what set-up recorded in a warehouse that no stage knows any more, as its admin. @returns the exit code */
export async function dropDirectly(
  context: CommandContext,
  warehouse: WarehouseTarget,
  { yes, dropArchive }: Pick<TeardownOptions, "yes" | "dropArchive">,
): Promise<number> {
  const { terminal, target, clock, signal, root } = context;
  const client = new RedshiftDataClient(target.person);
  try {
    const run = { client, target: warehouse, clock, signal };
    const plan = await makePlan(root, run, dropArchive);
    const { steps, foreign } = chooseParts(plan.steps, plan.found);
    const stays = foreign.map(({ name, kind }) => `${kind} ${name}`).join(", ");
    if (stays) terminal.note(`Not recorded by set-up, so not the pipeline's, and left alone: ${stays}.`);
    if (steps.length === 0) {
      if (terminal.json) terminal.writeJson({ dropped: [], foreign });
      else
        terminal.write(
          `${plan.archive === "kept" ? `Only ${ARCHIVE}` : "Nothing"} of the pipeline is in ${warehouseTitle(warehouse)}.`,
        );
      return EXIT_OK;
    }
    terminal.note(`Teardown drops, in this order, in ${warehouseTitle(warehouse)}:`);
    showPlan(context, steps, plan);
    if (!yes) {
      const answer = await askToDrop(context, warehouseTitle(warehouse));
      if (answer !== true) terminal.note("Nothing was dropped.");
      if (answer === undefined) return EXIT_INTERRUPTED;
      if (!answer) return EXIT_FAILED;
    }
    const dropped = await dropAll(context, steps, run);
    if (terminal.json) terminal.writeJson({ dropped, foreign });
    else terminal.write(`${dropped.length} of ${steps.length} objects dropped in ${warehouseTitle(warehouse)}.`);
    return dropped.length === steps.length ? EXIT_OK : EXIT_INTERRUPTED;
  } finally {
    client.destroy();
  }
}

/** Names of what was dropped: fewer than asked for after Ctrl-C, which is looked at between two objects. */
async function dropAll(
  { terminal, signal }: CommandContext,
  steps: readonly TeardownStep[],
  run: RunContext,
): Promise<readonly string[]> {
  const dropped: string[] = [];
  // A statement that has begun is waited for: a cancelled DROP may have happened.
  const { signal: _, ...unhurried } = run;
  for (const { name, kind, file, statements } of steps) {
    if (signal.aborted) break;
    try {
      for (const sql of statements) await runStatement({ name: file, sql }, unhurried);
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      throw new CommandError(
        `The ${kind} ${name} could not be dropped (${dropped.length} of ${steps.length} were): ${error.reason}\nWhat depends on it is not the pipeline's and is never dropped: drop or change it yourself, and start teardown again. What is dropped stays dropped.`,
        { cause: error },
      );
    }
    terminal.note(`✓ ${kind} ${name} dropped`);
    dropped.push(name);
  }
  return dropped;
}
