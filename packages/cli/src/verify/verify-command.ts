import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { addWarehouseOptions, isWholeWarehouse, WAREHOUSE_WORDS, warehouseShape } from "../target/warehouse-options.ts";

const schema = z
  .object({ warehouse: z.boolean().default(false), ...warehouseShape })
  .refine(isWholeWarehouse, WAREHOUSE_WORDS);

export type VerifyOptions = z.output<typeof schema>;

/** `pipeline verify`: whether anything of a stage is left. */
export function addVerifyCommand(program: Command): void {
  addCommand(program, {
    usage: "verify",
    summary: "prove that nothing of a stage is left",
    examples: [
      ["verify --warehouse", "after teardown: nothing that set-up made is in the warehouse"],
      ["verify", "after sst remove: nothing of the stage is left at all"],
      [
        "verify --workgroup analytics --database dev --secret-arn arn:...",
        "the same where the warehouse was there before, and stays",
      ],
    ],
    options: (command) => {
      command.option("--warehouse", "only what is in the warehouse");
      addWarehouseOptions(command);
    },
    schema,
    load: async () => (await import("./run-verify.ts")).runVerify,
  });
}
