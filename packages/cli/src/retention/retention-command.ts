import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { timeSpan } from "../command/option-value.ts";
import { addWarehouseOptions, isWholeWarehouse, WAREHOUSE_WORDS, warehouseShape } from "../target/warehouse-options.ts";

const schema = z
  .object({
    keep: timeSpan("--keep").optional(),
    dryRun: z.boolean().default(false),
    yes: z.boolean().default(false),
    ...warehouseShape,
  })
  .refine(isWholeWarehouse, WAREHOUSE_WORDS);

export type RetentionOptions = z.output<typeof schema>;

/** `pipeline retention`: lets old records leave the landing view, by an execution of the owner's state machine, or directly as the admin. */
export function addRetentionCommand(program: Command): void {
  addCommand(program, {
    usage: "retention",
    summary: "let old records leave the landing view, archived first where the stage does so",
    examples: [
      ["retention --dry-run", "what would leave now; nothing is started"],
      ["retention", "what the schedule does, now: records older than the stage keeps leave"],
      ["retention --keep 48h", "keep two days this time"],
      ["retention --keep 6h --yes", "less than the 24 hours that the views show: they show less then"],
      ["retention --secret-arn arn:...", "directly, as the admin, without the state machine"],
    ],
    options: (command) => {
      command
        .option("--keep <time>", "keep records that arrived so long ago at most (the stage's own, usually 24h)")
        .option("--dry-run", "show what would leave, and start nothing")
        .option("--yes", "do not ask, where records would leave that the views still show");
      addWarehouseOptions(command);
    },
    schema,
    load: async () => (await import("./run-retention.ts")).runRetention,
  });
}
