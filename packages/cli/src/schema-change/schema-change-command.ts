import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";

const schema = z.object({
  dryRun: z.boolean().default(false),
  rebuild: z.boolean().default(false),
  yes: z.boolean().default(false),
});

export type SchemaChangeOptions = z.output<typeof schema>;

/** `pipeline schema-change`: makes the landing view anew, by an execution of the owner's state machine. */
export function addSchemaChangeCommand(program: Command): void {
  addCommand(program, {
    usage: "schema-change",
    summary: "make the landing view anew after its file has changed, beside the old one and without a gap",
    examples: [
      ["schema-change --dry-run", "whether the deployed file differs from what is there; nothing is started"],
      ["schema-change", "make it anew, after a question; started again it goes on where it stopped"],
      ["schema-change --yes --json", "the same in a script"],
      ["schema-change --rebuild", "make it anew though its file has not changed"],
    ],
    options: (command) =>
      command
        .option("--dry-run", "show what would be done, and start nothing")
        .option("--rebuild", "make it anew though nothing differs: some things Redshift gives to new views alone")
        .option("--yes", "do not ask"),
    schema,
    load: async () => (await import("./run-schema-change.ts")).runSchemaChange,
  });
}
