import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ADMINISTRATOR } from "../../packages/local/src/administrator.ts";
import { applyGraph } from "../../packages/local/src/apply/apply-graph.ts";
import { removeGraph } from "../../packages/local/src/apply/remove-graph.ts";
import { type LocalAws, startLocalAws } from "../../packages/local/src/local-aws.ts";
import { graphOf, REGION } from "../infra/stage-graph.ts";
import { type PipelineRun, runPipeline } from "./stage.ts";

/** A stage as it is when it was deployed and nobody has set it up, on a local AWS of this process. */
export interface AppliedStage {
  readonly aws: LocalAws;
  readonly folder: string;
  /** Secret of the warehouse's admin. */
  readonly secretArn: string;
  readonly adminPassword: string;
  /** Runs `pipeline` against it, without a terminal. */
  pipeline(...args: string[]): Promise<PipelineRun>;
  /** Runs statements as the admin. */
  sql(...statements: string[]): Promise<void>;
  /** What `sst remove` does. */
  remove(): Promise<void>;
  close(): Promise<void>;
}

export async function applyStage(stage = "dev"): Promise<AppliedStage> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "applied-"));
  const graph = await graphOf(stage);
  const aws = await startLocalAws({ folder, port: 0, pgPort: 0, region: REGION, stage });
  await applyGraph(graph, aws);
  const ask = (service: string, operation: string, input: unknown) =>
    aws.call<Readonly<Record<string, unknown>>>(ADMINISTRATOR, service, operation, input);
  const { namespace } = await ask("redshift-serverless", "GetNamespace", { namespaceName: `sensor-pipeline-${stage}` });
  const secretArn = String((namespace as { adminPasswordSecretArn?: string }).adminPasswordSecretArn);
  const { SecretString } = await ask("secretsmanager", "GetSecretValue", { SecretId: secretArn });
  const { password } = JSON.parse(String(SecretString)) as { password: string };
  return {
    aws,
    folder,
    secretArn,
    adminPassword: password,
    pipeline: (...args) => runPipeline([...args, "--folder", folder]),
    async sql(...statements) {
      const target = { WorkgroupName: `sensor-pipeline-${stage}`, Database: "sensors", SecretArn: secretArn };
      for (const Sql of statements) {
        const { Id } = await ask("redshift-data", "ExecuteStatement", { ...target, Sql });
        const ended = await ask("redshift-data", "DescribeStatement", { Id, WaitTimeSeconds: 20 });
        if (ended.Status !== "FINISHED") throw new Error(`${Sql}: ${ended.Status}: ${ended.Error}`);
      }
    },
    async remove() {
      await removeGraph(graph, aws);
    },
    async close() {
      await aws.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
