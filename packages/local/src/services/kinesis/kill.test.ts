import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListTagsForStreamCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, expect, test } from "vitest";

const BATCHES = 12;
const BATCH = 50;

const folder = mkdtempSync(path.join(os.tmpdir(), "kinesis-kill-"));
let child: ChildProcess | undefined;
afterAll(() => {
  child?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

async function startKinesis(): Promise<KinesisClient> {
  child = spawn(process.execPath, [path.join(import.meta.dirname, "kill-worker.ts"), folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!child.stdout) throw new Error("The child has no output.");
  const [endpoint] = await once(createInterface(child.stdout), "line");
  return new KinesisClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "tester", secretAccessKey: "any" },
    maxAttempts: 1,
  });
}

async function readAll(kinesis: KinesisClient): Promise<string[]> {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName: "s",
      ShardId: "shardId-000000000000",
      ShardIteratorType: "TRIM_HORIZON",
    }),
  );
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map(({ Data }) => Buffer.from(Data ?? []).toString());
}

test("kill -9 while records are put loses none that was acknowledged, and doubles none", async () => {
  const acknowledged: string[] = [];
  const sent: string[] = [];
  for (const life of [1, 2, 3]) {
    const kinesis = await startKinesis();
    if (life === 1) {
      await kinesis.send(new CreateStreamCommand({ StreamName: "s", ShardCount: 1, Tags: { kept: "yes" } }));
    }
    const puts = Array.from({ length: BATCHES }, async (_, batch) => {
      const texts = Array.from({ length: BATCH }, (_unused, index) => `${life}-${batch}-${index}`);
      sent.push(...texts);
      const answer = await kinesis.send(
        new PutRecordsCommand({
          StreamName: "s",
          Records: texts.map((text) => ({ PartitionKey: text, Data: Buffer.from(text) })),
        }),
      );
      acknowledged.push(...texts.filter((_text, index) => answer.Records?.[index]?.SequenceNumber !== undefined));
    });
    // As soon as the first are acknowledged, in the middle of the others.
    await Promise.race(puts);
    child?.kill("SIGKILL");
    await once(child ?? process, "close");
    await Promise.allSettled(puts);
    kinesis.destroy();
  }

  const kinesis = await startKinesis();
  const read = await readAll(kinesis);
  const { Tags } = await kinesis.send(new ListTagsForStreamCommand({ StreamName: "s" }));
  kinesis.destroy();
  expect(acknowledged.length).toBeGreaterThanOrEqual(3 * BATCH);
  expect(read.filter((text) => !sent.includes(text))).toEqual([]);
  expect(acknowledged.filter((text) => !read.includes(text))).toEqual([]);
  expect(new Set(read).size).toBe(read.length);
  expect(Tags).toEqual([{ Key: "kept", Value: "yes" }]);
});
