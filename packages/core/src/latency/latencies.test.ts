import fc from "fast-check";
import { expect, test } from "vitest";
import { latencies, percentilesOf } from "./latencies.ts";

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

const reading = (eventTime: number, refreshStarted: number) => ({
  eventId: String(eventTime),
  eventTime: at(eventTime),
  arrival: at(eventTime + 0.2),
  refreshStarted: at(refreshStarted),
});

test("a reading is visible at the end of its refresh, and a metric at the first evaluation that began after it", () => {
  const refreshes = [
    { startedAt: at(10), endedAt: at(12) },
    { startedAt: at(20), endedAt: at(23) },
  ];
  const evaluations = [
    { evaluatedAt: at(11), publishedAt: at(13) },
    { evaluatedAt: at(14), publishedAt: at(15) },
    { evaluatedAt: at(30), publishedAt: at(31) },
  ];
  const found = latencies([reading(0, 10), reading(5, 20)], refreshes, evaluations);
  expect(found.toStream).toEqual({ count: 2, p50: 200, p95: 200, p99: 200, max: 200 });
  expect(found.toVisible).toEqual({ count: 2, p50: 12_000, p95: 18_000, p99: 18_000, max: 18_000 });
  expect(found.toMetric).toEqual({ count: 2, p50: 15_000, p95: 26_000, p99: 26_000, max: 26_000 });
});

test("what no refresh and no evaluation has seen is not counted, and nothing at all has no percentiles", () => {
  const found = latencies([reading(0, 10)], [{ startedAt: at(11.5), endedAt: at(12) }], []);
  expect(found).toMatchObject({ toStream: { count: 1 }, toVisible: undefined, toMetric: undefined });
  expect(latencies([], [], []).toStream).toBeUndefined();
});

test("percentiles are values that were measured, in order, whatever the order they came in", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }), (values) => {
      const found = percentilesOf(values);
      expect(found).toEqual(percentilesOf(values.toReversed()));
      expect(values).toEqual(expect.arrayContaining([found?.p50, found?.p95, found?.p99, Math.max(...values)]));
      const below = values.filter((value) => value <= (found?.p95 ?? 0)).length;
      expect(below).toBeGreaterThanOrEqual(0.95 * values.length);
    }),
  );
});
