import path from "node:path";
import { evaluate } from "../../packages/local/src/graph/evaluate.ts";
import type { Graph } from "../../packages/local/src/graph/graph.ts";

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const REGION = "eu-west-1";

/** An existing workgroup, as a stage describes it. */
export const EXISTING_WORKGROUP = {
  PIPELINE_WORKGROUP: "analytics",
  PIPELINE_DATABASE: "dev",
  PIPELINE_ADMIN_SECRET_ARN: "arn:aws:secretsmanager:eu-west-1:000000000000:secret:analytics-admin-AbCdEf",
  PIPELINE_READ_ROLE_ARN: "arn:aws:iam::000000000000:role/analytics-streams",
};

/** The same of an existing cluster. */
export const EXISTING_CLUSTER = {
  PIPELINE_CLUSTER: "provisioned",
  PIPELINE_DATABASE: EXISTING_WORKGROUP.PIPELINE_DATABASE,
  PIPELINE_ADMIN_SECRET_ARN: EXISTING_WORKGROUP.PIPELINE_ADMIN_SECRET_ARN,
  PIPELINE_READ_ROLE_ARN: EXISTING_WORKGROUP.PIPELINE_READ_ROLE_ARN,
};

/** A stage's graph by the real SST CLI and components; kept between test files while nothing it is made of changes. */
export function graphOf(stage: string, env: Readonly<Record<string, string>> = {}, region = REGION): Promise<Graph> {
  return evaluate({ stage, region, root: ROOT, cacheFolder: path.join(ROOT, ".local/graphs"), env });
}
