import { expect, test } from "vitest";
import { awsTime, javaDouble, longTime, reasonTime } from "./aws-text.ts";

const AT = Date.UTC(2026, 7, 4, 1, 59, 0, 7);

test("Times are written as CloudWatch writes them in each place", () => {
  expect(awsTime(AT)).toBe("2026-08-04T01:59:00.007+0000");
  expect(reasonTime(AT)).toBe("04/08/26 01:59:00");
  expect(longTime(AT)).toBe("Tuesday 04 August, 2026 01:59:00 UTC");
});

test.each([
  [0, "0.0"],
  [50, "50.0"],
  [-0.5, "-0.5"],
  [99.50160229693434, "99.50160229693434"],
  [1e7, "1.0E7"],
  [12_345_678, "1.2345678E7"],
  [0.0001, "1.0E-4"],
])("The number %d is written %s", (value, text) => {
  expect(javaDouble(value)).toBe(text);
});
