import { readFileSync } from "node:fs";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { StatementError } from "../warehouse/errors.ts";
import { FakeDataApi } from "../warehouse/fake-data-api.ts";
import { alertSummaryRow } from "./alert-summary.ts";
import { evaluateAlerts } from "./evaluate-alerts.ts";

const queries = { objects: sqlFile("alert-objects.sql"), summary: sqlFile("alert-summary.sql") };
const settings = { windowSeconds: 300, freshnessThresholdSeconds: 120, minimumRecords: 20 };

const COUNTS = {
  records_landed: 100,
  records_visible: 80,
  duplicate_records: 15,
  records_quarantined: 5,
  high_temperature_readings: 3,
  low_temperature_readings: 0,
  sensors_in_error: 1,
};

function sqlFile(name: string): string {
  return readFileSync(new URL(`../../../../sql/queries/${name}`, import.meta.url), "utf8");
}

/** A result set with one row, typed as Redshift types such a query. */
function resultOf(row: Readonly<Record<string, number | string | null>>) {
  const typeOf = (name: string) => (name === "watermark" || name === "evaluated_at" ? "timestamp" : "int8");
  return {
    ColumnMetadata: Object.keys(row).map((name) => ({ name, label: name, typeName: typeOf(name) })),
    Records: [
      Object.values(row).map((value) => {
        if (value === null) return { isNull: true };
        return typeof value === "number" ? { longValue: value } : { stringValue: value };
      }),
    ],
  };
}

interface Situation {
  readonly objects?: number;
  readonly watermark?: string | null;
  readonly counts?: Partial<typeof COUNTS>;
  /** Records the stream received, by minute. */
  readonly received?: Readonly<Record<string, number>>;
  readonly describe?: object;
}

function evaluate(situation: Situation) {
  const { objects = 2, watermark = "2026-11-23 11:59:40.5", counts, received = {}, describe } = situation;
  const summary = { evaluated_at: "2026-11-23 12:00:00", watermark, ...COUNTS, ...counts };
  const failing = { Id: "summary", Status: "FAILED" };
  const finished = (Id: string) => ({ Id, Status: "FINISHED", HasResultSet: true });
  const api = new FakeDataApi({
    execute: [finished("objects"), describe ? failing : finished("summary")],
    ...(describe && { describe: [describe] }),
    result: [resultOf({ objects_found: objects }), resultOf(summary)],
  });
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
  const target = { workgroupName: "work", database: "sensors" };
  const warehouse = { client: api.client, target, clock: new FakeClock() };
  const evaluation = evaluateAlerts({ warehouse, cloudWatch, streamName: "readings", settings, queries });
  return { evaluation, api, asked };
}

async function metricsOf(situation: Situation): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await evaluate(situation).evaluation;
  return Object.fromEntries(metrics.map(({ metric, value }) => [metric, value]));
}

test("before set-up an evaluation succeeds, asks nothing but the catalog, and publishes only that", async () => {
  const { evaluation, api, asked } = evaluate({ objects: 1 });
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
    highTemperatureReadings: 3,
    lowTemperatureReadings: 0,
    sensorsInError: 1,
    recordsVisible: 80,
    recordsQuarantined: 5,
    duplicateRecords: 15,
    invalidRecordPercent: 5,
  });
});

test("where fresh data has nothing to report, zeros are published", async () => {
  const nothing = Object.fromEntries(Object.keys(COUNTS).map((name) => [name, 0]));
  const { setupComplete, ...counts } = await metricsOf({ watermark: null, counts: nothing });
  expect(setupComplete).toBe(1);
  expect(Object.values(counts)).toEqual(Array(8).fill(0));
});

test("of stale data nothing but its age is published", async () => {
  const situation = { watermark: "2026-11-23 11:54:20", received: { "11:55": 20, "11:59": 20 } };
  expect((await evaluate(situation).evaluation).state).toBe("stale");
  expect(await metricsOf(situation)).toEqual({ setupComplete: 1, freshnessSeconds: 300 });
});

test("data as old as the threshold is still fresh", async () => {
  const situation = { watermark: "2026-11-23 11:57:20", received: { "11:58": 20 } };
  expect(await metricsOf(situation)).toMatchObject({ freshnessSeconds: 120, recordsVisible: 80 });
});

test("the ratio of invalid records is 0 while too few records landed to say anything", async () => {
  const few = { records_landed: 19, records_quarantined: 19 };
  expect(await metricsOf({ counts: few })).toMatchObject({ invalidRecordPercent: 0, recordsQuarantined: 19 });
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
  const describe = { Status: "FAILED", Error: "ERROR: permission denied for relation sensor_records" };
  const error = await evaluate({ describe }).evaluation.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(StatementError);
  expect(error).toMatchObject({ statement: "alert-summary.sql", reason: describe.Error });
});

test("every column the summary is read by is one the query selects", () => {
  const selected = queries.summary.slice(queries.summary.lastIndexOf("SELECT"));
  for (const column of Object.keys(alertSummaryRow.shape)) expect(selected).toMatch(new RegExp(`\\b${column}\\b`));
});
