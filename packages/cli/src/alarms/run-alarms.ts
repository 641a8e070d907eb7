import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { type AlarmView, readAlarmViews } from "@sensor-pipeline/core/status/alarm-views";
import type { CommandContext } from "../command/command-context.ts";
import { CommandError } from "../command/command-error.ts";
import { EXIT_OK } from "../command/exit-code.ts";
import { watch } from "../command/watch.ts";
import { whileWaiting } from "../terminal/while-waiting.ts";
import type { AlarmsOptions } from "./alarms-command.ts";
import { openRunbook } from "./open-runbook.ts";
import { renderAlarms } from "./render-alarms.ts";

/** Periods of each alarm's metric that are shown. */
const POINTS = 20;

/** `pipeline alarms`. @returns the exit code */
export async function runAlarms(context: CommandContext, { state, watch: everyMs }: AlarmsOptions): Promise<number> {
  const { target, terminal, signal, root } = context;
  const { stage, prefix } = target.names;
  const runbook = openRunbook(root);
  const client = new CloudWatchClient(target.reader);
  const look = async () => {
    const now = target.time.now();
    const all = await readAlarmViews(client, { prefix, now, count: POINTS, signal });
    if (all.length === 0) throw new CommandError(`The ${target.title} has no alarms: is it deployed?`);
    const alarms = all.filter((alarm) => state.length === 0 || state.includes(alarm.state));
    return {
      json: () => JSON.stringify(alarms.map((alarm) => withRunbook(alarm, runbook(alarm.name)))),
      lines: () => renderAlarms({ all, alarms, now, runbook }, { width: terminal.width, style: terminal.style }),
    };
  };
  try {
    if (everyMs !== undefined) return await watch(context, { everyMs, title: `alarms of stage ${stage}` }, look);
    const { json, lines } = await whileWaiting(terminal, `alarms of ${target.title}`, look());
    if (terminal.json) terminal.write(json());
    else for (const line of lines()) terminal.write(line);
    return EXIT_OK;
  } finally {
    client.destroy();
  }
}

function withRunbook(alarm: AlarmView, section: string | undefined): AlarmView & { readonly runbook: string | null } {
  return { ...alarm, runbook: section ?? null };
}
