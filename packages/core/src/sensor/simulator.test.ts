import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "../stage/stage-settings.ts";
import { readingSchema } from "./reading.ts";
import { SCENARIO_NAMES, type Scenario, scenarioSchema } from "./scenario.ts";
import type { SimulatedRecord } from "./simulated-record.ts";
import { type SimulationOptions, simulateBatch } from "./simulator.ts";

const NOON = new Date("2026-11-23T12:00:00Z");
const MINUTE_MS = 60_000;
/** So many equal temperatures make a sensor stuck, unless a stage says otherwise. */
const STUCK_READINGS = defaultSettings("dev").sensors.stuckReadings;

const anyBatch: fc.Arbitrary<SimulationOptions> = fc.record({
  scheduledTime: fc.date({ min: new Date("2020-01-01Z"), max: new Date("2035-01-01Z"), noInvalidDate: true }),
  seed: fc.integer(),
  sensors: fc.integer({ min: 1, max: 30 }),
  records: fc.integer({ min: 0, max: 90 }),
  scenarios: fc.subarray(SCENARIO_NAMES.map((name): Scenario => ({ name }))),
});

test("a batch is a pure function of its options", () => {
  fc.assert(
    fc.property(anyBatch, (options) => {
      expect(simulateBatch(options)).toEqual(simulateBatch(options));
    }),
    { numRuns: 50 },
  );
});

test("every reading is valid and has an event_id that no other reading has, and its copies share it", () => {
  fc.assert(
    fc.property(anyBatch, (options) => {
      const records = simulateBatch(options);
      for (const { reading, partitionKey } of records) {
        expect(readingSchema.parse(reading)).toEqual(reading);
        expect(partitionKey).toBe(String(reading.sensor_id));
      }
      const times = new Map<string, string>();
      for (const { reading } of records) {
        const place = `${reading.sensor_id} ${reading.event_time}`;
        expect(times.get(reading.event_id) ?? place).toBe(place);
        times.set(reading.event_id, place);
      }
      const visible = records.filter(({ fate }) => fate === "visible").map(({ reading }) => reading.event_id);
      expect(new Set(visible).size).toBe(visible.length);
    }),
    { numRuns: 50 },
  );
});

test("without a scenario a batch has one visible JSON reading of each of the sensors 1001 to 1020", () => {
  const records = simulateBatch({ scheduledTime: NOON });
  expect(records.map(({ reading }) => reading.sensor_id)).toEqual(Array.from({ length: 20 }, (_, i) => 1001 + i));
  for (const { data, reading, fate } of records) {
    expect(fate).toBe("visible");
    expect(JSON.parse(Buffer.from(data).toString("utf8"))).toEqual(reading);
    expect(reading.event_time).toBe("2026-11-23T12:00:00.000Z");
    expect(reading.created_date).toBe("2026-11-23");
  }
});

test("more records than sensors are dealt in turn over the span before the scheduled time", () => {
  const records = simulateBatch({ scheduledTime: NOON, sensors: 2, records: 5, spanSeconds: 60 });
  expect(records.map(({ reading }) => [reading.sensor_id, reading.event_time.slice(11, 19)])).toEqual([
    [1001, "11:59:20"],
    [1002, "11:59:20"],
    [1001, "11:59:40"],
    [1002, "11:59:40"],
    [1001, "12:00:00"],
  ]);
});

test("another seed and another time give other readings", () => {
  const ids = [{ seed: 1 }, { seed: 2 }, { seed: 1, scheduledTime: new Date(NOON.getTime() + 1) }].map(
    (options) => simulateBatch({ scheduledTime: NOON, ...options })[0]?.reading.event_id,
  );
  expect(new Set(ids).size).toBe(3);
});

test("over a month alerts are rare but not absent, and a status outlasts single readings", () => {
  const batches = Array.from({ length: 30 * 24 * 4 }, (_, quarter) =>
    simulateBatch({ scheduledTime: new Date(NOON.getTime() + quarter * 15 * MINUTE_MS) }).map(({ reading }) => reading),
  );
  const readings = batches.flat();
  const shareOf = (count: number) => count / readings.length;
  const outside = readings.filter(({ current_temperature: value }) => value > 40 || value < 0).length;
  expect(outside).toBeGreaterThan(0);
  expect(shareOf(outside)).toBeLessThan(0.005);
  const inactive = readings.filter(({ status }) => status !== "ACTIVE").length;
  expect(inactive).toBeGreaterThan(0);
  expect(shareOf(inactive)).toBeLessThan(0.03);
  let changes = 0;
  batches.slice(1).forEach((batch, index) => {
    batch.forEach((reading, sensor) => {
      if (reading.status !== batches[index]?.[sensor]?.status) changes += 1;
    });
  });
  expect(changes).toBeLessThan(inactive);
});

test("neighbouring readings of a sensor differ little", () => {
  const values = Array.from({ length: 600 }, (_, minute) => {
    const batch = simulateBatch({ scheduledTime: new Date(NOON.getTime() + minute * MINUTE_MS), sensors: 1 });
    return batch[0]?.reading.current_temperature ?? Number.NaN;
  });
  const steps = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? Number.NaN)));
  expect(Math.max(...steps)).toBeLessThan(1.5);
  expect(new Set(values).size).toBeGreaterThan(10);
});

function batchOf(name: string, more: Partial<SimulationOptions> = {}, asked: object = {}): readonly SimulatedRecord[] {
  return simulateBatch({ scheduledTime: NOON, scenarios: [scenarioSchema.parse({ name, ...asked })], ...more });
}

function temperatures(records: readonly SimulatedRecord[]): readonly number[] {
  return records.map(({ reading }) => reading.current_temperature);
}

test("a heat wave lifts every sensor above 40 within its window and leaves it alone outside", () => {
  const asked = { from: "2026-11-23T11:30:00Z", until: "2026-11-23T12:30:00Z" };
  expect(temperatures(batchOf("heat-wave", {}, asked)).every((value) => value > 40)).toBe(true);
  const edge = batchOf("heat-wave", { scheduledTime: new Date(asked.until) }, asked);
  expect(edge).toEqual(simulateBatch({ scheduledTime: new Date(asked.until) }));
});

test("a cold snap takes every sensor below 0", () => {
  expect(temperatures(batchOf("cold-snap")).every((value) => value < 0)).toBe(true);
});

test.each(["heat-wave", "cold-snap"] as const)("in a %s a sensor still moves from one reading to the next", (name) => {
  const minutes = Array.from({ length: 60 }, (_, minute) => new Date(NOON.getTime() + minute * MINUTE_MS));
  const values = minutes.map((scheduledTime) => temperatures(batchOf(name, { scheduledTime })));
  for (let sensor = 0; sensor < 20; sensor += 1) {
    let equal = 1;
    for (let minute = 1; minute < values.length; minute += 1) {
      equal = values[minute]?.[sensor] === values[minute - 1]?.[sensor] ? equal + 1 : 1;
      expect(equal).toBeLessThan(STUCK_READINGS);
    }
  }
});

test("a silent sensor is missing from the batch, and the one asked for is the one that is silent", () => {
  expect(batchOf("silent-sensor")).toHaveLength(19);
  const ids = batchOf("silent-sensor", {}, { sensors: [1003] }).map(({ reading }) => reading.sensor_id);
  expect(ids).not.toContain(1003);
});

test("a stuck sensor repeats one temperature", () => {
  const asked = { from: "2026-11-23T08:00:00Z", sensors: [1001] };
  const values = Array.from({ length: 12 }, (_, hour) =>
    temperatures(
      batchOf("stuck-sensor", { scheduledTime: new Date(NOON.getTime() + hour * 60 * MINUTE_MS), sensors: 1 }, asked),
    ),
  );
  expect(new Set(values.flat()).size).toBe(1);
});

test("a drifting sensor is six degrees warmer for each hour", () => {
  const asked = { from: "2026-11-23T10:00:00Z", sensors: [1001] };
  const [plain = Number.NaN] = temperatures(simulateBatch({ scheduledTime: NOON, sensors: 1 }));
  const [drifted = Number.NaN] = temperatures(batchOf("drift", { sensors: 1 }, asked));
  expect(drifted - plain).toBeCloseTo(12, 5);
});

test("spikes are single readings far above their neighbours", () => {
  const options = { sensors: 1, records: 60 };
  const plain = temperatures(simulateBatch({ scheduledTime: NOON, ...options }));
  const jumps = temperatures(batchOf("spike", options)).map((value, index) => value - (plain[index] ?? Number.NaN));
  const spikes = jumps.filter((jump) => jump !== 0);
  expect(spikes.length).toBeGreaterThan(3);
  expect(spikes.length).toBeLessThan(25);
  expect(Math.min(...spikes)).toBeGreaterThan(34);
});

test("one sensor in error reports ERROR", () => {
  expect(batchOf("sensor-error").filter(({ reading }) => reading.status === "ERROR")).toHaveLength(1);
});

test("a scenario may act in two windows of one batch", () => {
  const scenarios = ["11:59:10", "11:59:50"].map((time) =>
    scenarioSchema.parse({
      name: "sensor-error",
      from: `2026-11-23T${time}Z`,
      until: `2026-11-23T${time.slice(0, -1)}5Z`,
    }),
  );
  const records = simulateBatch({ scheduledTime: NOON, sensors: 1, records: 60, scenarios });
  expect(records.filter(({ reading }) => reading.status === "ERROR")).toHaveLength(10);
});
