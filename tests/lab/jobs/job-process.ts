import { inspect } from "node:util";
import type { LabOutcome, MatrixOutcome, RunOutcome, WantedMatrix } from "../lab-outcome.ts";
import { runMatrix } from "../matrix.ts";
import { runScenario } from "../run-scenario.ts";
import { findScenario } from "../scenarios/scenarios.ts";
import { PreparedStage } from "../stage/lab-stage.ts";
import type { JobMessage, JobRequest, RunRequest } from "./job-messages.ts";

/**
 * A process that makes one run, or matrix, after the other, as it is asked by messages, until whoever asks is gone: then it ends with
 * all that it has started. Folders are whoever asks' to remove.
 */
process.on("disconnect", () => process.kill(-process.pid, "SIGKILL"));
process.on("message", (request: JobRequest) => void answer(request));

async function answer(request: JobRequest): Promise<void> {
  const outcome: LabOutcome = "matrix" in request ? await prove(request) : await run(request);
  say({ outcome });
}

function say(message: JobMessage): void {
  process.send?.(message);
}

async function prove({ matrix }: WantedMatrix): Promise<MatrixOutcome> {
  let cases = 0;
  try {
    return await runMatrix(matrix, () => {
      cases += 1;
      say({ cases });
    });
  } catch (error) {
    return { matrix, failure: inspect(error) };
  }
}

async function run({ folder, ...wanted }: RunRequest): Promise<RunOutcome> {
  try {
    return await runScenario(findScenario(wanted), wanted.seed, PreparedStage.madeIn(folder));
  } catch (error) {
    return { ...wanted, failure: inspect(error) };
  }
}
