import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { followExecution } from "@sensor-pipeline/core/execution/follow-execution";
import type { CommandContext } from "../command/command-context.ts";
import type { OwnerMachine } from "./owner-machine.ts";
import { StepLines } from "./step-lines.ts";

/** AWS throttles looks for the whole account; the local AWS has no such quota. */
const POLL_MS = { aws: 1_000, local: 200 } as const;

/** Follows an execution and shows its steps. @returns undefined after Ctrl-C: the execution goes on */
export async function follow(
  context: CommandContext,
  { reader, deployed }: OwnerMachine,
  executionArn: string,
): Promise<ExecutionReport | undefined> {
  const { target, clock, signal } = context;
  const lines = new StepLines(context);
  try {
    const report = await followExecution(reader, executionArn, {
      clock,
      signal,
      pollMs: POLL_MS[target.kind],
      onState: (state) => {
        if (deployed.isStep(state.name)) lines.begin(state);
      },
    });
    lines.end(report.status === "SUCCEEDED" ? "✓" : "✗", report.endedAt);
    return report;
  } catch (error) {
    lines.end("…");
    if (signal.aborted) return undefined;
    throw error;
  }
}
