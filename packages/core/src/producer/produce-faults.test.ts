import { KinesisClient } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uniform } from "../sensor/seeded.ts";
import { SimulatedClock } from "../simulated-clock.ts";
import { StreamCheckError } from "./errors.ts";
import { type Fault, FaultyKinesis, FaultyStream } from "./faulty-kinesis.ts";
import { KINESIS_CLIENT_OPTIONS } from "./kinesis-client-options.ts";
import { produceRecords } from "./produce-records.ts";
import type { FailedRecord, StreamRecord } from "./stream-record.ts";

const RUNS = 1_000;
const SEED = 20_261_126;

/** Real milliseconds after which a hung request is given up; long enough that no other request takes so long. */
const REQUEST_TIMEOUT_MS = 150;

const endpoint = new FaultyKinesis();
let client: KinesisClient;

beforeAll(async () => {
  client = new KinesisClient({
    ...KINESIS_CLIENT_OPTIONS,
    requestHandler: new NodeHttpHandler({ requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true }),
    endpoint: await endpoint.listen(),
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (error instanceof Error && error.name === "TimeoutError") timeouts += 1;
        throw error;
      }
    },
    { step: "initialize", name: "countTimeouts" },
  );
});

afterAll(() => {
  client.destroy();
  endpoint.close();
});

const isTaken = fc.boolean();
const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 24, arbitrary: fc.constant<Fault>({ kind: "none" }) },
  {
    weight: 24,
    arbitrary: fc.record({
      kind: fc.constant("refused"),
      code: fc.constantFrom("ProvisionedThroughputExceededException", "InternalFailure"),
      indexes: fc.array(fc.nat(12), { minLength: 1, maxLength: 12 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("error"),
      status: fc.constantFrom(500, 503),
      code: fc.constantFrom("InternalFailure", "ServiceUnavailable"),
      isTaken,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("error"),
      status: fc.constant(400),
      code: fc.constantFrom("ProvisionedThroughputExceededException", "InvalidArgumentException"),
      isTaken: fc.constant(false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("error"),
      status: fc.constant(400),
      code: fc.constantFrom("ExpiredTokenException", "ResourceNotFoundException"),
      isTaken: fc.constant(false),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("reset"), isTaken }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("hung"), isTaken }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("wrong"),
      answer: fc.constantFrom("no JSON", "nothing", "too short", "no outcome"),
    }),
  },
);

const anyRun = fc.record({
  faults: fc.array(anyFault, { maxLength: 16 }),
  count: fc.nat(40),
  options: fc.record({
    maxRecords: fc.integer({ min: 1, max: 12 }),
    maxRequestBytes: fc.integer({ min: 12, max: 400 }),
    maxRetries: fc.nat(4),
    concurrency: fc.integer({ min: 1, max: 3 }),
    isStreamChecked: fc.nat(4).map((one) => one > 0),
    ratePerSecond: fc.option(fc.constantFrom(0.2, 100, 5_000), { nil: undefined }),
  }),
  isAsync: fc.boolean(),
  abortAt: fc.option(fc.nat(12), { freq: 3 }),
  throwAtTelling: fc.option(fc.nat(3), { freq: 4 }),
  throwAtRecord: fc.option(fc.nat(40), { freq: 6 }),
});

let runs = 0;
let timeouts = 0;
let compared = 0;

test(`whatever goes wrong, in ${RUNS} runs the counts add up and every record has one outcome, which is the endpoint's`, async () => {
  await fc.assert(
    fc.asyncProperty(anyRun, async ({ faults, count, options, isAsync, abortAt, throwAtTelling, throwAtRecord }) => {
      runs += 1;
      const streamName = `run-${runs}`;
      const stop = new AbortController();
      const stream = new FaultyStream(faults, (request) => {
        if (request === abortAt) stop.abort();
      });
      if (abortAt === 0) stop.abort();
      endpoint.streams.set(streamName, stream);
      const pulled: string[] = [];
      const told: FailedRecord[] = [];
      let tellings = 0;
      let lastTold = 0;
      let jitters = 0;
      timeouts = 0;
      const producing = produceRecords({
        client,
        streamName,
        clock: new SimulatedClock(),
        random: () => uniform(runs, jitters++),
        records: isAsync
          ? asynchronous(recordsOf(count, throwAtRecord, pulled))
          : recordsOf(count, throwAtRecord, pulled),
        signal: stop.signal,
        onFailed: async (failed) => {
          told.push(...failed);
          tellings += 1;
          if (tellings - 1 !== throwAtTelling) return;
          lastTold = failed.length;
          throw new Error("No space left on device.");
        },
        ...options,
      });
      const result = await producing.catch((error: Error) => error);
      if (result instanceof StreamCheckError && timeouts > 0) {
        // This machine was too slow for the look at the stream.
        expect(pulled).toEqual([]);
        return;
      }
      if (result instanceof Error) throw result;

      expect(result.sent + result.failed + result.unsent).toBe(result.asked);
      expect(result.asked).toBe(pulled.length);
      expect(Object.values(result.failures).reduce((sum, one) => sum + one, 0)).toBe(result.failed);
      expect(result.requests).toBeGreaterThanOrEqual(stream.requests);
      if (!result.stopped) expect([result.asked, result.unsent]).toEqual([count, 0]);

      const notSent = told.map(({ record }) => textOf(record));
      const isNotSent = new Set(notSent);
      expect(isNotSent.size).toBe(notSent.length);
      for (const { code, message } of told) expect(code && message).not.toBe("");
      // A healthy request that this machine was too slow for is a lost answer that the endpoint knows nothing of.
      if (timeouts > stream.hung) return;
      const isBrokenOff = result.stopped !== undefined;
      for (const text of notSent) {
        if (!isBrokenOff) expect(stream.confirmed.get(text) ?? 0).toBe(0);
      }
      const { records: notKept = 0 } = result.notKept ?? {};
      expect(notSent.length - lastTold + notKept).toBe(result.failed + result.unsent);
      if (result.notKept) return;
      const sent = pulled.filter((text) => !isNotSent.has(text));
      expect(sent.length).toBe(result.sent);
      for (const text of sent) expect(stream.confirmed.get(text)).toBe(1);
      compared += 1;
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(compared).toBeGreaterThan(RUNS / 4);
}, 120_000);

function* recordsOf(count: number, throwAt: number | null, pulled: string[]): Generator<StreamRecord> {
  for (let index = 0; index < count; index += 1) {
    if (index === throwAt) throw new Error("The source broke.");
    const text = `reading ${index}`;
    pulled.push(text);
    yield { partitionKey: String(1001 + (index % 20)), data: Buffer.from(text) };
  }
}

async function* asynchronous<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

function textOf({ data }: StreamRecord): string {
  return Buffer.from(data).toString("utf8");
}
