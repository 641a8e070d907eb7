import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { addWarehouseOptions, isWholeWarehouse, WAREHOUSE_WORDS, warehouseShape } from "../target/warehouse-options.ts";

const schema = z
  .object({
    status: z.boolean().default(false),
    sql: z.boolean().default(false),
    replaceViews: z.boolean().default(false),
    ...warehouseShape,
    roleArn: z
      .string()
      .regex(/^arn:[\w-]+:iam::\d{12}:role\/\S+$/, "--role-arn must be the ARN of an IAM role")
      .optional(),
    stream: z
      .string()
      .regex(/^[\w.-]{1,128}$/, "--stream must be the name of a stream")
      .optional(),
  })
  .refine(({ status, sql }) => !(status && sql), "--status and --sql can't be used together")
  .refine(
    ({ status, sql, replaceViews }) => !(replaceViews && (status || sql)),
    "--replace-views goes with a set-up that is started: leave --status and --sql out",
  )
  .refine(isWholeWarehouse, WAREHOUSE_WORDS)
  .refine(
    ({ status, sql, secretArn }) => secretArn === undefined || !(status || sql),
    "--secret-arn goes with a set-up that is started: leave --status and --sql out",
  )
  .refine(
    ({ workgroup, cluster, roleArn, stream }) =>
      [roleArn, stream].every((value) => (value === undefined) === (workgroup === undefined && cluster === undefined)),
    "--role-arn and --stream go with --workgroup or --cluster: what the warehouse reads the stream with, and the stream",
  );

export type SetupOptions = z.output<typeof schema>;

/** `pipeline setup`: makes everything in the warehouse, by an execution of the owner's state machine, or directly as the admin. */
export function addSetupCommand(program: Command): void {
  addCommand(program, {
    usage: "setup",
    summary: "set the warehouse up and show each step as it passes",
    examples: [
      ["setup", "schema, views, grants, first refresh, check; again at any time"],
      ["setup --replace-views", "the same, and views whose file changed are replaced; they hold no data"],
      ["setup --status", "how the newest set-up went, or goes"],
      ["setup --secret-arn arn:...", "the same directly, as the admin, without the state machine"],
      [
        "setup --secret-arn arn:... --workgroup w --database d --role-arn arn:... --stream s",
        "in a warehouse that no stage is deployed for",
      ],
      ["setup --sql --stage dev > setup.sql", "the statements as they are deployed, for a query editor"],
    ],
    options: (command) => {
      command
        .option("--replace-views", "replace plain views that differ from their file")
        .option("--status", "the newest execution; nothing is started")
        .option("--sql", "print the SQL instead of running it");
      addWarehouseOptions(command);
      command
        .option("--role-arn <arn>", "with --workgroup or --cluster: role associated with it that reads the stream")
        .option("--stream <name>", "with --workgroup or --cluster: stream to read");
    },
    schema,
    load: async () => (await import("./run-setup.ts")).runSetup,
  });
}
