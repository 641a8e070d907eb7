import { readFileSync } from "node:fs";
import { fakeAlertWarehouse } from "@sensor-pipeline/core/alert/fake-alert-warehouse";
import { FakeClock } from "@sensor-pipeline/core/fake-clock";
import { expect, test } from "vitest";
import { alertsHandler } from "./alerts-handler.ts";
import { FakeCloudWatch } from "./fake-cloudwatch.ts";
import { fakeContext } from "./fake-context.ts";
import { LogCapture } from "./log-capture.ts";

function sqlFile(name: string): string {
  return readFileSync(new URL(`../../../sql/queries/${name}`, import.meta.url), "utf8");
}

function setUp(...answers: Parameters<typeof fakeAlertWarehouse>) {
  const api = fakeAlertWarehouse(...answers);
  const cloudWatch = new FakeCloudWatch();
  const log = new LogCapture();
  const handler = alertsHandler({
    environment: {
      stage: "dev",
      streamName: "readings",
      target: { workgroupName: "work", database: "sensors" },
      settings: { windowSeconds: 300, freshnessThresholdSeconds: 120, minimumRecords: 20 },
    },
    queries: {
      objects: sqlFile("alert-objects.sql"),
      summary: sqlFile("alert-summary.sql"),
      health: sqlFile("ingestion-health.sql"),
      usage: sqlFile("serverless-usage.sql"),
    },
    redshiftData: api.client,
    cloudWatch: cloudWatch.client,
    logger: log.logger,
    clock: new FakeClock(),
  });
  const invoke = (event: object = {}) => handler(event as never, fakeContext());
  return { api, cloudWatch, log, invoke };
}

test("an evaluation is published in one request and logged with its watermark", async () => {
  const { api, cloudWatch, log, invoke } = setUp({
    "alert-summary.sql": { watermark: "2026-11-23 11:59:50", sensors_high: 2 },
  });
  await invoke({ scheduledTime: "2026-11-23T12:00:00Z" });
  expect(cloudWatch.published).toEqual([expect.objectContaining({ SetupComplete: 1, SensorsHigh: 2, SensorsLow: 0 })]);
  expect(log.line("done")).toMatchObject({
    outcome: { state: "fresh", watermark: "2026-11-23T11:59:50.000Z", freshnessSeconds: 0 },
  });
  // Whoever waits for a statement hears of its end; everybody else, such as the alarm on failed ones, by its event.
  for (const input of api.inputsOf("execute")) {
    expect(input).toMatchObject({
      WithEvent: true,
      StatementName: expect.stringMatching(/^sensor-pipeline-dev: .+\.sql$/),
    });
  }
});

test("before set-up an invocation succeeds and says what to start", async () => {
  const { cloudWatch, log, invoke } = setUp({ "alert-objects.sql": { objects_found: 0 } });
  expect(await invoke()).toMatchObject({ state: "before set-up" });
  expect(cloudWatch.published).toEqual([{ SetupComplete: 0 }]);
  const message = "The warehouse is not set up: start the state machine sensor-pipeline-dev-setup.";
  expect(log.line(message)).toMatchObject({ level: "WARN" });
});

test("a failing statement fails the invocation, publishes nothing, and is logged with its file", async () => {
  const { cloudWatch, log, invoke } = setUp({}, { "alert-objects.sql": "ERROR: out of memory" });
  await expect(invoke()).rejects.toThrow(
    "alert-objects.sql: statement alert-objects.sql is FAILED: ERROR: out of memory",
  );
  expect(cloudWatch.published).toEqual([]);
  expect(log.line("failed")).toMatchObject({ error: { name: "StatementError", statement: "alert-objects.sql" } });
});

test("an event with a key it doesn't have is refused", async () => {
  await expect(setUp({}).invoke({ scheduled: "now" })).rejects.toThrow("scheduled");
});
