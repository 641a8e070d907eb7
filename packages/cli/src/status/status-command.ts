import { HOPS } from "@sensor-pipeline/core/status/stage-facts";
import { STATUS_RULES, type StatusRule } from "@sensor-pipeline/core/status/status-rules";
import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { wholeNumber } from "../command/option-value.ts";

const schema = z
  .object({ watch: z.boolean().default(false), interval: wholeNumber("--interval", 1, 3600).optional() })
  .refine(({ watch, interval }) => watch || interval === undefined, "--interval goes with --watch");

export type StatusOptions = z.output<typeof schema>;

/** `pipeline status`: the data's way in one screen, and what is the matter with each hop of it. */
export function addStatusCommand(program: Command): void {
  const command = addCommand(program, {
    usage: "status",
    summary: "the data's way in one screen, and what is the matter with each hop",
    examples: [
      ["status", "healthy: exit code 0, degraded: 1, broken: 2"],
      ["status --watch", "drawn anew every 5 seconds; every 60 on AWS, where asking keeps the workgroup awake"],
      ["status --json --stage production", "every figure and every finding"],
    ],
    options: (command) =>
      command
        .option("--watch", "draw it anew until Ctrl-C; with --json a document a line")
        .option("--interval <seconds>", "seconds between two drawings (5, on AWS 60)"),
    schema,
    load: async () => (await import("./run-status.ts")).runStatus,
  });
  command.addHelpText("after", rulesHelp());
}

function rulesHelp(): string {
  const rules = Object.entries<StatusRule>(STATUS_RULES);
  const width = Math.max(...rules.map(([name]) => name.length));
  const lines = (["any", ...HOPS] as const).flatMap((hop) => [
    `  ${hop === "any" ? "any hop" : hop}`,
    ...rules
      .filter(([, rule]) => rule.hop === hop)
      .map(([name, { verdict, when }]) => `    ${name.padEnd(width)}  ${verdict.padEnd(8)}  ${when}`),
  ]);
  return `
How a stage is judged: a hop is as bad as the worst rule found of it, a stage as its worst hop. Exit code 0 for healthy
and idle (deployed and not set up yet, or off on purpose: nothing is wrong), 1 for degraded and for unknown, 2 for broken:
data does not get through, or nobody would know.

${lines.join("\n")}

Asking the warehouse on AWS wakes the workgroup: a minute of its base capacity for each status.
`;
}
