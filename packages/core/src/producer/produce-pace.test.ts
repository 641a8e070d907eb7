import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { SimulatedClock } from "../simulated-clock.ts";
import { sizeOf } from "./batch.ts";
import { FakeKinesis, shardsOf } from "./fake-kinesis.ts";
import type { ProduceOptions } from "./produce-options.ts";
import type { ProduceProgress } from "./produce-progress.ts";
import { produceRecords } from "./produce-records.ts";
import type { StreamRecord } from "./stream-record.ts";

const HOUR_MS = 3_600_000;
const MEBIBYTE = 1024 * 1024;
const THROTTLED = "ProvisionedThroughputExceededException";

interface Given {
  readonly at: number;
  readonly shard: number;
  readonly records: number;
  readonly bytes: number;
}

/** A run against a stream with so many shards that notes what each was given, and when since the start. */
async function watchedRun(
  shardCount: number,
  count: number,
  more: Partial<ProduceOptions<StreamRecord>> & {
    readonly record?: (index: number) => StreamRecord;
    readonly answer?: (request: number, clock: SimulatedClock) => Promise<readonly string[] | undefined>;
    readonly mode?: "ON_DEMAND";
    readonly reshard?: (kinesis: FakeKinesis, milliseconds: number) => void;
  } = {},
) {
  const { record = uniqueRecord, answer, reshard, mode = "PROVISIONED", ...options } = more;
  const clock = new SimulatedClock();
  const startedAt = clock.now();
  const given: Given[] = [];
  const told: ProduceProgress[] = [];
  let codes: readonly string[] | undefined;
  const kinesis = new FakeKinesis(() => codes ?? []);
  kinesis.shards = shardsOf(shardCount);
  kinesis.mode = mode;
  kinesis.onRequest = async (records) => {
    for (let shard = 0; shard < kinesis.shards.length; shard += 1) {
      const own = records.filter(({ PartitionKey }) => shardOf(PartitionKey ?? "", kinesis.shards.length) === shard);
      const bytes = own.reduce((sum, { PartitionKey = "", Data = new Uint8Array() }) => {
        return sum + sizeOf({ partitionKey: PartitionKey, data: Data });
      }, 0);
      if (own.length > 0) given.push({ at: clock.now() - startedAt, shard, records: own.length, bytes });
    }
    reshard?.(kinesis, clock.now() - startedAt);
    codes = await answer?.(kinesis.requests.length, clock);
  };
  const result = await produceRecords({
    client: kinesis.client,
    streamName: "demo-stream",
    records: recordsOf(count, record),
    clock,
    random: () => 1,
    onProgress: (progress) => void told.push(progress),
    ...options,
  });
  return { result, given, told, kinesis };
}

function* recordsOf(count: number, record: (index: number) => StreamRecord): Generator<StreamRecord> {
  for (let index = 0; index < count; index += 1) yield record(index);
}

function uniqueRecord(index: number): StreamRecord {
  return { partitionKey: `sensor-${index}`, data: Buffer.from(`reading ${index}`) };
}

/** Kinesis' own rule, written another way than the producer's. */
function shardOf(partitionKey: string, shardCount: number): number {
  const hash = BigInt(`0x${createHash("md5").update(partitionKey).digest("hex")}`);
  return Math.min(shardCount - 1, Number(hash / (2n ** 128n / BigInt(shardCount))));
}

/** The most that any window of so many milliseconds has. */
function most(given: readonly Given[], windowMs: number, amount: (one: Given) => number): number {
  let highest = 0;
  let sum = 0;
  let first = 0;
  for (const one of given) {
    sum += amount(one);
    for (let oldest = given[first]; oldest && oldest.at <= one.at - windowMs; oldest = given[first]) {
      sum -= amount(oldest);
      first += 1;
    }
    highest = Math.max(highest, sum);
  }
  return highest;
}

function expectWithinShardLimits(given: readonly Given[], shardCount: number): void {
  for (let shard = 0; shard < shardCount; shard += 1) {
    const own = given.filter((one) => one.shard === shard);
    expect(most(own, 1_000, ({ records }) => records)).toBeLessThanOrEqual(1_000);
    expect(most(own, 1_000, ({ bytes }) => bytes)).toBeLessThanOrEqual(MEBIBYTE);
  }
}

test.each([0.2, 3.7])("at %d records a second each record of an hour is sent when it is due", async (ratePerSecond) => {
  const count = Math.round((ratePerSecond * HOUR_MS) / 1_000);
  const { result, given } = await watchedRun(1, count, { ratePerSecond });
  expect(result).toMatchObject({ asked: count, sent: count, behindMs: 0 });
  let index = 0;
  for (const { at, records } of given) {
    const dueAt = (index * 1_000) / ratePerSecond;
    expect(Math.abs(at - dueAt)).toBeLessThan(1);
    index += records;
  }
  expect(most(given, 1_000, ({ records }) => records)).toBeLessThanOrEqual(Math.ceil(ratePerSecond));
});

test("requests that take long do not slow the rate down", async () => {
  const answer = (_: number, clock: SimulatedClock) => clock.sleep(700).then(() => undefined);
  const { result, given } = await watchedRun(2, 30_000, { ratePerSecond: 100, concurrency: 1, answer });
  expect(result.sent).toBe(30_000);
  expect(result.seconds).toBeGreaterThan(299);
  expect(result.seconds).toBeLessThan(301.5);
  expectWithinShardLimits(given, 2);
});

test("after a request that hung the run catches up, without a burst above the shards' limits", async () => {
  const answer = async (request: number, clock: SimulatedClock) => {
    await clock.sleep(request === 50 ? 9_000 : 20);
    return undefined;
  };
  const { result, given, told } = await watchedRun(2, 50_000, { ratePerSecond: 500, concurrency: 1, answer });
  expect(Math.max(...told.map(({ behindMs }) => behindMs))).toBeGreaterThan(8_000);
  expect(told.find(({ behindMs }) => behindMs > 5_000)?.heldBackBy).toBe("answers");
  expect(told.slice(-40).every(({ behindMs, heldBackBy }) => behindMs < 200 && !heldBackBy)).toBe(true);
  expect(result.seconds).toBeLessThan(100.5);
  expectWithinShardLimits(given, 2);
});

test("a rate above what the shards take is held at their limits, and progress says so", async () => {
  const { result, given, told, kinesis } = await watchedRun(4, 40_000, { ratePerSecond: 50_000 });
  expect(result).toMatchObject({ sent: 40_000, throttled: 0, shards: 4 });
  expect(told.at(-2)?.heldBackBy).toBe("shards");
  expect(result.seconds).toBeLessThan(11.5);
  expectWithinShardLimits(given, 4);
  expect(kinesis.requests.length).toBeLessThan(400);
});

test("without a rate a stream is filled up to its shards' limits", async () => {
  const { result, given } = await watchedRun(3, 30_000);
  expect(result.perSecond).toBeGreaterThan(2_700);
  expectWithinShardLimits(given, 3);
});

test("a single key gets what its one shard takes", async () => {
  const record = (index: number) => ({ ...uniqueRecord(index), partitionKey: "1001" });
  const { result, given } = await watchedRun(4, 10_000, { ratePerSecond: 4_000, record });
  expect(result.perSecond).toBeGreaterThan(950);
  expect(result.heldBackBy).toBe("shards");
  expectWithinShardLimits(given, 4);
});

test("the records of a second are spread over it", async () => {
  const one = await watchedRun(1, 10_000, { ratePerSecond: 1_000 });
  expect(one.result.seconds).toBeLessThan(10.1);
  expect(most(one.given, 200, ({ records }) => records)).toBeLessThanOrEqual(300);
  expectWithinShardLimits(one.given, 1);
  const many = await watchedRun(1, 100_000, { ratePerSecond: 50_000, mode: "ON_DEMAND" });
  expect(many.result.shards).toBeUndefined();
  expect(many.result.seconds).toBeLessThan(2.1);
  expect(most(many.given, 100, ({ records }) => records)).toBeLessThanOrEqual(5_500);
});

test("large records are paced by their bytes", async () => {
  const record = (index: number) => ({ partitionKey: `key-${index}`, data: new Uint8Array(100 * 1024) });
  const { result, given } = await watchedRun(2, 200, { record });
  expect(result.sent).toBe(200);
  expect(result.seconds).toBeLessThan(15);
  expectWithinShardLimits(given, 2);
});

test("a record as large as a second of its shard passes", async () => {
  const record = (index: number) => ({ partitionKey: String(index), data: new Uint8Array(MEBIBYTE - 1) });
  const { result, given } = await watchedRun(1, 5, { record });
  expect(result.sent).toBe(5);
  expectWithinShardLimits(given, 1);
});

test("records that are sent again count against their shards like others", async () => {
  const answer = async (request: number) => (request % 3 === 0 ? Array<string>(50).fill(THROTTLED) : undefined);
  const options = { ratePerSecond: 900, retryBaseDelayMs: 50, maxRetries: 10, answer };
  const { result, given } = await watchedRun(1, 9_000, options);
  expect(result.sent).toBe(9_000);
  expect(result.throttled).toBeGreaterThan(1_000);
  expectWithinShardLimits(given, 1);
});

test("after a reshard the new shards are used", async () => {
  const reshard = (kinesis: FakeKinesis, milliseconds: number) => {
    if (milliseconds >= 30_000) kinesis.shards = shardsOf(4, 1);
  };
  const { result } = await watchedRun(1, 130_000, { ratePerSecond: 3_000, reshard });
  expect(result).toMatchObject({ sent: 130_000, shards: 4, throttled: 0 });
  expect(result.seconds).toBeLessThan(60);
});
