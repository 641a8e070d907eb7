import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { decimalNumber, timeSpan, wholeNumber } from "../command/option-value.ts";

const SEVEN_DAYS = 7;

const schema = z
  .object({
    used: z.boolean().default(false),
    since: timeSpan("--since", SEVEN_DAYS).optional(),
    recordsPerSecond: decimalNumber("--records-per-second", 0, 1_000_000).optional(),
    recordBytes: wholeNumber("--record-bytes", 1, 10_485_760).optional(),
    prices: z.string().min(1, "--prices must name a file").optional(),
    region: z.string().optional(),
  })
  .refine(({ used, since }) => used || since === undefined, "--since goes with --used")
  .refine(
    ({ used, recordsPerSecond, recordBytes }) => !used || (recordsPerSecond === undefined && recordBytes === undefined),
    "--records-per-second and --record-bytes are assumptions of an estimate: leave them out with --used",
  );

export type CostOptions = z.output<typeof schema>;

/** `pipeline cost`: what a stage will cost by its settings, or what it used. */
export function addCostCommand(program: Command): void {
  const command = addCommand(program, {
    usage: "cost",
    summary: "what a stage will cost, by its settings, or what it really used",
    examples: [
      ["cost --stage production", "before a deploy: each service by the hour and month, running and idle"],
      ["cost --records-per-second 500 --record-bytes 400", "for a flow of your own"],
      ["cost --used --since 24h", "RPU-hours, stream and functions as they were used (7d, the most, otherwise)"],
      ["cost --region eu-west-1 --prices prices.json", "another region, or prices of your own"],
    ],
    options: (command) =>
      command
        .option("--used", "what was used instead of an estimate")
        .option("--since <time>", "with --used: how far back, such as 24h or 7d")
        .option("--records-per-second <n>", "records into the stream (those of the stage's own producer)")
        .option("--record-bytes <n>", "bytes of a record (190)")
        .option("--prices <file>", "JSON of your own prices by their names, which --json shows"),
    schema,
    load: async () => (await import("./run-cost.ts")).runCost,
  });
  command.addHelpText(
    "after",
    `
PIPELINE_* variables count as in a deploy: PIPELINE_REFRESH=auto pipeline cost. Prices are list prices of us-east-1 in US
dollars, each with its page; of another region none is known, and --prices gives them. A price that is not known is said
to be so, and the total is without it.

The file of --prices: {"rpuHour": 0.36, "shardHour": 0.015}
`,
  );
}
