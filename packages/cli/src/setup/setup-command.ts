import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";

const schema = z
  .object({ status: z.boolean().default(false), sql: z.boolean().default(false) })
  .refine(({ status, sql }) => !(status && sql), "--status and --sql can't be used together");

/** `pipeline setup`: makes everything in the warehouse, by an execution of the owner's state machine. */
export function addSetupCommand(program: Command): void {
  addCommand(program, {
    usage: "setup",
    summary: "set the warehouse up and show each state as it passes",
    examples: [
      ["setup", "schema, views, grants, first refresh, check; again at any time"],
      ["setup --status", "how the last set-up went"],
      ["setup --sql --stage dev > setup.sql", "the statements, for a query editor"],
    ],
    options: (command) =>
      command
        .option("--status", "the newest execution, nothing is started")
        .option("--sql", "print the rendered SQL instead of running it"),
    schema,
    load: async () => (await import("./run-setup.ts")).runSetup,
  });
}
