import type { Command } from "commander";
import { z } from "zod";
import { addCommand } from "../command/add-command.ts";
import { timeSpan } from "../command/option-value.ts";
import { watchInterval } from "../command/watch-option.ts";

const STATES = { alarm: "ALARM", insufficient_data: "INSUFFICIENT_DATA", ok: "OK" } as const;

const alarmsSchema = z.object({
  state: z
    .array(z.enum(["alarm", "insufficient_data", "ok"], "--state must be ALARM, INSUFFICIENT_DATA or OK"))
    .transform((states) => states.map((state) => STATES[state]))
    .default([]),
  watch: watchInterval,
});

const historySchema = z.object({
  alarm: z.string().optional(),
  since: timeSpan("--since", 30).default(24 * 3_600_000),
});

export type AlarmsOptions = z.output<typeof alarmsSchema>;
export type HistoryOptions = z.output<typeof historySchema>;

/** `pipeline alarms` and `pipeline alarms history`. */
export function addAlarmsCommand(program: Command): void {
  const alarms = addCommand(program, {
    usage: "alarms",
    summary: "every alarm: its state, since when, why, and what its metric did",
    examples: [
      ["alarms", "all of them, the worst first"],
      ["alarms --state ALARM", "only those in ALARM"],
      ["alarms --watch 30s", "again every half minute, until Ctrl-C"],
      ["alarms history", "what happened to them in the last day"],
      ["alarms history temperature-high --since 2h", "what happened to one of them"],
    ],
    options: (command) =>
      command
        .option("--state <state>", "only alarms in this state; again for more", collectState)
        .option("--watch [interval]", "again and again until Ctrl-C (5s)"),
    schema: alarmsSchema,
    load: async () => (await import("./run-alarms.ts")).runAlarms,
  });
  alarms.addHelpText("after", "\nThe exit code is 0 whatever the alarms' states: `pipeline status` judges.");
  addCommand(alarms, {
    usage: "history [alarm]",
    summary: "what happened to the alarms, newest first: changes of state, actions, changes of settings",
    examples: [
      ["alarms history", "all of them, the last day"],
      ["alarms history pipeline-unhealthy --since 1h30m", "one of them"],
    ],
    options: (command) => command.option("--since <time>", "how far back, at most 30d (24h)"),
    schema: historySchema,
    load: async () => (await import("./run-history.ts")).runHistory,
  });
}

function collectState(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value.toLowerCase()];
}
