import { expect, test } from "vitest";
import { renderStatus } from "./render-status.ts";
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
  notifications: [
    { at: "2026-11-26T12:00:00.000Z", alarm: "temperature-high", summary: "Successfully executed action arn" },
  ],
  executions: [],
};

test("a cycle in which all that was sent has landed has no failures", () => {
  expect(createReport({ ...run, setup, status })).toMatchObject({
    sent: 20,
    landed: 20,
    visible: 18,
    quarantined: 1,
    duplicates: 1,
    notifications: status.notifications,
    failures: [],
  });
});

test("what alarms have sent stands in the status, the newest five of it", () => {
  const at = (minute: number) => `2026-11-26T12:0${minute}:00.000Z`;
  const notifications = [6, 5, 4, 3, 2, 1].map((minute) => ({ at: at(minute), alarm: `a${minute}`, summary: "Sent" }));
  const lines = renderStatus({ ...status, notifications }, { width: 80, colour: false, now: new Date(at(7)) });
  expect(lines.filter((line) => line.includes("Sent"))).toEqual([
    "sent         12:06:00 a6: Sent",
    "             12:05:00 a5: Sent",
    "             12:04:00 a4: Sent",
    "             12:03:00 a3: Sent",
    "             12:02:00 a2: Sent",
  ]);
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

test("what IAM denied is a failure also where nothing else went wrong, and told once", () => {
  const denied = "User: a is not authorized to perform: sqs:sendmessage";
  expect(createReport({ ...run, setup, status, refused: [denied] }).failures).toEqual([denied]);
  const error = `The function failed: ${denied}`;
  expect(createReport({ ...run, error, refused: [denied] }).failures).toEqual([error]);
});
