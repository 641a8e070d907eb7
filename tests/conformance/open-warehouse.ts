import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { CreateStreamCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { applyBareAccount, BARE } from "@sensor-pipeline/local/bare-account";
import { startLocalAws } from "@sensor-pipeline/local/local-aws";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Warehouse } from "./data-api-target.ts";

/** An empty stream, which the namespace's default role may read. */
const CONFORMANCE_STREAM = "conformance-readings";

export interface OpenWarehouse {
  readonly warehouse: Warehouse;
  close(): Promise<void>;
}

/**
 * The local Redshift; or with TARGET=aws the workgroup that WORKGROUP names, its database (DATABASE, `dev` when not given) and the
 * secret of a superuser (SECRET_ARN), with the AWS credentials of the environment; there is a stream CONFORMANCE_STREAM then.
 */
export async function openWarehouse(environment: NodeJS.ProcessEnv): Promise<OpenWarehouse> {
  const { TARGET, WORKGROUP, DATABASE = "dev", SECRET_ARN } = environment;
  if (TARGET !== "aws") return openLocal();
  if (!WORKGROUP || !SECRET_ARN) {
    throw new Error(
      "TARGET=aws needs WORKGROUP, the name of a workgroup, and SECRET_ARN, the secret of a superuser of it.",
    );
  }
  const client = new RedshiftDataClient({});
  return {
    warehouse: { client, workgroupName: WORKGROUP, database: DATABASE, secretArn: SECRET_ARN },
    close: async () => client.destroy(),
  };
}

async function openLocal(): Promise<OpenWarehouse> {
  const folder = await mkdtemp(path.join(tmpdir(), "conformance-"));
  const aws = await startLocalAws({ folder, port: 0, databaseSignIn: "superuser" });
  await applyBareAccount(aws);
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const kinesis = new KinesisClient({
    endpoint: aws.url,
    region: aws.region,
    credentials,
    requestHandler: new NodeHttpHandler(),
  });
  await kinesis.send(new CreateStreamCommand({ StreamName: CONFORMANCE_STREAM, ShardCount: 1 }));
  kinesis.destroy();
  const client = new RedshiftDataClient({ endpoint: aws.url, region: aws.region, credentials });
  return {
    warehouse: { client, workgroupName: BARE.workgroup, database: BARE.database },
    close: async () => {
      client.destroy();
      await aws.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
