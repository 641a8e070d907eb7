import { inspect } from "node:util";
import { runScenario } from "../run-scenario.ts";
import type { LabOutcome } from "../scenario-run.ts";
import { SCENARIOS } from "../scenarios/scenarios.ts";
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

async function run({ scenario: name, seed, folder }: RunRequest): Promise<LabOutcome> {
  try {
    const scenario = SCENARIOS.find((each) => each.name === name);
    if (!scenario) throw new Error(`There is no scenario "${name}".`);
    return await runScenario(scenario, seed, PreparedStage.madeIn(folder));
  } catch (error) {
    return { scenario: name, seed, failure: inspect(error) };
  }
}
