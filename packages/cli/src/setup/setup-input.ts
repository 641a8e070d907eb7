import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { readPauseNote } from "@sensor-pipeline/core/pause/pause-note";
import { readSchedule } from "@sensor-pipeline/core/pause/stage-schedule";
import type { CommandContext } from "../command/command-context.ts";

/**
 * The input of a set-up. Of a stage that is paused auto refresh stays off, which a set-up would switch on otherwise: resume
 * does that.
 */
export async function setupInput(
  context: CommandContext,
  replaceViews: boolean,
): Promise<Readonly<Record<string, boolean>>> {
  const keepRefreshMode = await isRefreshPaused(context);
  if (keepRefreshMode) context.terminal.note("The stage is paused: auto refresh stays off until pipeline resume.");
  return { ...(replaceViews ? { replaceViews } : {}), ...(keepRefreshMode ? { keepRefreshMode } : {}) };
}

/** As pause wrote it down, in the alerts' schedule. */
async function isRefreshPaused({ target }: CommandContext): Promise<boolean> {
  const client = new SchedulerClient(target.reader);
  try {
    const keeper = await readSchedule(client, target.names, target.names.alertsSchedule);
    return readPauseNote(keeper?.Description).paused.includes("auto refresh");
  } finally {
    client.destroy();
  }
}
