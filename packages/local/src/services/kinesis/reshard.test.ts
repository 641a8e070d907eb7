import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  MergeShardsCommand,
  PutRecordsCommand,
  type Shard,
  ShardFilterType,
  SplitShardCommand,
  UpdateShardCountCommand,
} from "@aws-sdk/client-kinesis";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { startTestAws } from "../../wire/test-aws.ts";
import { ManualClock } from "../manual-clock.ts";
import { createKinesisService } from "./index.ts";

const UNLIMITED = { writtenRecords: 1e9, writtenBytes: 1e12, reads: 1e9, readBytes: 1e12 };

const clock = new ManualClock(Date.UTC(2026, 10, 23, 12));
const aws = await startTestAws({
  services: [(context) => createKinesisService(context, { shardRates: UNLIMITED })],
  clock,
});
const kinesis = new KinesisClient(aws.client);
afterAll(async () => {
  expect(aws.faults).toEqual([]);
  kinesis.destroy();
  await aws.close();
});

let streams = 0;
async function newStream(ShardCount: number): Promise<string> {
  streams += 1;
  const StreamName = `reshard-${streams}`;
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  return StreamName;
}

async function shardsOf(StreamName: string, Type?: ShardFilterType, Timestamp?: Date): Promise<readonly Shard[]> {
  const ShardFilter = Type && { Type, Timestamp };
  return (await kinesis.send(new ListShardsCommand({ StreamName, ShardFilter }))).Shards ?? [];
}

async function openShardsOf(StreamName: string): Promise<readonly Shard[]> {
  const open = await shardsOf(StreamName, ShardFilterType.AT_LATEST);
  return [...open].sort((left, right) => (startOf(left) < startOf(right) ? -1 : 1));
}

function startOf(shard: Shard): bigint {
  return BigInt(shard.HashKeyRange?.StartingHashKey ?? 0);
}

function endOf(shard: Shard): bigint {
  return BigInt(shard.HashKeyRange?.EndingHashKey ?? 0);
}

async function put(StreamName: string, keys: readonly string[]): Promise<void> {
  const Records = keys.map((key) => ({ PartitionKey: key.split(":")[0], Data: Buffer.from(key) }));
  const answer = await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
  expect(answer.FailedRecordCount).toBe(0);
}

async function splitInHalf(StreamName: string, shard: Shard): Promise<void> {
  const NewStartingHashKey = String((startOf(shard) + endOf(shard) + 1n) / 2n);
  await kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: shard.ShardId, NewStartingHashKey }));
}

/** Reads a whole stream as consumers do: from the oldest shards on, children after all their parents. Texts in the order read. */
async function readAll(StreamName: string, pageSize: number): Promise<string[]> {
  const texts: string[] = [];
  const parentsOf = new Map((await shardsOf(StreamName)).map((shard) => [shard.ShardId, shard.ParentShardId]));
  const waiting = [...parentsOf].filter(([, parent]) => parent === undefined).map(([id]) => id);
  const done = new Set<string | undefined>();
  for (let ShardId = waiting.shift(); ShardId !== undefined; ShardId = waiting.shift()) {
    const start = await kinesis.send(
      new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
    );
    let iterator = start.ShardIterator;
    while (iterator !== undefined) {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: pageSize }));
      texts.push(...(page.Records ?? []).map(({ Data }) => Buffer.from(Data ?? []).toString()));
      iterator = page.NextShardIterator;
      // The tip of a shard that is still open.
      if (iterator !== undefined && page.Records?.length === 0 && page.MillisBehindLatest === 0) break;
      if (iterator === undefined) done.add(ShardId);
      for (const child of page.ChildShards ?? []) {
        if (child.ParentShards?.every((parent) => done.has(parent))) waiting.push(child.ShardId);
      }
    }
  }
  return texts;
}

test("a closed shard is read to its end and then names its children", async () => {
  const stream = await newStream(1);
  await put(stream, ["a", "b"]);
  const [shard] = await openShardsOf(stream);
  if (!shard) throw new Error("The stream has no shard.");
  await splitInHalf(stream, shard);
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName: stream, ShardId: shard.ShardId, ShardIteratorType: "TRIM_HORIZON" }),
  );
  const first = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
  const last = await kinesis.send(new GetRecordsCommand({ ShardIterator: first.NextShardIterator }));
  expect([first.Records?.length, first.ChildShards]).toEqual([1, undefined]);
  expect([last.Records?.length, last.NextShardIterator]).toEqual([1, undefined]);
  expect(last.ChildShards).toEqual([
    {
      ShardId: "shardId-000000000001",
      ParentShards: ["shardId-000000000000"],
      HashKeyRange: { StartingHashKey: "0", EndingHashKey: String(2n ** 127n - 1n) },
    },
    {
      ShardId: "shardId-000000000002",
      ParentShards: ["shardId-000000000000"],
      HashKeyRange: { StartingHashKey: String(2n ** 127n), EndingHashKey: String(2n ** 128n - 1n) },
    },
  ]);
});

test("shards can be listed as they were at a time", async () => {
  const stream = await newStream(1);
  const before = new Date(clock.now());
  clock.advance(1000);
  const [shard] = await openShardsOf(stream);
  if (shard) await splitInHalf(stream, shard);
  const idsOf = async (type: ShardFilterType, time?: Date) =>
    (await shardsOf(stream, type, time)).map(({ ShardId }) => Number(ShardId?.slice(-1)));
  expect(await idsOf(ShardFilterType.AT_LATEST)).toEqual([1, 2]);
  expect(await idsOf(ShardFilterType.AT_TIMESTAMP, before)).toEqual([0]);
  expect(await idsOf(ShardFilterType.FROM_TIMESTAMP, before)).toEqual([0, 1, 2]);
  expect(await idsOf(ShardFilterType.AT_TRIM_HORIZON)).toEqual([0]);
  expect(await idsOf(ShardFilterType.FROM_TRIM_HORIZON)).toEqual([0, 1, 2]);
});

test.each([
  [4, 8],
  [4, 6],
  [4, 3],
  [3, 2],
  [1, 2],
])("scaling from %i to %i shards leaves equal ranges without a gap", async (from, to) => {
  const stream = await newStream(from);
  const answer = await kinesis.send(
    new UpdateShardCountCommand({ StreamName: stream, TargetShardCount: to, ScalingType: "UNIFORM_SCALING" }),
  );
  expect(answer).toMatchObject({ CurrentShardCount: from, TargetShardCount: to });
  const open = await openShardsOf(stream);
  expect(open.map(startOf)).toEqual(
    Array.from({ length: to }, (_, index) => (2n ** 128n * BigInt(index)) / BigInt(to)),
  );
  expect(open.map(endOf)).toEqual([...open.slice(1).map((shard) => startOf(shard) - 1n), 2n ** 128n - 1n]);
});

test("what can't be resharded is refused", async () => {
  const stream = await newStream(3);
  const scale = (TargetShardCount: number) =>
    kinesis.send(new UpdateShardCountCommand({ StreamName: stream, TargetShardCount, ScalingType: "UNIFORM_SCALING" }));
  await expect(scale(7)).rejects.toMatchObject({ name: "LimitExceededException" });
  await expect(scale(1)).rejects.toMatchObject({ name: "LimitExceededException" });
  const [first, , third] = await openShardsOf(stream);
  const merge = kinesis.send(
    new MergeShardsCommand({ StreamName: stream, ShardToMerge: first?.ShardId, AdjacentShardToMerge: third?.ShardId }),
  );
  await expect(merge).rejects.toThrow(/are not an adjacent pair of shards eligible for merging/);
  const split = (NewStartingHashKey: string) =>
    kinesis.send(new SplitShardCommand({ StreamName: stream, ShardToSplit: first?.ShardId, NewStartingHashKey }));
  await expect(split("0")).rejects.toMatchObject({ name: "InvalidArgumentException" });
  await split("1");
  await expect(split("5")).rejects.toThrow(/has already been merged or split/);
});

test("whatever is put, split and merged, every record is read exactly once and in the order of its key", async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("put" as const), count: fc.integer({ min: 1, max: 30 }) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("split" as const), at: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("merge" as const), at: fc.nat() }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.integer({ min: 1, max: 50 }), async (steps, pageSize) => {
      const stream = await newStream(2);
      const sent: string[] = [];
      for (const action of steps) {
        const open = await openShardsOf(stream);
        if (action.kind === "put") {
          // Seven keys, so that each has many records whose order can be seen.
          const keys = Array.from({ length: action.count }, (_, index) => `key${index % 7}:${sent.length + index}`);
          await put(stream, keys);
          sent.push(...keys);
        } else if (action.kind === "split") {
          const shard = open[action.at % open.length];
          if (shard) await splitInHalf(stream, shard);
        } else if (open.length > 1) {
          const at = action.at % (open.length - 1);
          await kinesis.send(
            new MergeShardsCommand({
              StreamName: stream,
              ShardToMerge: open[at]?.ShardId,
              AdjacentShardToMerge: open[at + 1]?.ShardId,
            }),
          );
        }
      }
      const read = await readAll(stream, pageSize);
      expect([...read].sort()).toEqual([...sent].sort());
      for (let key = 0; key < 7; key += 1) {
        const ofKey = (texts: readonly string[]) => texts.filter((text) => text.startsWith(`key${key}:`));
        expect(ofKey(read)).toEqual(ofKey(sent));
      }
    }),
    { numRuns: 25 },
  );
});
