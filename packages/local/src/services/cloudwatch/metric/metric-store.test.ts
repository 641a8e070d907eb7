import fc from "fast-check";
import { expect, test } from "vitest";
import { ManualClock } from "../../manual-clock.ts";
import { createMetricStore, type MetricId } from "./metric-store.ts";

const MINUTE = 60_000;
const ID: MetricId = {
  namespace: "N",
  name: "M",
  dimensions: [
    { Name: "b", Value: "2" },
    { Name: "a", Value: "1" },
  ],
};

function sample(at: number, value: number, resolution: 1 | 60 = 60) {
  return { unit: "Count", at, resolution, values: [{ value, count: 1 }] };
}

test("A metric is the same whatever order its dimensions are given in", () => {
  const clock = new ManualClock();
  const store = createMetricStore(clock);
  store.put(ID, sample(clock.now(), 1));
  store.put({ ...ID, dimensions: ID.dimensions.toReversed() }, sample(clock.now(), 2));
  store.record({ namespace: "N", name: "M", dimensions: { a: "1", b: "2" }, value: 3, unit: "Count" });
  expect(store.metrics()).toHaveLength(1);
  const [period] = store.read(ID, { from: clock.now(), until: clock.now() + MINUTE, periodMs: MINUTE });
  expect(period?.sum).toBe(6);
});

test("However a time is cut into periods, every sample is in exactly one of them", () => {
  const times = fc.array(fc.integer({ min: 0, max: 59 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(times, fc.integer({ min: 1, max: 20 }), (minutes, periodMinutes) => {
      const clock = new ManualClock();
      const store = createMetricStore(clock);
      const from = clock.now();
      for (const minute of minutes) store.put(ID, sample(from + minute * MINUTE, minute));
      const periods = store.read(ID, { from, until: from + 60 * MINUTE, periodMs: periodMinutes * MINUTE });
      const total = periods.reduce((sum, period) => sum + (period?.sampleCount ?? 0), 0);
      expect(total).toBe(minutes.length);
      for (const [index, period] of periods.entries()) {
        if (period === undefined) continue;
        expect(period.minimum).toBeGreaterThanOrEqual(index * periodMinutes);
        expect(period.maximum).toBeLessThan((index + 1) * periodMinutes);
      }
    }),
  );
});

test("A percentile is the value of nearest rank", () => {
  const values = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 100 }), (numbers, percent) => {
      const clock = new ManualClock();
      const store = createMetricStore(clock);
      for (const number of numbers) store.put(ID, sample(clock.now(), number));
      const [period] = store.read(ID, { from: clock.now(), until: clock.now() + MINUTE, periodMs: MINUTE });
      const sorted = numbers.toSorted((a, b) => a - b);
      expect(period?.percentile(percent)).toBe(sorted[Math.ceil((percent / 100) * sorted.length) - 1]);
    }),
  );
});

test("Seconds are minutes after three hours, and minutes are kept for a day", () => {
  const clock = new ManualClock();
  const store = createMetricStore(clock);
  const from = clock.now();
  store.put(ID, sample(from, 1, 1));
  store.put(ID, sample(from + 1_000, 2, 1));
  store.put({ ...ID, name: "Slow" }, sample(from, 1));
  const sums = (periodMs: number) =>
    store.read(ID, { from, until: from + MINUTE, periodMs }).flatMap((period) => period?.sum ?? []);
  expect(sums(1_000)).toEqual([1, 2]);
  clock.advance(3 * 60 * MINUTE + 2_000);
  store.prune();
  expect(sums(1_000)).toEqual([]);
  expect(sums(MINUTE)).toEqual([3]);
  expect(store.metrics()).toHaveLength(2);
  clock.advance(21 * 60 * MINUTE);
  store.prune();
  expect(store.metrics()).toEqual([]);
});

test("Above the bound the metric that was silent longest is forgotten", () => {
  const clock = new ManualClock();
  const store = createMetricStore(clock, { maximumMetrics: 2 });
  const record = (name: string) => store.record({ namespace: "N", name, dimensions: {}, value: 1, unit: "None" });
  record("first");
  record("second");
  clock.advance(MINUTE);
  record("first");
  record("third");
  expect(store.metrics().map(({ name }) => name)).toEqual(["first", "third"]);
});
