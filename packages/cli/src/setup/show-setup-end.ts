import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import type { CommandContext } from "../command/command-context.ts";
import { durationText } from "../execution/duration.ts";
import { endOfRun } from "../execution/end-of-run.ts";
import { showSetupOutput } from "./setup-output.ts";

export const SEE_STATUS = "pipeline setup --status";

/** How a set-up ended, and what it made. @returns the exit code */
export function showSetupEnd(context: CommandContext, report: ExecutionReport): number {
  const { terminal, target } = context;
  const { startedAt, endedAt, status, output } = report;
  if (terminal.json) terminal.writeJson(report);
  else if (status === "SUCCEEDED") {
    const took = startedAt && endedAt ? (endedAt.getTime() - startedAt.getTime()) / target.time.speed : undefined;
    terminal.note("");
    showSetupOutput(terminal, output, took === undefined ? "" : ` in ${durationText(took)}`);
  }
  return endOfRun(context, report, { what: "set-up", see: SEE_STATUS });
}
