import { readFileSync } from "node:fs";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { StatementError } from "../warehouse/errors.ts";
import type { WarehouseTarget } from "../warehouse/warehouse-target.ts";
import { alertSummaryRow, ingestionHealthRow } from "./alert-summary.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";
import { type AlertFile, fakeAlertWarehouse } from "./fake-alert-warehouse.ts";

const queries = {
  objects: sqlFile("alert-objects.sql"),
  summary: sqlFile("alert-summary.sql"),
  health: sqlFile("ingestion-health.sql"),
  usage: sqlFile("serverless-usage.sql"),
};
const settings = { windowSeconds: 300, freshnessThresholdSeconds: 120, minimumRecords: 20 };

const COUNTS = {
  records_landed: 100,
  records_visible: 80,
  duplicate_records: 15,
  records_quarantined: 5,
  undecodable_records: 2,
  high_temperature_readings: 3,
  low_temperature_readings: 0,
  sensors_high: 2,
  sensors_low: 0,
  sensors_in_error: 1,
  sensors_silent: 4,
  sensors_stuck: 6,
};

/** What is published of how records are ingested, whatever they are worth: of the quiet rows, half a minute after. */
const INGESTION = {
  failedRefreshes: 0,
  fullRefreshes: 0,
  scanLagSeconds: 0,
  skippedRecords: 0,
  scanErrors: 0,
  chargedRpuSeconds: 1440,
};

function sqlFile(name: string): string {
  return readFileSync(new URL(`../../../../sql/queries/${name}`, import.meta.url), "utf8");
}

interface Situation {
  readonly objects?: number;
  readonly watermark?: string | null;
  readonly counts?: Partial<typeof COUNTS>;
  readonly latency?: string | null;
  readonly lastLanding?: string | null;
  readonly health?: Readonly<Record<string, string | number | null>>;
  /** Records the stream received, by minute. */
  readonly received?: Readonly<Record<string, number>>;
  readonly errors?: Readonly<Partial<Record<AlertFile, string>>>;
  readonly target?: WarehouseTarget;
}

function evaluate(situation: Situation) {
  const { objects = 3, watermark = "2026-11-23 11:59:40.5", latency = "42.5", counts, received = {} } = situation;
  const { lastLanding = "2026-11-23 11:59:30", health = {}, errors } = situation;
  const summary = { watermark, last_landing: lastLanding, latency_seconds: latency, ...COUNTS, ...counts };
  const api = fakeAlertWarehouse(
    { "alert-objects.sql": { objects_found: objects }, "alert-summary.sql": summary, "ingestion-health.sql": health },
    errors,
  );
  const asked: unknown[] = [];
  const cloudWatch = new CloudWatchClient({ region: "eu-central-1" });
  cloudWatch.middlewareStack.add(
    () => async (args) => {
      asked.push(args.input);
      const Timestamps = Object.keys(received).map((time) => new Date(`2026-11-23T${time}:00Z`));
      const result = { Id: "received", StatusCode: "Complete", Timestamps, Values: Object.values(received) };
      return { output: { $metadata: {}, MetricDataResults: [result] }, response: {} };
    },
    { step: "initialize", name: "fakeMetrics" },
  );
  const target = situation.target ?? { workgroupName: "work", database: "sensors" };
  const warehouse = { client: api.client, target, clock: new FakeClock() };
  const evaluation = evaluateAlerts({ warehouse, cloudWatch, streamName: "readings", settings, queries });
  return { evaluation, api, asked };
}

async function metricsOf(situation: Situation): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await evaluate(situation).evaluation;
  return Object.fromEntries(metrics.map(({ metric, value }) => [metric, value]));
}

test("before set-up an evaluation succeeds, asks nothing but the catalog, and publishes only that", async () => {
  const { evaluation, api, asked } = evaluate({ objects: 2 });
  expect(await evaluation).toEqual({ state: "before set-up", metrics: [{ metric: "setupComplete", value: 0 }] });
  expect(api.inputsOf("execute")).toHaveLength(1);
  expect(asked).toEqual([]);
});

test("of fresh data every count is published with the watermark it is worth", async () => {
  const result = await evaluate({}).evaluation;
  expect(result).toMatchObject({
    state: "fresh",
    watermark: new Date("2026-11-23T11:59:40.500Z"),
    freshnessSeconds: 0,
    summary: COUNTS,
  });
  expect(await metricsOf({})).toEqual({
    setupComplete: 1,
    freshnessSeconds: 0,
    watermarkAgeSeconds: 19.5,
    secondsSinceRefresh: 0,
    ...INGESTION,
    latencySeconds: 42.5,
    highTemperatureReadings: 3,
    lowTemperatureReadings: 0,
    sensorsHigh: 2,
    sensorsLow: 0,
    sensorsInError: 1,
    sensorsSilent: 4,
    sensorsStuck: 6,
    recordsVisible: 80,
    recordsQuarantined: 5,
    duplicateRecords: 15,
    undecodableRecords: 2,
    invalidRecordPercent: 5,
    duplicateRecordPercent: 15,
  });
});

test("where fresh data has nothing to report, zeros are published, and nothing of what there is none of", async () => {
  const nothing = Object.fromEntries(Object.keys(COUNTS).map((name) => [name, 0]));
  const empty = { watermark: null, latency: null, lastLanding: null, health: { last_refresh: null } };
  const { setupComplete, chargedRpuSeconds: _, ...counts } = await metricsOf({ ...empty, counts: nothing });
  expect(setupComplete).toBe(1);
  expect(Object.values(counts)).toEqual(Array(20).fill(0));
  expect(Object.keys(counts)).not.toContain("latencySeconds");
});

test("of stale data nothing is published but its age and how it is ingested", async () => {
  const situation = { watermark: "2026-11-23 11:54:20", received: { "11:55": 20, "11:59": 20 } };
  expect((await evaluate(situation).evaluation).state).toBe("stale");
  expect(await metricsOf(situation)).toEqual({
    setupComplete: 1,
    freshnessSeconds: 300,
    watermarkAgeSeconds: 340,
    secondsSinceRefresh: 5,
    ...INGESTION,
  });
});

test("the last refresh is the newest of its own record and of what it landed, and counts while records wait for one", async () => {
  const waiting = { watermark: "2026-11-23 11:58:20", received: { "11:59": 20 } };
  const since = async (more: Situation) => (await metricsOf({ ...waiting, ...more })).secondsSinceRefresh;
  expect(await since({ health: { last_refresh: "2026-11-23 11:40:00" } })).toBe(30);
  expect(await since({ health: { last_refresh: null }, lastLanding: "2026-11-23 11:50:00" })).toBe(600);
  expect(await since({ health: { last_refresh: null }, lastLanding: null })).toBeUndefined();
  expect(await since({ health: { last_refresh: "2026-11-23 11:40:00" }, received: {} })).toBe(0);
});

test("what the system views say of ingestion is published as it is", async () => {
  const health = { failed_refreshes: 2, full_refreshes: 1, skipped_rows: "7", scan_lag_seconds: 90, scan_errors: 3 };
  expect(await metricsOf({ health })).toMatchObject({
    failedRefreshes: 2,
    fullRefreshes: 1,
    skippedRecords: 7,
    scanLagSeconds: 90,
    scanErrors: 3,
  });
});

test("a cluster is not asked what it charged, and nothing is published of it", async () => {
  const target = { clusterIdentifier: "cluster", database: "sensors" };
  const { evaluation, api } = evaluate({ target });
  const published = (await evaluation).metrics.map(({ metric }) => metric);
  expect(published).not.toContain("chargedRpuSeconds");
  expect(api.inputsOf("execute")).toHaveLength(3);
});

test("data as old as the threshold is still fresh", async () => {
  const situation = { watermark: "2026-11-23 11:57:20", received: { "11:58": 20 } };
  expect(await metricsOf(situation)).toMatchObject({ freshnessSeconds: 120, recordsVisible: 80 });
});

test("ratios are 0 while too few records landed to say anything", async () => {
  const few = { records_landed: 19, records_quarantined: 10, duplicate_records: 9 };
  expect(await metricsOf({ counts: few })).toMatchObject({
    invalidRecordPercent: 0,
    duplicateRecordPercent: 0,
    recordsQuarantined: 10,
  });
  expect(await metricsOf({ counts: { records_landed: 20, records_quarantined: 1 } })).toMatchObject({
    invalidRecordPercent: 5,
  });
});

test("the window goes to the warehouse as a parameter, and CloudWatch is asked for the minutes since the watermark", async () => {
  const { evaluation, api, asked } = evaluate({ watermark: "2026-11-23 11:54:20" });
  await evaluation;
  expect(api.inputsOf("execute")[1]).toMatchObject({
    StatementName: "alert-summary.sql",
    Parameters: [{ name: "window_seconds", value: "300" }],
  });
  const dimensions = [{ Name: "StreamName", Value: "readings" }];
  expect(asked).toEqual([
    expect.objectContaining({
      StartTime: new Date("2026-11-23T11:55:00Z"),
      EndTime: new Date("2026-11-23T12:00:00Z"),
      MetricDataQueries: [
        {
          Id: "received",
          MetricStat: {
            Metric: { Namespace: "AWS/Kinesis", MetricName: "IncomingRecords", Dimensions: dimensions },
            Period: 60,
            Stat: "Sum",
          },
        },
      ],
    }),
  ]);
});

test("a statement that fails after set-up fails the evaluation with the file's name", async () => {
  for (const file of ["alert-summary.sql", "ingestion-health.sql", "serverless-usage.sql"] as const) {
    const reason = "ERROR: permission denied for relation sensor_records";
    const error = await evaluate({ errors: { [file]: reason } }).evaluation.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StatementError);
    expect(error).toMatchObject({ statement: file, reason });
  }
});

test("every column that an answer is read by is one that its query selects", () => {
  for (const [text, row] of [
    [queries.summary, alertSummaryRow],
    [queries.health, ingestionHealthRow],
  ] as const) {
    const selected = text.slice(text.lastIndexOf("\nSELECT"));
    for (const column of Object.keys(row.shape)) expect(selected).toMatch(new RegExp(`\\b${column}\\b`));
  }
});
