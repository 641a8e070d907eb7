import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ProvisionedThroughputExceededException,
  PutRecordCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, expect, test } from "vitest";
import { startTestAws } from "../../wire/test-aws.ts";
import { ManualClock } from "../manual-clock.ts";
import { createKinesisService } from "./index.ts";

const KIBIBYTE = 1024;
const REFUSED = {
  ErrorCode: "ProvisionedThroughputExceededException",
  ErrorMessage: expect.stringMatching(
    /^Rate exceeded for shard shardId-000000000000 in stream [\w-]+ under account 000000000000\.$/,
  ),
};

const clock = new ManualClock(Date.UTC(2026, 10, 23, 12));
const aws = await startTestAws({ services: [(context) => createKinesisService(context)], clock });
const kinesis = new KinesisClient(aws.client);
afterAll(async () => {
  kinesis.destroy();
  await aws.close();
});

async function newStream(StreamName: string): Promise<string> {
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  return StreamName;
}

function putMany(StreamName: string, count: number, bytes = 10) {
  const Records = Array.from({ length: count }, (_, index) => ({
    PartitionKey: String(index),
    Data: Buffer.alloc(bytes),
  }));
  return kinesis.send(new PutRecordsCommand({ StreamName, Records }));
}

function sumOf(name: string, stream: string): number {
  return aws.metrics
    .filter((metric) => metric.name === name && metric.dimensions.StreamName === stream)
    .reduce((sum, { value }) => sum + value, 0);
}

test("a shard takes 1,000 records a second, and each record above it is refused for itself", async () => {
  const stream = await newStream("records");
  await putMany(stream, 500);
  const full = await putMany(stream, 500);
  const over = await putMany(stream, 3);
  clock.advance(2);
  const partly = await putMany(stream, 3);
  expect([full.FailedRecordCount, over.FailedRecordCount, partly.FailedRecordCount]).toEqual([0, 3, 1]);
  expect(over.Records).toEqual([REFUSED, REFUSED, REFUSED]);
  expect(partly.Records?.map(({ SequenceNumber }) => SequenceNumber !== undefined)).toEqual([true, true, false]);
  expect(sumOf("IncomingRecords", stream)).toBe(1002);
  expect(sumOf("PutRecords.ThrottledRecords", stream)).toBe(4);
  expect(sumOf("WriteProvisionedThroughputExceeded", stream)).toBe(4);
});

test("a shard takes 1 MiB a second", async () => {
  const stream = await newStream("bytes");
  const answer = await putMany(stream, 3, 500 * KIBIBYTE);
  expect(answer.FailedRecordCount).toBe(1);
  await expect(
    kinesis.send(new PutRecordCommand({ StreamName: stream, PartitionKey: "k", Data: Buffer.alloc(500 * KIBIBYTE) })),
  ).rejects.toThrow(ProvisionedThroughputExceededException);
  expect(sumOf("IncomingBytes", stream)).toBe(2 * (500 * KIBIBYTE + 1));
});

test("a shard answers five GetRecords a second", async () => {
  const stream = await newStream("reads");
  const read = await reader(stream);
  for (let call = 0; call < 5; call += 1) await read();
  await expect(read()).rejects.toThrow(ProvisionedThroughputExceededException);
  expect(sumOf("ReadProvisionedThroughputExceeded", stream)).toBe(1);
  clock.advance(200);
  await read();
});

test("after a GetRecords of 10 MB those of the next five seconds fail", async () => {
  const stream = await newStream("large-reads");
  for (let second = 0; second < 12; second += 1) {
    await putMany(stream, 1, 1000 * KIBIBYTE);
    clock.advance(1000);
  }
  const read = await reader(stream);
  const { Records } = await read();
  expect(Records).toHaveLength(10);
  clock.advance(4800);
  await expect(read()).rejects.toThrow(ProvisionedThroughputExceededException);
  clock.advance(200);
  await read();
});

test.each([
  [
    "more than 500 records",
    501,
    1,
    "Value at 'records' failed to satisfy constraint: Member must have length less than or equal to 500",
  ],
  [
    "a record of more than 1 MiB",
    1,
    1024 * KIBIBYTE,
    "Value at 'records.1.member.data' failed to satisfy constraint: Member must have length less than or equal to 1048576",
  ],
  ["more than 10 MiB", 11, 1000 * KIBIBYTE, "Records size exceeds 10 MB limit"],
])("a request with %s is refused whole", async (name, count, bytes, message) => {
  const stream = await newStream(name.replaceAll(" ", "-"));
  await expect(putMany(stream, count, bytes)).rejects.toThrow(message);
  expect(sumOf("IncomingRecords", stream)).toBe(0);
});

async function reader(StreamName: string) {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId: "shardId-000000000000", ShardIteratorType: "TRIM_HORIZON" }),
  );
  return () => kinesis.send(new GetRecordsCommand({ ShardIterator }));
}
