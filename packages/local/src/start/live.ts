import { setTimeout as delay } from "node:timers/promises";
import { createLogUpdate } from "log-update";
import type { StageRun } from "./bring-up.ts";
import { renderStatus, renderStatusLine } from "./render-status.ts";
import { type PipelineStatus, readStatus } from "./status.ts";

const TERMINAL_INTERVAL_MS = 1_000;
const PLAIN_INTERVAL_MS = 5_000;
const DEFAULT_WIDTH = 100;

/**
 * Shows the stage's status until `signal` aborts, and gives the last one read: a block that redraws itself on a
 * terminal, a plain line every few seconds elsewhere.
 */
export async function showLive(
  { view, url, outputs }: StageRun,
  output: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<PipelineStatus | undefined> {
  const live = output.isTTY ? createLogUpdate(output) : undefined;
  output.write(
    `\nAWS_ENDPOINT_URL=${url}  (Ctrl-C stops everything; on AWS the dashboard is ${outputs.dashboardUrl})\n\n`,
  );
  let status: PipelineStatus | undefined;
  while (!signal.aborted) {
    try {
      status = await readStatus(view);
      if (live) {
        const options = { width: output.columns ?? DEFAULT_WIDTH, colour: true, now: view.now() };
        live(renderStatus(status, options).join("\n"));
      } else output.write(`${renderStatusLine(status, view.now())}\n`);
    } catch (error) {
      if (signal.aborted) break;
      // What serves goes on: a person may have dropped, paused or overloaded something.
      const message = `The status can't be read: ${error instanceof Error ? error.message : String(error)}`;
      if (live) live(message);
      else output.write(`${message}\n`);
    }
    await delay(live ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
  }
  live?.done();
  return status;
}
