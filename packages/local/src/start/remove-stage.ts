import { DEFAULT_REGION } from "../account.ts";
import { refuseProtected, removeGraph } from "../apply/remove-graph.ts";
import { applyStage, evaluateStage } from "./apply-stage.ts";
import type { StartOptions } from "./options.ts";
import { createProgress } from "./progress.ts";
import type { RunEnvironment } from "./run.ts";

/**
 * What `sst remove` does, on this machine: the stage is applied to its folder as it was left, and taken out again in
 * the order and with the refusals of AWS. Nothing is touched of a stage that is protected.
 * @throws {ProtectedError} in SST's words.
 * @throws {RemovalStoppedError} when the person stops it: the stage is closed as it stands then.
 * @throws {ApplyError} naming the resource that was refused.
 * @throws {FolderLockedError} while `npm start` runs the stage.
 */
export async function removeStage(options: StartOptions, environment: RunEnvironment): Promise<void> {
  const { root, region = DEFAULT_REGION, output, elapsed, signal } = environment;
  const { step, note } = createProgress(output, elapsed);
  // Nobody else is to find it, so any port will do.
  const { pgPort: _, ...given } = options;
  const request = { options: { ...given, port: 0 }, root, region, step };
  const stage = await evaluateStage(request);
  refuseProtected(stage.graph);
  const aws = await applyStage(stage, request);
  try {
    const { retained } = await step("remove the resources", async (detail) => {
      let gone = 0;
      const onProgress = (resource: string) => {
        detail(`${gone} removed, now ${resource}`);
        gone += 1;
      };
      const removal = await removeGraph(stage.graph, aws, { onProgress, signal });
      detail(`${removal.removed.length} removed, ${removal.retained.length} retained`);
      return removal;
    });
    for (const resource of retained) note(`retained: ${resource}`);
    note("On AWS some things outlive this: docs/removal.md says which, and how they go.");
  } finally {
    await aws.close();
  }
}
