import { expect, test } from "vitest";
import { daysToSeconds, withDays, yearsToMonths } from "./interval-text.ts";

test.for([
  ["1 year 2 mons", "1 years 2 mons"],
  ["-1 years -2 mons", "-1 years -2 mons"],
  ["00:00:00", "0 years 0 mons"],
  ["@ 3 mons ago", "0 years -3 mons"],
  ["@ 0", "0 years 0 mons"],
  ["-1-2", "-1 years -2 mons"],
])("%s is %s in years and months", ([text, shown]) => {
  expect(yearsToMonths(text ?? "")).toBe(shown);
});

test.for([
  ["36:00:00", "1 days 12 hours 0 mins 0.0 secs"],
  ["-1 days +02:00:00.5", "0 days -21 hours -59 mins -59.5 secs"],
  ["1 day 02:03:04.000001", "1 days 2 hours 3 mins 4.000001 secs"],
  ["@ 1 day 2 hours 3 mins 4.5678 secs", "1 days 2 hours 3 mins 4.5678 secs"],
  ["@ 0.5 secs ago", "0 days 0 hours 0 mins -0.5 secs"],
  ["-1 2:03:04", "-1 days -2 hours -3 mins -4.0 secs"],
  ["0", "0 days 0 hours 0 mins 0.0 secs"],
])("%s is %s in days and seconds", ([text, shown]) => {
  expect(daysToSeconds(text ?? "")).toBe(shown);
});

test.for([
  ["36:00:00", "1 day 12:00:00"],
  ["1 year 25:00:00", "1 year 1 day 01:00:00"],
  ["-25:00:00", "-1 days -01:00:00"],
  ["00:00:00", "00:00:00"],
  ["1-2", "1-2"],
])("%s is %s with whole days", ([text, shown]) => {
  expect(withDays(text ?? "")).toBe(shown);
});

test("what is no interval is an error", () => {
  expect(() => daysToSeconds("soon")).toThrow(RangeError);
});
