import { expect, test } from "vitest";
import { createReport } from "./report.ts";
import type { PipelineStatus } from "./status.ts";

const run = { stage: "dev", region: "us-east-1", speed: 12, timings: [] };
const setup = { executionArn: "arn", status: "SUCCEEDED", states: ["Look up"], output: {} };
const status: PipelineStatus = {
  sent: 20,
  failed: 0,
  records: { landed: 20, visible: 18, duplicate: 1, quarantined: 1 },
  metrics: {},
  alarms: [{ name: "temperature-high", state: "OK", reason: "" }],
  executions: [],
};

test("a cycle in which all that was sent has landed has no failures", () => {
  expect(createReport({ ...run, setup, status })).toMatchObject({
    sent: 20,
    landed: 20,
    visible: 18,
    quarantined: 1,
    duplicates: 1,
    failures: [],
  });
});

test("each thing that is missing is a failure of its own, in words", () => {
  const broken: PipelineStatus = {
    ...status,
    records: { landed: 3, visible: 0, duplicate: 0, quarantined: 3 },
    alarms: [{ name: "temperature-high", state: "INSUFFICIENT_DATA", reason: "" }],
  };
  expect(
    createReport({ ...run, setup: { ...setup, status: "FAILED", cause: "no role" }, status: broken }).failures,
  ).toEqual([
    "Set-up ended FAILED: no role",
    "Of 20 readings sent, only 3 landed in the warehouse.",
    "No reading is visible in sensor_data_stream.",
    "No alarm has left INSUFFICIENT_DATA.",
  ]);
});

test("an error that ended the cycle is the one failure", () => {
  expect(createReport({ ...run, error: "The port 4566 is in use." }).failures).toEqual(["The port 4566 is in use."]);
});
