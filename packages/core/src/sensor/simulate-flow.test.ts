import { expect, test } from "vitest";
import { readingSchema } from "./reading.ts";
import { scenarioSchema } from "./scenario.ts";
import { type FlowOptions, simulateFlow } from "./simulate-flow.ts";
import type { SimulatedRecord } from "./simulated-record.ts";

const START = new Date("2026-11-23T12:00:00Z");

test("the same seed and start give the same records, another one others", () => {
  const records = flow({});
  expect(flow({})).toEqual(records);
  const ids = new Set(records.map(({ reading }) => reading.event_id));
  for (const other of [flow({ seed: 2 }), flow({ startTime: new Date(START.getTime() + 1) })]) {
    expect(other.some(({ reading }) => ids.has(reading.event_id))).toBe(false);
  }
});

test("times advance by the interval, and the sensors take turns", () => {
  const records = flow({ intervalMs: 250, sensors: 3 }, 7);
  expect(records.map(({ reading }) => reading.sensor_id)).toEqual([1001, 1002, 1003, 1001, 1002, 1003, 1001]);
  expect(records.map(({ reading }) => Date.parse(reading.event_time) - START.getTime())).toEqual([
    0, 250, 500, 750, 1000, 1250, 1500,
  ]);
});

test("no event_id comes twice, even where many readings fall into one millisecond", () => {
  const records = flow({ intervalMs: 0.001, sensors: 2 }, 20_000);
  expect(new Set(records.map(({ reading }) => reading.event_id)).size).toBe(20_000);
});

test("no reading is later than the latest time", () => {
  const latestTime = new Date(START.getTime() + 1000);
  const times = flow({ intervalMs: 300, latestTime }, 8).map(({ reading }) => Date.parse(reading.event_time));
  expect(Math.max(...times)).toBe(latestTime.getTime());
});

test("records are readings, and scenarios act on them", () => {
  for (const { reading, data } of flow({}, 50)) {
    expect(readingSchema.parse(JSON.parse(Buffer.from(data).toString("utf8")))).toEqual(reading);
  }
  const copies = flow({ scenarios: [scenarioSchema.parse({ name: "duplicates" })] }, 200);
  expect(copies.filter(({ fate }) => fate === "duplicate").length).toBeGreaterThan(10);
});

function flow(options: Partial<FlowOptions>, count = 40): SimulatedRecord[] {
  const endless = simulateFlow({ startTime: START, intervalMs: 100, ...options });
  return Array.from({ length: count }, () => endless.next().value);
}
