import { FakeClock } from "@sensor-pipeline/core/fake-clock";
import { type FakeAnswer, FakeKinesis, requestError } from "@sensor-pipeline/core/producer/fake-kinesis";
import { RecordsNotSentError } from "@sensor-pipeline/core/producer/records-not-sent-error";
import { expect, test } from "vitest";
import { FakeCloudWatch } from "./fake-cloudwatch.ts";
import { fakeContext } from "./fake-context.ts";
import { LogCapture } from "./log-capture.ts";
import { InvalidEventError } from "./middleware/parse-event.ts";
import { producerHandler } from "./producer-handler.ts";

const EVENT = { scheduledTime: "2026-11-23T12:00:00Z", seed: 7 };
const DENIED = requestError("AccessDeniedException", 400);

function setUp(...answers: readonly FakeAnswer[]) {
  const kinesis = new FakeKinesis(...answers);
  const cloudWatch = new FakeCloudWatch();
  const log = new LogCapture();
  const handler = producerHandler({
    environment: { stage: "dev", streamName: "readings", region: "eu-central-1", maxRetries: 3, retryBaseDelayMs: 500 },
    kinesis: kinesis.client,
    cloudWatch: cloudWatch.client,
    logger: log.logger,
    clock: new FakeClock(),
    random: () => 0,
  });
  const invoke = (event: object) => handler(event as never, fakeContext());
  return { kinesis, cloudWatch, log, invoke };
}

test("an event sends its batch, publishes what was sent in one request, and logs the outcome", async () => {
  const { kinesis, cloudWatch, log, invoke } = setUp(() => []);
  const outcome = { scheduledTime: EVENT.scheduledTime, asked: 20, sent: 20, retried: 0, requests: 1 };
  expect(await invoke(EVENT)).toEqual(outcome);
  expect(kinesis.accepted).toHaveLength(20);
  expect(cloudWatch.published).toEqual([{ RecordsSent: 20, RecordsFailed: 0, RecordsRetried: 0 }]);
  expect(log.line("done")).toMatchObject({ level: "INFO", function_request_id: "request-1", outcome });
});

test("the same event sends the same bytes, so that a retry of Lambda's collapses", async () => {
  const { kinesis, invoke } = setUp(() => []);
  await invoke(EVENT);
  await invoke(EVENT);
  expect(kinesis.accepted.slice(20)).toEqual(kinesis.accepted.slice(0, 20));
});

test("a record that is not sent fails the invocation, after its metrics are published", async () => {
  const { cloudWatch, log, invoke } = setUp((records) =>
    records.map(({ PartitionKey }) => (PartitionKey === "1007" ? "InternalFailure" : undefined)),
  );
  const error = await invoke(EVENT).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RecordsNotSentError);
  expect(String(error)).toContain('1 of 20 records are not in stream "readings" (1 InternalFailure)');
  expect((error as RecordsNotSentError).result.failed).toMatchObject([
    { record: { partitionKey: "1007" }, attempts: 4 },
  ]);
  expect(cloudWatch.published).toEqual([{ RecordsSent: 19, RecordsFailed: 1, RecordsRetried: 1 }]);
  expect(log.line("failed")).toMatchObject({ level: "ERROR", error: { name: "RecordsNotSentError" } });
  expect(JSON.stringify(log.lines), "the bytes of records are not logged").not.toContain("partitionKey");
});

test("an invocation that fails stays that failure when its metrics fail too, and both are logged", async () => {
  const { cloudWatch, log, invoke } = setUp(DENIED);
  cloudWatch.failure = new Error("no metrics today");
  await expect(invoke(EVENT)).rejects.toThrow(RecordsNotSentError);
  expect(log.line("failed")).toMatchObject({ error: { name: "RecordsNotSentError" } });
  expect(log.line("The metrics of a failed invocation could not be published.")).toMatchObject({
    error: { message: "no metrics today" },
  });
});

test("metrics that can't be published fail an invocation that went well, and are not published twice", async () => {
  const { cloudWatch, invoke } = setUp(() => []);
  cloudWatch.failure = new Error("no metrics today");
  await expect(invoke(EVENT)).rejects.toThrow("no metrics today");
  cloudWatch.failure = undefined;
  await invoke(EVENT);
  expect(cloudWatch.published).toEqual([{ RecordsSent: 20, RecordsFailed: 0, RecordsRetried: 0 }]);
});

test("the circuit stays open between the invocations of one environment", async () => {
  const { kinesis, invoke } = setUp(requestError("InternalFailure", 500));
  await expect(invoke(EVENT)).rejects.toThrow("20 InternalFailure");
  await expect(invoke(EVENT)).rejects.toThrow("20 CircuitOpen");
  expect(kinesis.requests).toHaveLength(5);
});

test.each([
  ["without its time", {}, "scheduledTime"],
  ["with a key it doesn't have", { ...EVENT, sensor: 3 }, "sensor"],
  ["with an unknown scenario", { ...EVENT, scenarios: [{ name: "earthquake" }] }, "Choose one of: heat-wave"],
])("an event %s is refused by name and nothing is sent", async (_what, event, problem) => {
  const { kinesis, invoke } = setUp(() => []);
  const error = await invoke(event).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidEventError);
  expect(String(error)).toContain(problem);
  expect(kinesis.requests).toEqual([]);
});
