import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";

const schema = z
  .object({
    status: z.boolean().default(false),
    sql: z.boolean().default(false),
    replaceViews: z.boolean().default(false),
  })
  .refine(({ status, sql }) => !(status && sql), "--status and --sql can't be used together")
  .refine(
    ({ status, sql, replaceViews }) => !(replaceViews && (status || sql)),
    "--replace-views goes with a set-up that is started: leave --status and --sql out",
  );

export type SetupOptions = z.output<typeof schema>;

/** `pipeline setup`: makes everything in the warehouse, by an execution of the owner's state machine. */
export function addSetupCommand(program: Command): void {
  addCommand(program, {
    usage: "setup",
    summary: "set the warehouse up and show each step as it passes",
    examples: [
      ["setup", "schema, views, grants, first refresh, check; again at any time"],
      ["setup --replace-views", "the same, and views whose file changed are replaced; they hold no data"],
      ["setup --status", "how the newest set-up went, or goes"],
      ["setup --sql --stage dev > setup.sql", "the statements as they are deployed, for a query editor"],
    ],
    options: (command) =>
      command
        .option("--replace-views", "replace plain views that differ from their file")
        .option("--status", "the newest execution; nothing is started")
        .option("--sql", "print the SQL instead of running it"),
    schema,
    load: async () => (await import("./run-setup.ts")).runSetup,
  });
}
