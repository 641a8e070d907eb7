import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { addWarehouseOptions, isWholeWarehouse, WAREHOUSE_WORDS, warehouseShape } from "../target/warehouse-options.ts";

const schema = z.object(warehouseShape).refine(isWholeWarehouse, WAREHOUSE_WORDS);

export type RefreshOptions = z.output<typeof schema>;

/** `pipeline refresh`: the landing view reads the stream up to its tip, by an execution of the owner's state machine, or directly as the admin. */
export function addRefreshCommand(program: Command): void {
  addCommand(program, {
    usage: "refresh",
    summary: "read the stream up to its tip now, and show what landed",
    examples: [
      ["refresh", "what the stage's refresh schedule does, now"],
      ["refresh --secret-arn arn:...", "directly, as the admin; the way where Redshift refreshes by itself"],
    ],
    options: addWarehouseOptions,
    schema,
    load: async () => (await import("./run-refresh.ts")).runRefresh,
  });
}
