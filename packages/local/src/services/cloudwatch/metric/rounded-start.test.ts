import { expect, test } from "vitest";
import { roundedStart } from "./rounded-start.ts";

const DAY = 86_400_000;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html, StartTime. */
test.each([
  ["less than 15 days ago", "12:32:34", 60, 1, "12:32:00"],
  ["between 15 and 63 days ago", "12:32:34", 60, 20, "12:30:00"],
  ["more than 63 days ago", "12:32:34", 60, 70, "12:00:00"],
  ["of the previous 10 seconds", "01:05:13", 10, 0, "01:05:10"],
  ["five minutes ago", "15:02:17", 5, 0, "15:02:15"],
])("A start %s at %s with a period of %i seconds is rounded down", (_, time, period, days, rounded) => {
  const start = Date.parse(`2026-01-01T${time}Z`);
  expect(roundedStart(start, period * 1_000, start + days * DAY)).toBe(Date.parse(`2026-01-01T${rounded}Z`));
});
