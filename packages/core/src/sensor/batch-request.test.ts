import { expect, test } from "vitest";
import { batchRequestSchema, simulationOf } from "./batch-request.ts";
import { simulateBatch } from "./simulator.ts";

const TIME = "2026-11-23T12:00:00Z";

test("a request with nothing but its time is one reading of each of twenty sensors", () => {
  const records = simulateBatch(simulationOf(batchRequestSchema.parse({ scheduledTime: TIME })));
  expect(records).toEqual(simulateBatch({ scheduledTime: new Date(TIME) }));
  expect(records).toHaveLength(20);
});

test("everything asked for reaches the simulator", () => {
  const request = { scheduledTime: TIME, seed: 3, sensors: 4, records: 8, scenarios: [{ name: "sensor-error" }] };
  const records = simulateBatch(simulationOf(batchRequestSchema.parse(request)));
  expect(records).toHaveLength(8);
  expect(records.filter(({ reading }) => reading.status === "ERROR")).toHaveLength(2);
  expect(records[0]?.reading.event_id).not.toBe(simulateBatch({ scheduledTime: new Date(TIME) })[0]?.reading.event_id);
});

test("times with another offset stand for the same moment and give the same batch", () => {
  const batchAt = (scheduledTime: string) => simulateBatch(simulationOf(batchRequestSchema.parse({ scheduledTime })));
  expect(batchAt("2026-11-23T13:00:00+01:00")).toEqual(batchAt(TIME));
});

test.each([
  ["no time", {}],
  ["a time that is none", { scheduledTime: "<aws.scheduler.scheduled-time>" }],
  ["no sensors", { scheduledTime: TIME, sensors: 0 }],
  ["half a record", { scheduledTime: TIME, records: 0.5 }],
  ["more records than one function can send", { scheduledTime: TIME, records: 1e9 }],
  ["an unknown key", { scheduledTime: TIME, sensor: 1 }],
])("a request with %s is refused", (_what, request) => {
  expect(batchRequestSchema.safeParse(request).success).toBe(false);
});
