import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { addWarehouseOptions, isWholeWarehouse, WAREHOUSE_WORDS, warehouseShape } from "../target/warehouse-options.ts";

const schema = z
  .object({ yes: z.boolean().default(false), dropArchive: z.boolean().default(false), ...warehouseShape })
  .refine(isWholeWarehouse, WAREHOUSE_WORDS);

export type TeardownOptions = z.output<typeof schema>;

/** `pipeline teardown`: drops what set-up made in the warehouse. */
export function addTeardownCommand(program: Command): void {
  addCommand(program, {
    usage: "teardown",
    summary: "drop what set-up made in the warehouse, landed records too",
    examples: [
      ["teardown", "shows what goes, asks, and drops it by the stage's state machine"],
      ["teardown --yes", "without the question, for scripts"],
      [
        "teardown --workgroup analytics --database dev --secret-arn arn:...",
        "after sst remove: directly, as the admin; only what set-up recorded",
      ],
    ],
    options: (command) => {
      command
        .option("--yes", "drop without asking")
        .option("--drop-archive", "archived records too, which stay otherwise");
      addWarehouseOptions(command);
    },
    schema,
    load: async () => (await import("./run-teardown.ts")).runTeardown,
  });
}
