import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { wholeNumber } from "../command/option-value.ts";
import { watchInterval } from "../command/watch-option.ts";
import { NAMED_QUERIES } from "./named-queries.ts";

const MOST_ROWS = 1_000_000;

/** The views show 24 hours. */
const schema = z
  .object({
    what: z.string().optional(),
    minutes: wholeNumber("--minutes", 1, 1440).optional(),
    hours: wholeNumber("--hours", 1, 24).optional(),
    limit: wholeNumber("--limit", 1, 10_000).optional(),
    set: z
      .array(z.string().regex(/^[A-Za-z_]\w*=/, "--set must be name=value, the name of a psql variable"))
      .default([]),
    maxRows: wholeNumber("--max-rows", 1, MOST_ROWS).optional(),
    csv: z.boolean().default(false),
    json: z.boolean().default(false),
    watch: watchInterval,
    secretArn: z
      .string()
      .regex(/^arn:[\w-]+:secretsmanager:.+/, "--secret-arn must be the ARN of a secret in Secrets Manager")
      .optional(),
  })
  .refine(({ csv, json }) => !(csv && json), "--csv and --json can't be used together")
  .refine(({ csv, watch }) => !(csv && watch), "--csv and --watch can't be used together");

export type QueryOptions = z.output<typeof schema>;

/** `pipeline query`: asks the warehouse, one of the pipeline's own questions or the person's. */
export function addQueryCommand(program: Command): void {
  const command = addCommand(program, {
    usage: "query [what]",
    summary: "ask the warehouse: the latest readings, alerts, quarantine ..., or your own SQL",
    examples: [
      ["query recent", "the newest readings"],
      ["query alerts --hours 6 --csv > alerts.csv", "readings that were too high or too low"],
      ["query summary --watch 5s", "readings by status, again every five seconds"],
      ["query mine.sql --set sensor=1001", "your file, :'sensor' in it being 1001"],
      ["query - --json < mine.sql", "SQL from stdin, rows as JSON"],
    ],
    options: (command) =>
      command
        .option("--minutes <n>", "recent: how far back (5)")
        .option("--hours <n>", "alerts, summary: how far back (1)")
        .option("--limit <n>", "recent: how many (20)")
        .option("--set <name=value>", "value of a psql variable of your SQL; again for more", collect)
        .option("--max-rows <n>", "read no more rows than that (1,000); what is left out is said")
        .option("--csv", "rows as CSV (RFC 4180)")
        .option("--watch [interval]", "again and again until Ctrl-C (5s)")
        .option("--secret-arn <arn>", "sign in as the user of that secret, not as the stage's reader"),
    schema,
    load: async () => (await import("./run-query.ts")).runQuery,
  });
  command.addHelpText("after", `\nWhat:\n${whatLines()}`);
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function whatLines(): string {
  const own = Object.entries(NAMED_QUERIES).map(([name, { question }]) => [name, question]);
  return [...own, ["<file.sql>", "one statement of yours"], ["-", "the same from stdin"]]
    .map(([name = "", does = ""]) => `  ${name.padEnd(12)}${does}`)
    .join("\n");
}
