import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
} from "@aws-sdk/client-kinesis";
import { runCommand } from "../pipeline/command.ts";
import { type KinesisProxy, startKinesisProxy } from "./kinesis-proxy.ts";
import { openTerminal, type PersonAtTerminal } from "./pseudo-terminal.ts";
import { type PipelineRun, runPipeline } from "./run-pipeline.ts";

/** A local AWS with streams, a Kinesis before it that can fail, and a folder to work in. */
export interface ProduceFixture {
  readonly folder: string;
  readonly kinesis: KinesisProxy;
  /** A new stream. @returns its name */
  createStream(shards?: number, prefix?: string): Promise<string>;
  /** Data of all records of a stream, as text, shard by shard. */
  recordsOf(stream: string): Promise<string[]>;
  /** `pipeline produce`, without a terminal. */
  produce(stream: string, ...args: string[]): Promise<PipelineRun>;
  /** The same in a terminal. */
  open(stream: string, ...args: string[]): PersonAtTerminal;
  /** Closes every terminal, so that a command which a failed test left can't send into the next test's faults. */
  closeTerminals(): Promise<void>;
  /** The same, with a real Ctrl-C while the PutRecords of that number, from 1, is under way. */
  interrupt(request: number, stream: string, ...args: string[]): Promise<PipelineRun>;
  close(): Promise<void>;
}

export async function startProduceFixture(): Promise<ProduceFixture> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "produce-"));
  const aws = runCommand("aws", ["--port", "0", "--no-pg", "--folder", path.join(folder, "aws")]);
  const [, url = ""] = await aws.printed(/ready (\S+)/);
  const kinesis = await startKinesisProxy(url);
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const client = new KinesisClient({ endpoint: url, region: "us-east-1", credentials });
  const environment = {
    AWS_ENDPOINT_URL: kinesis.url,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "any",
    AWS_SECRET_ACCESS_KEY: "any",
  };
  const terminals = new Set<PersonAtTerminal>();
  let streams = 0;
  const command = (stream: string, args: readonly string[]) => ["produce", "--aws", "--stream", stream, ...args];
  return {
    folder,
    kinesis,
    async createStream(shards = 2, prefix = "readings") {
      streams += 1;
      const name = `${prefix}-${streams}`;
      await client.send(new CreateStreamCommand({ StreamName: name, ShardCount: shards }));
      return name;
    },
    recordsOf: (stream) => recordsOf(client, stream),
    produce: (stream, ...args) => runPipeline(command(stream, args), environment, { cwd: folder }),
    open(stream, ...args) {
      const person = openTerminal(command(stream, args), { cwd: folder, environment });
      terminals.add(person);
      return person;
    },
    async closeTerminals() {
      for (const person of terminals) await person.close();
      terminals.clear();
    },
    async interrupt(request, stream, ...args) {
      const ctrlC = new AbortController();
      let requests = 0;
      kinesis.fault = (operation) => {
        if (operation === "PutRecords") requests += 1;
        if (requests === request) ctrlC.abort();
        return undefined;
      };
      return runPipeline(command(stream, args), environment, { cwd: folder, ctrlC: ctrlC.signal });
    },
    async close() {
      client.destroy();
      await kinesis.close();
      aws.kill("SIGTERM");
      await aws.exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function recordsOf(client: KinesisClient, StreamName: string): Promise<string[]> {
  const records: string[] = [];
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
  for (const { ShardId } of Shards) {
    const from = { StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" } as const;
    let { ShardIterator } = await client.send(new GetShardIteratorCommand(from));
    for (let isBehind = true; isBehind; ) {
      const page = await client.send(new GetRecordsCommand({ ShardIterator, Limit: 10_000 }));
      records.push(...(page.Records ?? []).map(({ Data }) => Buffer.from(Data ?? []).toString("utf8")));
      ShardIterator = page.NextShardIterator;
      isBehind = (page.MillisBehindLatest ?? 0) > 0;
    }
  }
  return records;
}
