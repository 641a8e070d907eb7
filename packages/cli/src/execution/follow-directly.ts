import { randomUUID } from "node:crypto";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { runDirectly } from "@sensor-pipeline/core/direct/run-directly";
import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import type { DeployedMachine } from "@sensor-pipeline/core/setup/deployed-machine";
import type { StateMachineDefinition } from "@sensor-pipeline/core/setup/states-language";
import type { CommandContext } from "../command/command-context.ts";
import { StepLines } from "./step-lines.ts";

interface DirectOperation {
  readonly definition: StateMachineDefinition;
  readonly deployed: DeployedMachine;
  readonly input: Readonly<Record<string, string | boolean>>;
}

/** Runs an owner's definition in this process, by the person's own right to read the secret in it, and shows its steps. */
export async function followDirectly(
  context: CommandContext,
  { definition, deployed, input }: DirectOperation,
): Promise<ExecutionReport> {
  const { target, clock, random, signal } = context;
  const lines = new StepLines(context);
  const client = new RedshiftDataClient(target.person);
  try {
    const report = await runDirectly({
      client,
      definition,
      input,
      name: randomUUID(),
      // Stamps are the stage's, waits are in real time.
      clock: { now: target.time.now, sleep: clock.sleep },
      random,
      signal,
      onState: (state) => {
        if (deployed.isStep(state.name)) lines.begin(state);
      },
    });
    lines.end(MARKS[report.status] ?? "✗", report.endedAt);
    return report;
  } finally {
    lines.end("✗");
    client.destroy();
  }
}

const MARKS: Readonly<Record<string, "✓" | "…">> = { SUCCEEDED: "✓", ABORTED: "…" };
