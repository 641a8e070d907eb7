import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  KinesisClient,
  PutRecordsCommand,
  SplitShardCommand,
} from "@aws-sdk/client-kinesis";
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import kinesalite from "kinesalite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningCommand, runCommand } from "./command.ts";

const TIMEOUT_MS = 120_000;
const STREAM = "other-readings";
const ROLE = "arn:aws:iam::000000000000:role/redshift";

const folder = mkdtempSync(path.join(os.tmpdir(), "lone-redshift-"));
const server = kinesalite({ createStreamMs: 0, updateStreamMs: 0 });
const credentials = { accessKeyId: "any", secretAccessKey: "any" };
let kinesis: KinesisClient;
let command: RunningCommand;
let redshift: RedshiftDataClient;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  kinesis = new KinesisClient({ endpoint, region: "us-east-1", credentials, requestHandler: new NodeHttpHandler() });
  command = runCommand("redshift", ["--kinesis-endpoint", endpoint, "--port", "0", "--folder", folder]);
  const [, url = ""] = await command.printed(/^ready (http:\S+)/m);
  redshift = new RedshiftDataClient({ endpoint: url, region: "us-east-1", credentials });
}, TIMEOUT_MS);

afterAll(async () => {
  command?.kill("SIGTERM");
  await command?.exited;
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a statement to its end. @returns the first value of each row */
async function run(Sql: string): Promise<readonly unknown[]> {
  const target = { WorkgroupName: "default", Database: "dev" };
  const { Id } = await redshift.send(new ExecuteStatementCommand({ ...target, Sql, WaitTimeSeconds: 30 }));
  const { Status, Error: message, HasResultSet } = await redshift.send(new DescribeStatementCommand({ Id }));
  if (Status !== "FINISHED") throw new Error(message ?? Status);
  if (!HasResultSet) return [];
  const { Records = [] } = await redshift.send(new GetStatementResultCommand({ Id }));
  return Records.map(([field]) => field?.stringValue ?? field?.longValue);
}

async function put(from: number, count: number): Promise<void> {
  const Records = Array.from({ length: count }, (_, index) => ({
    Data: Buffer.from(JSON.stringify({ n: from + index })),
    PartitionKey: `key ${from + index}`,
  }));
  await kinesis.send(new PutRecordsCommand({ StreamName: STREAM, Records }));
}

async function shards() {
  const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName: STREAM }));
  return StreamDescription?.Shards ?? [];
}

test(
  "a Redshift of its own lands the records of a Kinesis that is not ours, through a split of its shard",
  async () => {
    await kinesis.send(new CreateStreamCommand({ StreamName: STREAM, ShardCount: 1 }));
    await expect.poll(async () => (await shards()).length).toBe(1);
    await put(0, 50);
    await run(`CREATE EXTERNAL SCHEMA elsewhere FROM KINESIS IAM_ROLE '${ROLE}'`);
    await run(
      `CREATE MATERIALIZED VIEW landed AS SELECT JSON_PARSE(kinesis_data) AS payload FROM elsewhere."${STREAM}"`,
    );
    await run("REFRESH MATERIALIZED VIEW landed");
    expect(await run("SELECT COUNT(*) FROM landed")).toEqual([50]);
    const [shard] = await shards();
    await kinesis.send(
      new SplitShardCommand({
        StreamName: STREAM,
        ShardToSplit: shard?.ShardId,
        NewStartingHashKey: (1n << 127n).toString(),
      }),
    );
    await expect.poll(async () => (await shards()).length).toBe(3);
    await put(50, 50);
    await run("REFRESH MATERIALIZED VIEW landed");
    expect(await run("SELECT COUNT(DISTINCT payload.n::integer) FROM landed")).toEqual([100]);
    expect(await run("SELECT COUNT(*) FROM landed")).toEqual([100]);
  },
  TIMEOUT_MS,
);

test("a stream that is not there fails in that Kinesis' words", async () => {
  await run('CREATE MATERIALIZED VIEW nothing AS SELECT partition_key FROM elsewhere."no-such-stream"').catch(
    () => undefined,
  );
  await expect(run("REFRESH MATERIALIZED VIEW nothing")).rejects.toThrow(/no-such-stream|does not exist/);
});

test.each([
  [[], "--kinesis-endpoint must be given: the URL of a Kinesis, such as http://127.0.0.1:4566."],
  [["--kinesis-endpoint", "localhost"], "--kinesis-endpoint must be a URL such as http://127.0.0.1:4566."],
])("npm run redshift with %j is refused in one sentence", async (args, sentence) => {
  const refused = runCommand("redshift", args);
  expect(await refused.exited).toBe(2);
  expect(refused.output().trim()).toBe(sentence);
});

test("other services are not there", async () => {
  const { KinesisClient: Client, ListStreamsCommand } = await import("@aws-sdk/client-kinesis");
  const [, endpoint = ""] = await command.printed(/^ready (http:\S+)/m);
  const client = new Client({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
  await expect(client.send(new ListStreamsCommand({}))).rejects.toThrow(/kinesis/i);
});
