import {
  AddTagsToStreamCommand,
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeLimitsCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  IncreaseStreamRetentionPeriodCommand,
  KinesisClient,
  ListShardsCommand,
  ListStreamsCommand,
  ListTagsForStreamCommand,
  PutRecordCommand,
  PutRecordsCommand,
  RegisterStreamConsumerCommand,
  RemoveTagsFromStreamCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateShardCountCommand,
  UpdateStreamModeCommand,
} from "@aws-sdk/client-kinesis";
import { afterAll, expect, test } from "vitest";
import { startTestAws } from "../../wire/test-aws.ts";
import { ManualClock } from "../manual-clock.ts";
import { createKinesisService } from "./index.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const clock = new ManualClock(NOW);
const aws = await startTestAws({ services: [(context) => createKinesisService(context)], clock });
const kinesis = new KinesisClient(aws.client);
afterAll(async () => {
  expect(aws.faults).toEqual([]);
  kinesis.destroy();
  await aws.close();
});

async function newStream(StreamName: string, ShardCount = 1): Promise<string> {
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount }));
  return StreamName;
}

async function iteratorOf(StreamName: string, input: Partial<GetShardIteratorCommandInput> = {}): Promise<string> {
  const { ShardIterator = "" } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: "shardId-000000000000",
      ShardIteratorType: "TRIM_HORIZON",
      ...input,
    }),
  );
  return ShardIterator;
}

async function textsFrom(ShardIterator: string): Promise<string[]> {
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  clock.advance(200);
  return Records.map(({ Data }) => Buffer.from(Data ?? []).toString());
}

async function put(StreamName: string, text: string): Promise<string> {
  const { SequenceNumber = "" } = await kinesis.send(
    new PutRecordCommand({ StreamName, PartitionKey: "k", Data: Buffer.from(text) }),
  );
  return SequenceNumber;
}

test("a record is read as it was put, with its metadata", async () => {
  const StreamName = await newStream("round-trip");
  const Data = Buffer.from([0, 255, 128, 10]);
  const { SequenceNumber, ShardId } = await kinesis.send(
    new PutRecordCommand({ StreamName, PartitionKey: "Fühler 1", Data }),
  );
  const answer = await kinesis.send(new GetRecordsCommand({ ShardIterator: await iteratorOf(StreamName) }));
  expect(ShardId).toBe("shardId-000000000000");
  expect(SequenceNumber).toMatch(/^49\d{54}$/);
  expect(answer.MillisBehindLatest).toBe(0);
  expect(answer.Records).toEqual([
    {
      SequenceNumber,
      PartitionKey: "Fühler 1",
      Data: new Uint8Array(Data),
      ApproximateArrivalTimestamp: new Date(clock.now()),
    },
  ]);
});

test("a partition key's MD5 decides on the shard, an explicit hash key overrides it", async () => {
  const StreamName = await newStream("hashing", 4);
  const { Records = [] } = await kinesis.send(
    new PutRecordsCommand({
      StreamName,
      Records: [
        // MD5 begins with 0c, b8 and again (overridden) 0c.
        { PartitionKey: "a", Data: Buffer.from("1") },
        { PartitionKey: "1001", Data: Buffer.from("2") },
        { PartitionKey: "a", ExplicitHashKey: String(2n ** 128n - 1n), Data: Buffer.from("3") },
      ],
    }),
  );
  expect(Records.map(({ ShardId }) => ShardId)).toEqual([
    "shardId-000000000000",
    "shardId-000000000002",
    "shardId-000000000003",
  ]);
});

test("each kind of iterator begins where it should", async () => {
  const StreamName = await newStream("iterators");
  const first = await put(StreamName, "first");
  clock.advance(1000);
  const secondAt = new Date(clock.now());
  await put(StreamName, "second");
  const latest = await iteratorOf(StreamName, { ShardIteratorType: "LATEST" });
  clock.advance(1000);
  await put(StreamName, "third");
  const read = async (input: Partial<GetShardIteratorCommandInput>) => textsFrom(await iteratorOf(StreamName, input));
  const at = { StartingSequenceNumber: first };
  expect(await read({})).toEqual(["first", "second", "third"]);
  expect(await read({ ShardIteratorType: "AT_SEQUENCE_NUMBER", ...at })).toEqual(["first", "second", "third"]);
  expect(await read({ ShardIteratorType: "AFTER_SEQUENCE_NUMBER", ...at })).toEqual(["second", "third"]);
  expect(await read({ ShardIteratorType: "AT_TIMESTAMP", Timestamp: secondAt })).toEqual(["second", "third"]);
  expect(await textsFrom(latest)).toEqual(["third"]);
});

test("MillisBehindLatest is the age of the oldest record still unread", async () => {
  const StreamName = await newStream("behind");
  await put(StreamName, "first");
  await put(StreamName, "second");
  clock.advance(7000);
  const ShardIterator = await iteratorOf(StreamName);
  const page = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
  const rest = await kinesis.send(new GetRecordsCommand({ ShardIterator: page.NextShardIterator }));
  expect([page.MillisBehindLatest, rest.MillisBehindLatest]).toEqual([7000, 0]);
});

test("an iterator ends after five minutes", async () => {
  const ShardIterator = await iteratorOf(await newStream("expiry"));
  clock.advance(300_000);
  await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  clock.advance(1);
  await expect(kinesis.send(new GetRecordsCommand({ ShardIterator }))).rejects.toMatchObject({
    name: "ExpiredIteratorException",
    message: expect.stringContaining("tolerated delay of 300000 milliseconds"),
  });
});

test("an iterator of a deleted stream does not read the next one of its name", async () => {
  const StreamName = await newStream("again");
  const ShardIterator = await iteratorOf(StreamName);
  await kinesis.send(new DeleteStreamCommand({ StreamName }));
  clock.advance(1);
  await newStream(StreamName);
  await expect(kinesis.send(new GetRecordsCommand({ ShardIterator }))).rejects.toThrow(ResourceNotFoundException);
});

test("records past the retention period are gone, and a longer one keeps them", async () => {
  const [short, long] = [await newStream("short"), await newStream("long")];
  await kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName: long, RetentionPeriodHours: 48 }));
  for (const StreamName of [short, long]) await put(StreamName, "old");
  clock.advance(25 * 3_600_000);
  for (const StreamName of [short, long]) await put(StreamName, "new");
  expect(await textsFrom(await iteratorOf(short))).toEqual(["new"]);
  expect(await textsFrom(await iteratorOf(long))).toEqual(["old", "new"]);
});

test("a stream is described by name and by ARN", async () => {
  const StreamARN = "arn:aws:kinesis:us-east-1:000000000000:stream/described";
  await newStream("described", 2);
  const { StreamDescriptionSummary: summary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamARN }));
  expect(summary).toMatchObject({
    StreamName: "described",
    StreamARN,
    StreamStatus: "ACTIVE",
    StreamModeDetails: { StreamMode: "PROVISIONED" },
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: new Date(clock.now()),
    EncryptionType: "NONE",
    OpenShardCount: 2,
  });
  const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName: "described", Limit: 1 }));
  expect(StreamDescription?.HasMoreShards).toBe(true);
  expect(StreamDescription?.Shards?.[0]?.HashKeyRange).toEqual({
    StartingHashKey: "0",
    EndingHashKey: String(2n ** 127n - 1n),
  });
});

test("shards and streams come in pages", async () => {
  await newStream("paged", 3);
  const first = await kinesis.send(new ListShardsCommand({ StreamName: "paged", MaxResults: 2 }));
  const rest = await kinesis.send(new ListShardsCommand({ NextToken: first.NextToken }));
  expect([first, rest].map(({ Shards }) => Shards?.length)).toEqual([2, 1]);
  expect(rest.NextToken).toBeUndefined();
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await kinesis.send(new ListStreamsCommand({ Limit: 2, NextToken }));
    names.push(...(page.StreamNames ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(names).toEqual([...new Set(names)].sort());
  expect(names).toContain("paged");
});

test("a stream has tags, and its mode can be changed", async () => {
  const StreamName = "tagged";
  await kinesis.send(
    new CreateStreamCommand({ StreamName, StreamModeDetails: { StreamMode: "ON_DEMAND" }, Tags: { a: "1" } }),
  );
  await kinesis.send(new AddTagsToStreamCommand({ StreamName, Tags: { b: "2", c: "3" } }));
  await kinesis.send(new RemoveTagsFromStreamCommand({ StreamName, TagKeys: ["a"] }));
  const { Tags } = await kinesis.send(new ListTagsForStreamCommand({ StreamName }));
  expect(Tags).toEqual([
    { Key: "b", Value: "2" },
    { Key: "c", Value: "3" },
  ]);
  expect((await kinesis.send(new DescribeLimitsCommand({}))).OnDemandStreamCount).toBe(1);
  const StreamARN = `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`;
  await kinesis.send(new UpdateStreamModeCommand({ StreamARN, StreamModeDetails: { StreamMode: "PROVISIONED" } }));
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  expect(StreamDescriptionSummary).toMatchObject({
    StreamModeDetails: { StreamMode: "PROVISIONED" },
    OpenShardCount: 4,
  });
});

test("a stream's mode is switched twice in 24 hours and its shards scaled ten times, and not once more", async () => {
  const StreamName = "restless";
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  const scale = (TargetShardCount: number) =>
    kinesis.send(new UpdateShardCountCommand({ StreamName, TargetShardCount, ScalingType: "UNIFORM_SCALING" }));
  for (let time = 0; time < 10; time += 1) await scale(1 + ((time + 1) % 2));
  await expect(scale(2)).rejects.toMatchObject({ name: "LimitExceededException" });
  const StreamARN = `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`;
  const become = (StreamMode: "ON_DEMAND" | "PROVISIONED") =>
    kinesis.send(new UpdateStreamModeCommand({ StreamARN, StreamModeDetails: { StreamMode } }));
  await become("ON_DEMAND");
  await become("PROVISIONED");
  await expect(become("ON_DEMAND")).rejects.toMatchObject({ name: "LimitExceededException" });
  clock.advance(24 * 3600 * 1000);
  await become("ON_DEMAND");
  await become("PROVISIONED");
  await scale(2);
});

test("what can't be done is refused in Kinesis's words", async () => {
  await newStream("taken");
  await expect(newStream("taken")).rejects.toThrow(ResourceInUseException);
  await expect(put("absent", "x")).rejects.toThrow("Stream absent under account 000000000000 not found.");
  await expect(iteratorOf("taken", { ShardId: "shardId-000000000007" })).rejects.toThrow(
    "Could not find shard shardId-000000000007 in stream taken under account 000000000000.",
  );
  await expect(
    iteratorOf("taken", { ShardIteratorType: "AT_SEQUENCE_NUMBER", StartingSequenceNumber: "7" }),
  ).rejects.toThrow(/^StartingSequenceNumber 7 used in GetShardIterator .* did not come from this stream\.$/);
  await expect(kinesis.send(new GetRecordsCommand({ ShardIterator: "x" }))).rejects.toThrow("Invalid ShardIterator.");
  await expect(
    kinesis.send(new RegisterStreamConsumerCommand({ StreamARN: "arn", ConsumerName: "c" })),
  ).rejects.toThrow('The operation "RegisterStreamConsumer" of the service "kinesis" is not supported');
  await expect(kinesis.send(new PutRecordsCommand({ StreamName: "taken", Records: [] }))).rejects.toThrow(
    "1 validation error detected: Value at 'records' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
  await expect(
    kinesis.send(
      new PutRecordsCommand({
        StreamName: "taken",
        Records: [{ PartitionKey: "x".repeat(257), Data: Buffer.from("") }],
      }),
    ),
  ).rejects.toThrow("Value at 'records.1.member.partitionKey' failed to satisfy constraint");
});
