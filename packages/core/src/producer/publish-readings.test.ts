import fc from "fast-check";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import { type FakeAnswer, FakeKinesis, requestError } from "./fake-kinesis.ts";
import { type PublishOptions, publishReadings } from "./publish-readings.ts";
import type { StreamRecord } from "./stream-record.ts";

const THROTTLED = "ProvisionedThroughputExceededException";

function recordsOf(count: number): readonly StreamRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    partitionKey: String(1001 + (index % 20)),
    data: Buffer.from(`reading ${index}`),
  }));
}

function publish(kinesis: FakeKinesis, more: Partial<PublishOptions<StreamRecord>> = {}) {
  return publishReadings({
    client: kinesis.client,
    streamName: "demo-stream",
    records: recordsOf(3),
    clock: new FakeClock(),
    random: () => 1,
    ...more,
  });
}

test("all records are sent in batches of at most 500, in order", async () => {
  const kinesis = new FakeKinesis(() => []);
  const result = await publish(kinesis, { records: recordsOf(1_201) });
  expect(result).toEqual({ asked: 1_201, sent: 1_201, retried: 0, requests: 3, failed: [] });
  expect(kinesis.requests).toEqual([500, 500, 201]);
  expect(kinesis.accepted).toEqual(recordsOf(1_201).map(({ data }) => Buffer.from(data).toString("utf8")));
});

test("only the records the stream refused are sent again, after a delay that doubles", async () => {
  const clock = new FakeClock();
  const kinesis = new FakeKinesis(
    () => [undefined, THROTTLED, "InternalFailure"],
    () => [undefined, THROTTLED],
    () => [],
  );
  const result = await publish(kinesis, { clock, retryBaseDelayMs: 500 });
  expect(result).toEqual({ asked: 3, sent: 3, retried: 2, requests: 3, failed: [] });
  expect(kinesis.requests).toEqual([3, 2, 1]);
  expect(clock.sleeps).toEqual([500, 1_000]);
});

test("delays are anything up to their bound", async () => {
  const clock = new FakeClock();
  await publish(new FakeKinesis(() => [THROTTLED]), { clock, random: () => 0.25, maxRetries: 6, maxDelayMs: 8_000 });
  expect(clock.sleeps).toEqual([125, 250, 500, 1_000, 2_000, 2_000]);
});

test("after the last retry the result names each record that is not in the stream, and why", async () => {
  const refusing = new FakeKinesis((records) =>
    records.map(({ PartitionKey }) => (PartitionKey === "1002" ? THROTTLED : undefined)),
  );
  const records = recordsOf(3);
  const result = await publish(refusing, { records, maxRetries: 2 });
  expect(refusing.requests).toEqual([3, 1, 1]);
  expect(result).toEqual({
    asked: 3,
    sent: 2,
    retried: 1,
    requests: 3,
    failed: [{ record: records[1], code: THROTTLED, message: `${THROTTLED} for a test`, attempts: 3 }],
  });
});

test.each([
  ["a refused permission", requestError("AccessDeniedException", 400), 1],
  ["missing credentials", requestError("CredentialsProviderError"), 1],
  ["an answer that can't be read", requestError("SyntaxError", 200), 4],
  ["a throttled request", requestError("ProvisionedThroughputExceededException", 400), 4],
  ["a failure of the service", requestError("InternalFailure", 500), 4],
  ["a broken connection", requestError("Error"), 4],
  ["a time-out", requestError("TimeoutError"), 4],
] as const)("%s fails the whole request and is sent as often as it makes sense", async (_what, error, requests) => {
  const result = await publish(new FakeKinesis(error));
  expect(result).toMatchObject({ asked: 3, sent: 0, requests });
  expect(result.failed).toHaveLength(3);
  for (const { code, message, attempts } of result.failed) {
    expect({ code, message, attempts }).toEqual({ code: error.name, message: error.message, attempts: requests });
  }
});

test("after five failed requests in a row the rest is not sent any more", async () => {
  const kinesis = new FakeKinesis(requestError("InternalFailure", 500));
  const result = await publish(kinesis, { records: recordsOf(2_000) });
  expect(kinesis.requests).toHaveLength(5);
  expect(result.sent).toBe(0);
  expect(result.failed).toHaveLength(2_000);
  const open = result.failed.filter(({ code }) => code === "CircuitOpen");
  expect(open).toHaveLength(1_500);
  expect(open[0]?.message).toContain("InternalFailure");
  expect(open.at(-1)).toMatchObject({ attempts: 0, message: "Not sent: 5 requests in a row failed." });
});

test("a breaker that is shared lets one request try after its cool-down, and all when that one succeeds", async () => {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker({ now: () => clock.now(), failureThreshold: 2, coolDownMs: 60_000 });
  await publish(new FakeKinesis(requestError("InternalFailure", 500)), { clock, breaker });
  const kinesis = new FakeKinesis(() => []);
  expect((await publish(kinesis, { clock, breaker })).failed.map(({ code }) => code)).toEqual(
    Array(3).fill("CircuitOpen"),
  );
  await clock.sleep(60_000);
  expect(breaker.state).toBe("half-open");
  expect((await publish(kinesis, { clock, breaker })).sent).toBe(3);
  expect(breaker.state).toBe("closed");
});

test("a record that no stream takes is rejected with its reason and the others are sent", async () => {
  const big = { partitionKey: "1001", data: new Uint8Array(1024 * 1024) };
  const kinesis = new FakeKinesis(() => []);
  const result = await publish(kinesis, { records: [...recordsOf(2), big] });
  expect(result.sent).toBe(2);
  expect(result.failed).toEqual([
    {
      record: big,
      code: "RecordTooLarge",
      message: "The record has 1048580 bytes with its partition key; at most 1048576 fit.",
      attempts: 0,
    },
  ]);
});

test("an aborted producer stops and accounts for what it did not send", async () => {
  const stop = new AbortController();
  const kinesis = new FakeKinesis(() => []);
  kinesis.onRequest = () => stop.abort();
  const result = await publish(kinesis, { records: recordsOf(700), signal: stop.signal });
  expect(result.sent).toBe(500);
  expect(result.failed.map(({ code }) => code)).toEqual(Array(200).fill("Aborted"));
});

test("several requests in flight send every record once", async () => {
  const kinesis = new FakeKinesis(() => []);
  const result = await publish(kinesis, { records: recordsOf(5_000), concurrency: 4 });
  expect(result.sent).toBe(5_000);
  expect(new Set(kinesis.accepted).size).toBe(5_000);
});

test("no concurrency at all is refused instead of sending nothing", async () => {
  await expect(publish(new FakeKinesis(() => []), { concurrency: 0 })).rejects.toThrow(RangeError);
});

const anyCode = fc.option(fc.constantFrom(THROTTLED, "InternalFailure"), { nil: undefined });
const anyAnswer: fc.Arbitrary<FakeAnswer> = fc.oneof(
  { weight: 4, arbitrary: fc.array(anyCode, { maxLength: 12 }).map((codes) => () => codes) },
  fc.constantFrom(
    requestError("InternalFailure", 500),
    requestError("TimeoutError"),
    requestError("AccessDeniedException", 400),
  ),
);

test("whatever goes wrong, every record is either in the stream or named as failed", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAnswer, { minLength: 1, maxLength: 12 }),
      fc.record({
        count: fc.nat(60),
        maxRecords: fc.integer({ min: 1, max: 12 }),
        maxRequestBytes: fc.integer({ min: 5, max: 200 }),
        maxRetries: fc.nat(4),
        concurrency: fc.integer({ min: 1, max: 3 }),
        abortAfter: fc.option(fc.nat(6)),
      }),
      async (answers, { count, abortAfter, ...options }) => {
        const kinesis = new FakeKinesis(...answers);
        const stop = new AbortController();
        kinesis.onRequest = () => {
          if (abortAfter !== null && kinesis.requests.length > abortAfter) stop.abort();
        };
        const records = recordsOf(count);
        const result = await publish(kinesis, { records, signal: stop.signal, ...options });
        expect(result.asked).toBe(count);
        expect(result.sent).toBe(kinesis.accepted.length);
        expect(result.requests).toBe(kinesis.requests.length);
        const failed = result.failed.map(({ record }) => Buffer.from(record.data).toString("utf8"));
        const all = records.map(({ data }) => Buffer.from(data).toString("utf8"));
        expect([...kinesis.accepted, ...failed].sort()).toEqual(all.sort());
        for (const { code, message } of result.failed) expect(code && message).not.toBe("");
      },
    ),
    { numRuns: 300 },
  );
});
