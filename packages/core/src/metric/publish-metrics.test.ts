import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { METRICS } from "./metrics.ts";
import { publishMetrics } from "./publish-metrics.ts";

const TIME = new Date("2026-11-23T12:00:00Z");

function recordingClient() {
  const requests: unknown[] = [];
  const client = new CloudWatchClient({ region: "eu-central-1" });
  client.middlewareStack.add(
    () => async (args) => {
      requests.push(args.input);
      return { output: { $metadata: {} }, response: {} };
    },
    { step: "initialize", name: "record" },
  );
  return { client, requests };
}

test("all values of a time go in one request, with name and unit of the metric and the stage as dimension", async () => {
  const { client, requests } = recordingClient();
  const values = [
    { metric: "recordsSent", value: 20 },
    { metric: "freshnessSeconds", value: 0 },
  ] as const;
  await publishMetrics({ client, stage: "dev", values, time: TIME });
  const shared = { Dimensions: [{ Name: "Stage", Value: "dev" }], Timestamp: TIME };
  expect(requests).toEqual([
    {
      Namespace: "SensorPipeline",
      MetricData: [
        { ...shared, MetricName: "RecordsSent", Unit: "Count", Value: 20 },
        { ...shared, MetricName: "FreshnessSeconds", Unit: "Seconds", Value: 0 },
      ],
    },
  ]);
});

test("no values make no request", async () => {
  const { client, requests } = recordingClient();
  await publishMetrics({ client, stage: "dev", values: [], time: TIME });
  expect(requests).toEqual([]);
});

test("more than a thousand values are split into requests of at most a thousand", async () => {
  const { client, requests } = recordingClient();
  const values = Array.from({ length: 2_001 }, () => ({ metric: "recordsSent", value: 1 }) as const);
  await publishMetrics({ client, stage: "dev", values, time: TIME });
  expect(requests.map((request) => (request as { MetricData: unknown[] }).MetricData.length)).toEqual([1000, 1000, 1]);
});

test("a value that CloudWatch refuses is named before anything is sent", async () => {
  const { client, requests } = recordingClient();
  const values = [{ metric: "freshnessSeconds", value: Number.NaN }] as const;
  await expect(publishMetrics({ client, stage: "dev", values, time: TIME })).rejects.toThrow(
    "Metric FreshnessSeconds can't have the value NaN.",
  );
  expect(requests).toEqual([]);
});

test("no two metrics share a name", () => {
  const names = Object.values(METRICS).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

test("a request that is given up says how much may be missing", async () => {
  const client = new CloudWatchClient({
    region: "eu-central-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
  });
  const signal = AbortSignal.abort(new Error("late"));
  const values = [{ metric: "recordsSent", value: 20 }] as const;
  await expect(publishMetrics({ client, stage: "dev", values, time: TIME, signal })).rejects.toThrow(
    "CloudWatch did not answer PutMetricData in time: 1 values may not be published.",
  );
});
