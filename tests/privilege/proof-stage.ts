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
import type { Identity } from "../../packages/local/src/identity/identity.ts";
import { type LocalAws, startLocalAws } from "../../packages/local/src/local-aws.ts";

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const REGION = "eu-west-1";
const STAGE = "dev";
/** With a customer's key, so that using it is proved too; the same as in tests/infra, for one evaluation. */
const SETTINGS = {
  PIPELINE_STREAM_KEY_ARN: "arn:aws:kms:eu-west-1:000000000000:key/0f0e0d0c-0b0a-4909-8807-060504030201",
};
/** Pauses of schedulers and state machines pass this much faster; a stage's freshness bound still is a quarter of a minute. */
const SPEED = 60;

export const roleArn = (name: string) => arnOf("iam", REGION, `role/${name}`);

/** A stage on a local AWS of this process, with all its roles. */
export interface ProofStage {
  readonly graph: Graph;
  readonly names: StageNames;
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

/** Applies the development stage, with a customer's key on its stream. Nobody has set it up, and its schedules are off. */
export async function startProofStage(): Promise<ProofStage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "privileges-"));
  const cacheFolder = path.join(ROOT, ".local/graphs");
  const graph = await evaluate({ stage: STAGE, region: REGION, root: ROOT, cacheFolder, env: SETTINGS });
  const clock = new LocalClock(SPEED);
  const aws = await startLocalAws({ folder, port: 0, region: REGION, stage: STAGE, clock });
  await applyGraph(graph, aws);
  return {
    graph,
    names: namesOf(STAGE),
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
}
