import fc from "fast-check";
import { expect, test } from "vitest";
import { dueTimes } from "./due-times.ts";
import { scheduleExpression } from "./schedule-expression.ts";

const at = (text: string) => Date.parse(text);
const next = (expression: string, after: string, timezone = "UTC") =>
  new Date(scheduleExpression(expression, timezone).next(at(after), 0) ?? Number.NaN).toISOString().slice(0, 16);

// Examples of https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html and the EventBridge cron reference.
test.each([
  ["cron(15 10 ? * 6L 2026-2030)", "2026-11-01T00:00:00Z", "2026-11-27T10:15"],
  ["cron(0 10 * * ? *)", "2026-11-24T10:00:00Z", "2026-11-25T10:00"],
  ["cron(15 12 * * ? *)", "2026-11-24T00:00:00Z", "2026-11-24T12:15"],
  ["cron(0 18 ? * MON-FRI *)", "2026-11-27T18:00:00Z", "2026-11-30T18:00"],
  ["cron(0 18 ? * 2-6 *)", "2026-11-27T18:00:00Z", "2026-11-30T18:00"],
  ["cron(0 8 1 * ? *)", "2026-11-24T00:00:00Z", "2026-12-01T08:00"],
  ["cron(0/15 * * * ? *)", "2026-11-24T00:01:00Z", "2026-11-24T00:15"],
  ["cron(0/10 * ? * MON-FRI *)", "2026-11-27T23:50:00Z", "2026-11-30T00:00"],
  ["cron(0/5 8-17 ? * MON-FRI *)", "2026-11-24T17:55:00Z", "2026-11-25T08:00"],
  ["cron(0 9 ? * 2#1 *)", "2026-11-24T00:00:00Z", "2026-12-07T09:00"],
  ["cron(0 0 L * ? *)", "2026-11-24T00:00:00Z", "2026-11-30T00:00"],
  ["cron(0 0 15W * ? *)", "2026-11-01T00:00:00Z", "2026-11-16T00:00"],
  ["cron(0 0 1 1 ? 2028)", "2026-11-24T00:00:00Z", "2028-01-01T00:00"],
  ["at(2026-11-25T10:00:00)", "2026-11-24T00:00:00Z", "2026-11-25T10:00"],
])("%s after %s is next due at %s", (expression, after, expected) => {
  expect(next(expression, after)).toBe(expected);
});

test("expressions are read in their time zone, summer time included", () => {
  expect(next("cron(0 9 * * ? *)", "2026-07-01T00:00:00Z", "America/New_York")).toBe("2026-07-01T13:00");
  expect(next("cron(0 9 * * ? *)", "2026-12-01T00:00:00Z", "America/New_York")).toBe("2026-12-01T14:00");
  expect(next("at(2026-07-01T09:00:00)", "2026-01-01T00:00:00Z", "Europe/Berlin")).toBe("2026-07-01T07:00");
});

test("a one-time schedule in the past and a year gone by are never due", () => {
  expect(scheduleExpression("at(2020-01-01T00:00:00)", "UTC").next(at("2026-01-01T00:00:00Z"), 0)).toBeUndefined();
  expect(scheduleExpression("cron(0 0 1 1 ? 2020)", "UTC").next(at("2026-01-01T00:00:00Z"), 0)).toBeUndefined();
});

test.each([
  "rate(0 minutes)",
  "rate(5 seconds)",
  "cron(0 10 * * * *)",
  "cron(0 10 ? * ? *)",
  "cron(* * * *)",
  "at(tomorrow)",
  "every minute",
])("%s is refused", (expression) => {
  expect(() => scheduleExpression(expression, "UTC")).toThrow(/Invalid Schedule Expression/);
});

test("an unknown time zone is refused as such", () => {
  expect(() => scheduleExpression("cron(0 9 * * ? *)", "Mars/Base")).toThrow(
    "Invalid Schedule Expression Timezone Mars/Base.",
  );
});

test("a rate is due at its start and every period after it, however the time is cut into pieces", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 10_000_000 }),
      fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 50 }),
      (minutes, start, steps) => {
        const timetable = { expression: scheduleExpression(`rate(${minutes} minutes)`, "UTC"), start };
        const fired: number[] = [];
        let time = start - 1;
        for (const step of steps) {
          fired.push(...dueTimes(timetable, time, time + step, 1000));
          time += step;
        }
        const expected = [];
        for (let due = start; due <= time; due += minutes * 60_000) expected.push(due);
        expect(fired).toEqual(expected);
      },
    ),
  );
});

test("nothing is due after the end date", () => {
  const timetable = { expression: scheduleExpression("rate(1 minute)", "UTC"), start: 0, end: 120_000 };
  expect(dueTimes(timetable, -1, 600_000, 100)).toEqual([0, 60_000, 120_000]);
});
