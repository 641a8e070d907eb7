import { expect, test } from "vitest";
import { SimulatedClock } from "../simulated-clock.ts";
import { FakeKinesis, requestError } from "./fake-kinesis.ts";
import type { ProduceOptions } from "./produce-options.ts";
import type { ProduceProgress } from "./produce-progress.ts";
import { produceRecords } from "./produce-records.ts";
import type { FailedRecord, StreamRecord } from "./stream-record.ts";

const THROTTLED = "ProvisionedThroughputExceededException";

function record(index: number): StreamRecord {
  return { partitionKey: `key-${index}`, data: Buffer.from(`reading ${index}`) };
}

function* recordsOf(count: number): Generator<StreamRecord> {
  for (let index = 0; index < count; index += 1) yield record(index);
}

function produce(kinesis: FakeKinesis, more: Partial<ProduceOptions<StreamRecord>> = {}) {
  return produceRecords({
    client: kinesis.client,
    streamName: "demo-stream",
    records: recordsOf(3),
    clock: new SimulatedClock(),
    random: () => 1,
    ...more,
  });
}

test("all records are sent once, and the result says so", async () => {
  const kinesis = new FakeKinesis(() => []);
  const result = await produce(kinesis, { records: recordsOf(1_201) });
  expect(result).toMatchObject({ asked: 1_201, sent: 1_201, failed: 0, unsent: 0, retried: 0, failures: {} });
  expect(result.stopped).toBeUndefined();
  expect(new Set(kinesis.accepted).size).toBe(1_201);
});

test("records come from an async iterable too, and are sent when it has nothing for a while", async () => {
  const clock = new SimulatedClock();
  async function* slow() {
    yield record(0);
    yield record(1);
    await clock.sleep(60_000);
    yield record(2);
  }
  const kinesis = new FakeKinesis(() => []);
  expect(await produce(kinesis, { records: slow(), clock })).toMatchObject({ asked: 3, sent: 3 });
  expect(kinesis.requests).toEqual([2, 1]);
});

test("what a source had nothing to give for is not made up for", async () => {
  const clock = new SimulatedClock();
  const startedAt = clock.now();
  async function* pausing() {
    for (let index = 0; index < 100; index += 1) yield record(index);
    await clock.sleep(60_000);
    for (let index = 100; index < 200; index += 1) yield record(index);
  }
  const result = await produce(new FakeKinesis(() => []), { records: pausing(), ratePerSecond: 10, clock });
  expect(result).toMatchObject({ sent: 200, behindMs: 0 });
  expect(clock.now() - startedAt).toBeGreaterThan(60_000 + 19_000);
});

test("no more records are pulled than are about to be sent", async () => {
  const stop = new AbortController();
  let pulled = 0;
  function* endless() {
    for (;;) {
      pulled += 1;
      yield record(pulled);
    }
  }
  const kinesis = new FakeKinesis(() => []);
  kinesis.onRequest = () => {
    if (kinesis.requests.length === 20) stop.abort();
  };
  const result = await produce(kinesis, { records: endless(), signal: stop.signal });
  expect(result.asked).toBe(pulled);
  expect(pulled).toBeLessThan(20 * 250 + 5 * 500);
  expect(result.sent + result.unsent).toBe(pulled);
  expect(result.stopped).toMatchObject({ reason: "signal" });
});

test("an open circuit is waited for, and its records are not given up", async () => {
  const down = requestError("InternalFailure", 500);
  const kinesis = new FakeKinesis(...Array<Error>(7).fill(down), () => []);
  const clock = new SimulatedClock();
  const startedAt = clock.now();
  const result = await produce(kinesis, { clock, maxRetries: 10, concurrency: 1 });
  expect(result).toMatchObject({ asked: 3, sent: 3, requests: 8, circuit: "closed" });
  expect(clock.now() - startedAt).toBeGreaterThan(3 * 30_000);
});

test("a stream that disappears ends the run with what is not in it told", async () => {
  const told: FailedRecord[] = [];
  const kinesis = new FakeKinesis(() => [], requestError("ResourceNotFoundException", 400));
  const result = await produce(kinesis, {
    records: recordsOf(1_000_000),
    onFailed: (failed) => void told.push(...failed),
  });
  expect(result.stopped?.reason).toBe("stream");
  expect(result.sent).toBe(kinesis.accepted.length);
  expect(result.sent + result.failed + result.unsent).toBe(result.asked);
  expect(result.failures).toEqual({ ResourceNotFoundException: result.failed });
  expect(told).toHaveLength(result.failed + result.unsent);
  expect(result.asked).toBeLessThan(5_000);
});

test("failed records that can't be kept end the run and are counted all the same", async () => {
  const kinesis = new FakeKinesis(() => [THROTTLED]);
  const result = await produce(kinesis, {
    records: recordsOf(100_000),
    maxRetries: 0,
    onFailed: async () => {
      throw new Error("no space left on device");
    },
  });
  expect(result.stopped).toMatchObject({ reason: "onFailed", message: expect.stringContaining("no space left") });
  expect(result.failures[THROTTLED]).toBeGreaterThan(0);
  expect(result.sent + result.failed + result.unsent).toBe(result.asked);
  expect(result.asked).toBeLessThan(5_000);
});

test("records that can't be read end the run after those before have been sent", async () => {
  function* broken() {
    yield* recordsOf(10);
    throw new Error("line 11 is no JSON");
  }
  const result = await produce(new FakeKinesis(() => []), { records: broken() });
  expect(result).toMatchObject({ asked: 10, sent: 10, stopped: { reason: "records" } });
});

test("progress is told four times a second and at the end", async () => {
  const told: ProduceProgress[] = [];
  const kinesis = new FakeKinesis(() => []);
  await produce(kinesis, {
    records: recordsOf(1_000),
    ratePerSecond: 100,
    onProgress: (progress) => void told.push(progress),
  });
  expect(told.length).toBeGreaterThan(38);
  expect(told.at(20)?.perSecond).toBeGreaterThan(90);
  expect(told.at(20)?.perSecond).toBeLessThan(110);
  expect(told.at(-1)).toMatchObject({ asked: 1_000, sent: 1_000 });
});

test.each([{ ratePerSecond: 0 }, { ratePerSecond: Number.NaN }, { concurrency: 0 }])(
  "%j is refused before anything is pulled",
  async (options) => {
    await expect(produce(new FakeKinesis(() => []), options)).rejects.toThrow(RangeError);
  },
);
