import path from "node:path";
import { namesOf } from "@sensor-pipeline/core/names";
import { applyGraph } from "../apply/apply-graph.ts";
import { LocalClock } from "../clock.ts";
import { evaluate } from "../graph/evaluate.ts";
import type { Graph } from "../graph/graph.ts";
import { type LocalAws, startLocalAws } from "../local-aws.ts";
import type { StartOptions } from "./options.ts";
import type { Progress } from "./progress.ts";
import { type StageOutputs, stageOutputsSchema } from "./stage-outputs.ts";

/** What the configuration describes needs something that is not on this machine. */
export class StageNotRunnableError extends Error {
  override readonly name = "StageNotRunnableError";
}

export interface ApplyStage {
  readonly options: StartOptions;
  /** Root of the checkout. */
  readonly root: string;
  readonly region: string;
  readonly step: Progress["step"];
}

/** A stage as `sst.config.ts` describes it, of which all is on this machine. */
export interface EvaluatedStage {
  readonly graph: Graph;
  readonly outputs: StageOutputs;
}

/** @throws {StageNotRunnableError} when the stage uses a warehouse that is elsewhere. */
export async function evaluateStage({ options, root, region, step }: ApplyStage): Promise<EvaluatedStage> {
  const graph = await step("evaluate sst.config.ts", async (detail) => {
    const cacheFolder = path.join(root, ".local/graphs");
    const evaluated = await evaluate({ stage: options.stage, region, root, cacheFolder });
    detail(`${evaluated.resources.length} resources`);
    return evaluated;
  });
  const outputs = outputsOf(graph.outputs);
  if (outputs.workgroup !== namesOf(options.stage).workgroup) {
    throw new StageNotRunnableError(
      `This stage uses the existing workgroup ${outputs.workgroup}, which is not on this machine: leave PIPELINE_WORKGROUP out.`,
    );
  }
  return { graph, outputs };
}

/** Starts a local AWS on the stage's folder and applies the stage to it: what `sst deploy` does on AWS. */
export async function applyStage({ graph }: EvaluatedStage, { options, region, step }: ApplyStage): Promise<LocalAws> {
  const clock = new LocalClock(options.speed);
  const aws = await step("start the local AWS", async (detail) => {
    const { folder, port, pgPort, stage, fresh, refuseConditionalDelete } = options;
    const ports = pgPort === undefined ? { port } : { port, pgPort };
    const started = await startLocalAws({
      ...{ folder, ...ports, region, clock, stage, fresh, refuseConditionalDelete },
      databaseSignIn: "iam",
    });
    detail(started.pgPort === undefined ? started.url : `${started.url}, psql on port ${started.pgPort}`);
    return started;
  });
  try {
    await step("apply the resources", async (detail) => {
      let applied = 0;
      await applyGraph(graph, aws, (resource) => {
        applied += 1;
        detail(`${applied} applied, now ${resource}`);
      });
      detail(`${applied} applied`);
    });
    return aws;
  } catch (error) {
    await aws.close();
    throw error;
  }
}

function outputsOf(outputs: unknown): StageOutputs {
  const parsed = stageOutputsSchema.safeParse(outputs);
  if (!parsed.success) throw new StageNotRunnableError(parsed.error.issues[0]?.message, { cause: parsed.error });
  return parsed.data;
}
