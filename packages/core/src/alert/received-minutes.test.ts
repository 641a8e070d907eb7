import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { ReceivedRecordsError, receivedMinutes } from "./received-minutes.ts";

const RANGE = { start: new Date("2026-11-23T11:00:00Z"), end: new Date("2026-11-23T12:00:00Z") };

function ask(...pages: readonly object[]) {
  const client = new CloudWatchClient({ region: "eu-central-1" });
  const answers = pages.values();
  client.middlewareStack.add(() => async () => ({ output: { $metadata: {}, ...answers.next().value }, response: {} }), {
    step: "initialize",
    name: "fakeMetrics",
  });
  return receivedMinutes(client, "readings", RANGE);
}

function pageOf(status: string, times: readonly string[], nextToken?: string) {
  const Timestamps = times.map((time) => new Date(`2026-11-23T${time}:00Z`));
  return {
    MetricDataResults: [{ StatusCode: status, Timestamps, Values: times.map((_, index) => index + 1) }],
    NextToken: nextToken,
  };
}

test("minutes come from all pages", async () => {
  const minutes = await ask(pageOf("PartialData", ["11:01"], "more"), pageOf("Complete", ["11:02", "11:03"]));
  expect(minutes.map(({ minute, records }) => [minute.toISOString().slice(11, 16), records])).toEqual([
    ["11:01", 1],
    ["11:02", 1],
    ["11:03", 2],
  ]);
});

test("a stream without datapoints received nothing", async () => {
  expect(await ask(pageOf("Complete", []))).toEqual([]);
});

test.each([
  ["an internal error", pageOf("InternalError", [])],
  ["partial data without a page to follow", pageOf("PartialData", ["11:01"])],
  ["no result at all", { MetricDataResults: [] }],
])("%s is never taken for a quiet stream", async (_what, page) => {
  await expect(ask(page)).rejects.toThrow(ReceivedRecordsError);
});
