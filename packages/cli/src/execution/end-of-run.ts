import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import type { CommandContext } from "../command/command-context.ts";
import { EXIT_FAILED, EXIT_INTERRUPTED, EXIT_OK } from "../command/exit-code.ts";
import { failureText } from "./failure-text.ts";

/**
 * Says on stderr how an operation of the owner ended, unless well.
 * @param operation.what such as `set-up`
 * @param operation.see command that shows what goes on after Ctrl-C
 * @param operation.noted what the failure means, behind a colon
 * @returns the exit code
 */
export function endOfRun(
  { terminal, target }: CommandContext,
  report: ExecutionReport,
  { what, see, noted }: { readonly what: string; readonly see?: string; readonly noted?: string },
): number {
  const { status, executionArn } = report;
  if (status === "SUCCEEDED") return EXIT_OK;
  if (status === "RUNNING") {
    const how = see === undefined ? "" : `. See it with ${see}`;
    terminal.note(`You stopped following; the ${what} goes on${how} (execution ${executionArn}).`);
    return EXIT_INTERRUPTED;
  }
  terminal.note(`\n${what.charAt(0).toUpperCase()}${what.slice(1)} of ${target.title} ended ${status}${noted ?? "."}`);
  for (const line of failureText(report)) terminal.note(line);
  return status === "ABORTED" && executionArn === undefined ? EXIT_INTERRUPTED : EXIT_FAILED;
}
