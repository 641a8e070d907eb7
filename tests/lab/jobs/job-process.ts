import { inspect } from "node:util";
import { runScenario } from "../run-scenario.ts";
import type { LabOutcome } from "../scenario-run.ts";
import { findScenario } from "../scenarios/scenarios.ts";
import { PreparedStage } from "../stage/lab-stage.ts";
import type { RunAnswer, RunRequest } from "./job-messages.ts";

/**
 * A process that makes one run after the other, as it is asked by messages, until whoever asks is gone: then it ends with
 * all that it has started. Folders are whoever asks' to remove.
 */
process.on("disconnect", () => process.kill(-process.pid, "SIGKILL"));
process.on("message", (request: RunRequest) => void answer(request));

async function answer(request: RunRequest): Promise<void> {
  const outcome: RunAnswer = await run(request);
  process.send?.(outcome);
}

async function run({ folder, ...wanted }: RunRequest): Promise<LabOutcome> {
  try {
    return await runScenario(findScenario(wanted), wanted.seed, PreparedStage.madeIn(folder));
  } catch (error) {
    return { ...wanted, failure: inspect(error) };
  }
}
