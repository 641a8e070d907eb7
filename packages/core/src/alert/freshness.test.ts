import fc from "fast-check";
import { expect, test } from "vitest";
import { freshnessSeconds, minutesAfter, type ReceivedMinute } from "./freshness.ts";

const NOW = new Date("2026-11-23T12:10:30Z");

function at(time: string): Date {
  return new Date(`2026-11-23T${time}Z`);
}

function received(...minutes: readonly (readonly [string, number])[]): readonly ReceivedMinute[] {
  return minutes.map(([time, records]) => ({ minute: at(`${time}:00`), records }));
}

test("a quiet stream is fresh, however old its newest record is", () => {
  expect(freshnessSeconds(at("03:00:00"), [], NOW)).toBe(0);
  expect(freshnessSeconds(at("03:00:00"), received(["12:05", 0]), NOW)).toBe(0);
});

test("a stream that is read to its end is fresh", () => {
  expect(freshnessSeconds(at("12:09:40"), received(["12:08", 20], ["12:09", 20]), NOW)).toBe(0);
});

test("the oldest minute with records after the watermark gives the age", () => {
  expect(freshnessSeconds(at("12:05:20"), received(["12:05", 20], ["12:07", 20], ["12:08", 20]), NOW)).toBe(210);
});

test("records that only just arrived are a little old and not stale", () => {
  expect(freshnessSeconds(at("12:09:40"), received(["12:10", 20]), NOW)).toBe(30);
});

test("an empty view over a stream that receives is as old as the stream's records", () => {
  expect(freshnessSeconds(null, received(["12:00", 20]), NOW)).toBe(630);
  expect(freshnessSeconds(null, [], NOW)).toBe(0);
});

test("a minute that begins right after the watermark may count the watermark's record and is left out", () => {
  expect(freshnessSeconds(at("12:05:58"), received(["12:06", 20]), NOW)).toBe(0);
  expect(freshnessSeconds(at("12:05:54"), received(["12:06", 20]), NOW)).toBe(270);
});

test("nothing is asked of CloudWatch when no whole minute has begun since the watermark", () => {
  expect(minutesAfter(at("12:10:01"), NOW)).toBeUndefined();
  expect(minutesAfter(at("12:11:00"), NOW)).toBeUndefined();
});

test("CloudWatch is asked for whole minutes, of the last day at most", () => {
  expect(minutesAfter(at("12:05:20"), NOW)).toEqual({ start: at("12:06:00"), end: NOW });
  const aDayAgo = new Date("2026-11-22T12:11:00Z");
  expect(minutesAfter(null, NOW)).toEqual({ start: aDayAgo, end: NOW });
  expect(minutesAfter(new Date("2026-11-01T00:00:00Z"), NOW)).toEqual({ start: aDayAgo, end: NOW });
});

const anySecond = fc.integer({ min: 0, max: 7_200 }).map((seconds) => new Date(NOW.getTime() - seconds * 1_000));
const anyMinute = fc.record({
  minute: fc.integer({ min: 0, max: 120 }).map((ago) => new Date(at("12:10:00").getTime() - ago * 60_000)),
  records: fc.nat(3),
});

test("freshness is never negative, never of the future, and only gets better when more becomes visible", () => {
  fc.assert(
    fc.property(anySecond, anySecond, fc.array(anyMinute), (one, other, minutes) => {
      const [earlier, later] = one < other ? [one, other] : [other, one];
      const before = freshnessSeconds(earlier, minutes, NOW);
      const after = freshnessSeconds(later, minutes, NOW);
      expect(after).toBeLessThanOrEqual(before);
      expect(after).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThanOrEqual(Math.max(0, (NOW.getTime() - earlier.getTime()) / 1_000));
    }),
  );
});
