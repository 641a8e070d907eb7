import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { namesOf, type StageNames } from "@sensor-pipeline/core/names";
import { arnOf } from "../../packages/local/src/account.ts";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { applyGraph } from "../../packages/local/src/apply/apply-graph.ts";
import { LocalClock } from "../../packages/local/src/clock.ts";
import { evaluate } from "../../packages/local/src/graph/evaluate.ts";
import type { Graph } from "../../packages/local/src/graph/graph.ts";
import { adminSecretArn } from "../../packages/local/src/identifiers.ts";
import type { Identity } from "../../packages/local/src/identity/identity.ts";
import { type LocalAws, startLocalAws } from "../../packages/local/src/local-aws.ts";
import { stageOutputsSchema } from "../../packages/local/src/start/stage-outputs.ts";
import { pauseSchedules } from "./schedule.ts";
import { REGION, STAGE_KINDS, type StageKind, type StageKindName } from "./stage-kinds.ts";

export { REGION } from "./stage-kinds.ts";
export const ROOT = path.resolve(import.meta.dirname, "../..");
/** Pauses of schedulers and state machines pass this much faster; a stage's freshness bound still is a quarter of a minute. */
const SPEED = 60;

export const roleArn = (name: string) => arnOf("iam", REGION, `role/${name}`);

/** A stage on a local AWS of this process, with all its roles. */
export interface ProofStage {
  readonly graph: Graph;
  readonly names: StageNames;
  /** How a statement names the stage's warehouse. */
  readonly target: { readonly workgroupName: string; readonly database: string };
  /** Of the warehouse's admin. */
  readonly secretArn: string;
  readonly identity: Identity;
  readonly clock: LocalClock;
  readonly url: string;
  readonly folder: string;
  readonly aws: LocalAws;
  /** Calls an operation as the account's administrator. */
  ask<Output = Readonly<Record<string, unknown>>>(service: string, operation: string, input: unknown): Promise<Output>;
  arn(service: string, resource: string): string;
  close(): Promise<void>;
}

/** Applies a stage of that kind. Nobody has set it up, and its schedules are off. */
export async function startProofStage(kind: StageKindName = "development"): Promise<ProofStage> {
  const { stage, settings, prepare }: StageKind = STAGE_KINDS[kind];
  const folder = mkdtempSync(path.join(os.tmpdir(), "privileges-"));
  const cacheFolder = path.join(ROOT, ".local/graphs");
  const graph = await evaluate({ stage, region: REGION, root: ROOT, cacheFolder, env: settings });
  const { workgroup, database } = stageOutputsSchema.parse(graph.outputs);
  const clock = new LocalClock(SPEED);
  const aws = await startLocalAws({ folder, port: 0, region: REGION, stage, clock });
  const proofStage: ProofStage = {
    graph,
    names: namesOf(stage),
    target: { workgroupName: workgroup, database },
    // Here a workgroup's namespace has its name, and every admin is called so.
    secretArn: adminSecretArn(REGION, workgroup, "admin"),
    identity: aws.identity,
    clock,
    url: aws.url,
    folder,
    aws,
    ask: (service, operation, input) => aws.call(ADMINISTRATOR, service, operation, input),
    arn: (service, resource) => arnOf(service, REGION, resource),
    async close() {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    await prepare?.(aws);
    await applyGraph(graph, aws);
    await pauseSchedules(proofStage);
    return proofStage;
  } catch (error) {
    await proofStage.close();
    throw error;
  }
}
