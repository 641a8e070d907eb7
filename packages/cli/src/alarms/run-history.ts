import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { type AlarmEvent, alarmHistory } from "@sensor-pipeline/core/status/alarm-history";
import { readAlarms } from "@sensor-pipeline/core/status/read-alarms";
import type { CommandContext } from "../command/command-context.ts";
import { UsageError } from "../command/command-error.ts";
import { EXIT_OK } from "../command/exit-code.ts";
import { printable } from "../terminal/printable.ts";
import { renderTable } from "../terminal/table.ts";
import { whileWaiting } from "../terminal/while-waiting.ts";
import { ageText } from "./age-text.ts";
import type { HistoryOptions } from "./alarms-command.ts";

/** `pipeline alarms history`. @returns the exit code */
export async function runHistory(context: CommandContext, { alarm, since }: HistoryOptions): Promise<number> {
  const { target, terminal, signal } = context;
  const { prefix } = target.names;
  const client = new CloudWatchClient(target.reader);
  try {
    const name = alarm === undefined ? undefined : await knownAlarm(client, prefix, alarm);
    const from = new Date(target.time.now() - since);
    const asked = alarmHistory(client, { prefix, since: from, alarm: name, signal });
    const events = await whileWaiting(terminal, `alarms of ${target.title}`, asked);
    if (terminal.json) terminal.writeJson(events);
    else if (events.length === 0)
      terminal.note(`Nothing happened to ${name ?? "any alarm"} in the last ${ageText(since)}.`);
    else showEvents(events, context);
    return EXIT_OK;
  } finally {
    client.destroy();
  }
}

/** By the last part of its name, or all of it. */
async function knownAlarm(client: CloudWatchClient, prefix: string, given: string): Promise<string> {
  const name = given.startsWith(`${prefix}-`) ? given.slice(prefix.length + 1) : given;
  const names = (await readAlarms(client, prefix)).map((alarm) => alarm.name);
  if (names.includes(name)) return name;
  throw new UsageError(`There is no alarm "${given}" in this stage: choose ${names.join(", ")}.`);
}

function showEvents(events: readonly AlarmEvent[], { terminal }: CommandContext): void {
  const rows = events.map((event) => [
    event.at.slice(0, 19).replace("T", " "),
    event.alarm,
    what(event),
    printable(event.reason ?? event.summary),
  ]);
  const columns = [{ title: "at (UTC)", whole: true }, { title: "alarm" }, { title: "what" }, { title: "why" }];
  const width = terminal.isTerminal ? terminal.width : Number.POSITIVE_INFINITY;
  terminal.write(renderTable(columns, rows, { width, style: terminal.style }));
}

function what({ kind, from, to }: AlarmEvent): string {
  if (kind === "Action") return "action";
  if (kind === "ConfigurationUpdate") return "settings";
  return to === null ? "state" : `${from ?? "?"} → ${to}`;
}
