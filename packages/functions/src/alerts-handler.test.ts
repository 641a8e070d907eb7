import { readFileSync } from "node:fs";
import { FakeClock } from "@sensor-pipeline/core/fake-clock";
import { FakeDataApi } from "@sensor-pipeline/core/warehouse/fake-data-api";
import { expect, test } from "vitest";
import { alertsHandler } from "./alerts-handler.ts";
import { FakeCloudWatch } from "./fake-cloudwatch.ts";
import { fakeContext } from "./fake-context.ts";
import { LogCapture } from "./log-capture.ts";

const COUNTS = {
  records_landed: 40,
  records_visible: 40,
  duplicate_records: 0,
  records_quarantined: 0,
  high_temperature_readings: 2,
  low_temperature_readings: 0,
  sensors_in_error: 0,
};
const FINISHED = { Id: "id", Status: "FINISHED", HasResultSet: true };

function sqlFile(name: string): string {
  return readFileSync(new URL(`../../../sql/queries/${name}`, import.meta.url), "utf8");
}

function resultOf(row: Readonly<Record<string, number>>, times: Readonly<Record<string, string>> = {}) {
  const columns = [...Object.keys(row).map((name) => ({ name, typeName: "int8" }))];
  const timeColumns = Object.keys(times).map((name) => ({ name, typeName: "timestamp" }));
  return {
    ColumnMetadata: [...columns, ...timeColumns],
    Records: [
      [
        ...Object.values(row).map((longValue) => ({ longValue })),
        ...Object.values(times).map((stringValue) => ({ stringValue })),
      ],
    ],
  };
}

function setUp(answers: ConstructorParameters<typeof FakeDataApi>[0]) {
  const api = new FakeDataApi(answers);
  const cloudWatch = new FakeCloudWatch();
  const log = new LogCapture();
  const handler = alertsHandler({
    environment: {
      stage: "dev",
      streamName: "readings",
      target: { workgroupName: "work", database: "sensors" },
      settings: { windowSeconds: 300, freshnessThresholdSeconds: 120, minimumRecords: 20 },
    },
    queries: { objects: sqlFile("alert-objects.sql"), summary: sqlFile("alert-summary.sql") },
    redshiftData: api.client,
    cloudWatch: cloudWatch.client,
    logger: log.logger,
    clock: new FakeClock(),
  });
  const invoke = (event: object = {}) => handler(event as never, fakeContext());
  return { api, cloudWatch, log, invoke };
}

test("an evaluation is published in one request and logged with its watermark", async () => {
  const times = { watermark: "2026-11-23 11:59:50", evaluated_at: "2026-11-23 12:00:00" };
  const { cloudWatch, log, invoke } = setUp({
    execute: [FINISHED],
    result: [resultOf({ objects_found: 2 }), resultOf(COUNTS, times)],
  });
  await invoke({ scheduledTime: "2026-11-23T12:00:00Z" });
  expect(cloudWatch.published).toEqual([
    expect.objectContaining({ SetupComplete: 1, HighTemperatureReadings: 2, LowTemperatureReadings: 0 }),
  ]);
  expect(log.line("done")).toMatchObject({
    outcome: { state: "fresh", watermark: "2026-11-23T11:59:50.000Z", freshnessSeconds: 0 },
  });
});

test("before set-up an invocation succeeds and says what to start", async () => {
  const { cloudWatch, log, invoke } = setUp({ execute: [FINISHED], result: [resultOf({ objects_found: 0 })] });
  expect(await invoke()).toMatchObject({ state: "before set-up" });
  expect(cloudWatch.published).toEqual([{ SetupComplete: 0 }]);
  const message = "The warehouse is not set up: start the state machine sensor-pipeline-dev-setup.";
  expect(log.line(message)).toMatchObject({ level: "WARN" });
});

test("a failing statement fails the invocation, publishes nothing, and is logged with its file", async () => {
  const { cloudWatch, log, invoke } = setUp({
    execute: [{ Id: "id", Status: "FAILED" }],
    describe: [{ Status: "FAILED", Error: "ERROR: out of memory" }],
  });
  await expect(invoke()).rejects.toThrow("alert-objects.sql: statement id is FAILED: ERROR: out of memory");
  expect(cloudWatch.published).toEqual([]);
  expect(log.line("failed")).toMatchObject({ error: { name: "StatementError", statement: "alert-objects.sql" } });
});

test("an event with a key it doesn't have is refused", async () => {
  await expect(setUp({}).invoke({ scheduled: "now" })).rejects.toThrow("scheduled");
});
