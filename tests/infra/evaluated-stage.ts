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

/** The same of an existing cluster, with an on-demand stream. */
export const EXISTING_CLUSTER = {
  PIPELINE_SHARDS: "on-demand",
  PIPELINE_CLUSTER: "provisioned",
  PIPELINE_DATABASE: EXISTING_WORKGROUP.PIPELINE_DATABASE,
  PIPELINE_ADMIN_SECRET_ARN: EXISTING_WORKGROUP.PIPELINE_ADMIN_SECRET_ARN,
  PIPELINE_READ_ROLE_ARN: EXISTING_WORKGROUP.PIPELINE_READ_ROLE_ARN,
};

const KEY = {
  PIPELINE_STREAM_KEY_ARN: "arn:aws:kms:eu-west-1:000000000000:key/0f0e0d0c-0b0a-4909-8807-060504030201",
};

/** A development stage that runs by itself, with a customer's key. */
export const RUNNING_STAGE = { ...KEY, PIPELINE_SCHEDULES: "on" };

/**
 * As many as one stage can have otherwise than a development stage has: an evaluation takes seconds, so many tests read
 * this one.
 */
export const OTHER_SETTINGS = {
  ...KEY,
  PIPELINE_SHARDS: "4",
  PIPELINE_RETENTION_HOURS: "48",
  PIPELINE_REFRESH: "auto",
  PIPELINE_SCHEDULES: "on",
  PIPELINE_PRODUCER_MINUTES: "5",
  PIPELINE_ALERTS_MINUTES: "2",
  PIPELINE_FRESHNESS_SECONDS: "3600",
  PIPELINE_TEMPERATURE_HIGH: "47.5",
  PIPELINE_KEEP_HOURS: "48",
  PIPELINE_ARCHIVE: "on",
  PIPELINE_RETENTION_EVERY_HOURS: "12",
  PIPELINE_ALARM_EMAIL: "ops@example.com",
};

/**
 * What may be hardest to make: a name as long as core/names takes it, where an account has two zones only
 * (https://docs.aws.amazon.com/redshift/latest/mgmt/serverless-usage-considerations.html). It is what the smoke makes, for
 * one evaluation.
 */
export const LONGEST_STAGE = { stage: `s${"x".repeat(29)}`, region: "us-west-1" };

/** A stage's graph by the real SST CLI and components; kept between test files while nothing it is made of changes. */
export function graphOf(stage: string, env: Readonly<Record<string, string>> = {}, region = REGION): Promise<Graph> {
  return evaluate({ stage, region, root: ROOT, cacheFolder: path.join(ROOT, ".local/graphs"), env });
}
