import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { addWarehouseOptions, isWholeWarehouse, WAREHOUSE_WORDS, warehouseShape } from "../target/warehouse-options.ts";

const schema = z
  .object({
    dryRun: z.boolean().default(false),
    rebuild: z.boolean().default(false),
    yes: z.boolean().default(false),
    ...warehouseShape,
    stream: z
      .string()
      .regex(/^[\w.-]{1,128}$/, "--stream must be the name of a stream")
      .optional(),
  })
  .refine(isWholeWarehouse, WAREHOUSE_WORDS)
  .refine(
    ({ workgroup, cluster, stream }) => (stream === undefined) === (workgroup === undefined && cluster === undefined),
    "--stream goes with --workgroup or --cluster: the stream that the new view reads",
  );

export type SchemaChangeOptions = z.output<typeof schema>;

/** `pipeline schema-change`: makes the landing view anew, by an execution of the owner's state machine, or directly as the admin. */
export function addSchemaChangeCommand(program: Command): void {
  addCommand(program, {
    usage: "schema-change",
    summary: "make the landing view anew after its file has changed, beside the old one and without a gap",
    examples: [
      ["schema-change --dry-run", "whether the deployed file differs from what is there; nothing is started"],
      ["schema-change", "make it anew, after a question; started again it goes on where it stopped"],
      ["schema-change --yes --json", "the same in a script"],
      ["schema-change --rebuild", "make it anew though its file has not changed"],
      ["schema-change --secret-arn arn:...", "directly, as the admin, without the state machine"],
    ],
    options: (command) => {
      command
        .option("--dry-run", "show what would be done, and start nothing")
        .option("--rebuild", "make it anew though nothing differs: some things Redshift gives to new views alone")
        .option("--yes", "do not ask");
      addWarehouseOptions(command);
      command.option("--stream <name>", "with --workgroup or --cluster: stream to read");
    },
    schema,
    load: async () => (await import("./run-schema-change.ts")).runSchemaChange,
  });
}
