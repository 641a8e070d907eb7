import { expect, test } from "vitest";
import { type Amount, plannedCount, simulateRecords } from "./simulate-records.ts";

const NOW = Date.parse("2026-11-23T12:00:00Z");

test("records at once are of the last minute up to now, a single one is of now", () => {
  const times = timesOf({ count: 500 });
  expect(times).toHaveLength(500);
  expect(Math.max(...times)).toBe(NOW);
  expect(Math.min(...times)).toBeGreaterThan(NOW - 60_000);
  expect(timesOf({ count: 1 })).toEqual([NOW]);
});

test("no reading is of the future, though a sensor is silent", () => {
  expect(Math.max(...timesOf({ count: 200 }, { scenario: ["silent-sensor"], sensors: 2 }))).toBeLessThanOrEqual(NOW);
});

test("at a rate, readings are as far apart as they are sent, in the stage's time, and never ahead of it", () => {
  expect(timesOf({ rate: 4, for: 1000 })).toEqual([0, 250, 500, 750].map((offset) => NOW - 100 + offset));
  expect(timesOf({ rate: 4, for: 1000 }, {}, 12)).toEqual([0, 3000, 6000, 9000].map((offset) => NOW - 1200 + offset));
});

test("a rate for a time is a number of records, a rate alone is without end", () => {
  expect(plannedCount({ rate: 0.1, for: 5_000 })).toBe(1);
  expect(plannedCount({ rate: 2.5, for: 3_600_000 })).toBe(9000);
  expect(plannedCount({ rate: 2.5 })).toBeUndefined();
});

test("the command for the rest of a simulation makes exactly the records that were not made, in the same words", () => {
  const start = new Date(NOW - 3_600_000);
  for (const amount of [{ count: 90 }, { rate: 3, for: 30_000 }]) {
    const simulation = { encoding: "json" as const, seed: 7, start, sensors: 4, scenario: ["duplicates" as const] };
    const time = { speed: 12, now: () => NOW };
    const whole = simulateRecords(amount, simulation, time);
    const records = [...(whole.records as Iterable<unknown>)];
    expect(records).toHaveLength(90);
    expect(whole.restCommand?.(90)).toBeUndefined();
    const rest = simulateRecords(amount, { ...simulation, skip: 37 }, time);
    expect([...(rest.records as Iterable<unknown>)]).toEqual(records.slice(37));
    expect(rest.planned).toBe(53);
    const words = "--sensors 4 --scenario duplicates --seed 7 --start 2026-11-23T11:00:00.000Z --skip";
    expect(whole.restCommand?.(37)).toMatch(
      new RegExp(`^pipeline produce (--count 90|--rate 3 --for 30s) ${words} 37$`),
    );
    expect(rest.restCommand?.(3)).toMatch(/ --skip 40$/);
  }
});

function timesOf(amount: Amount, simulation: object = {}, speed = 1): number[] {
  const { records } = simulateRecords(amount, { encoding: "json", ...simulation }, { speed, now: () => NOW });
  return [...(records as Iterable<{ reading?: { event_time: string } }>)].map(({ reading }) =>
    Date.parse(reading?.event_time ?? ""),
  );
}
