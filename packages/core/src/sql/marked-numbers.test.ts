import { expect, test } from "vitest";
import { replaceMarkedNumbers } from "./marked-numbers.ts";

const TEXT = "SELECT 5 FROM t WHERE a > DATEADD(minute, -/* minutes */5, b) /* 5 */ LIMIT /* limit */ 20";

test("the marked numbers that are given are replaced, and nothing else is", () => {
  expect(replaceMarkedNumbers(TEXT, { minutes: 15 }, "a.sql")).toBe(TEXT.replace("*/5", "*/15"));
  expect(replaceMarkedNumbers(TEXT, { limit: 3 }, "a.sql")).toBe(TEXT.replace("20", "3"));
  expect(replaceMarkedNumbers(TEXT, {}, "a.sql")).toBe(TEXT);
});

test("a number that the file does not mark is refused by name", () => {
  expect(() => replaceMarkedNumbers(TEXT, { hours: 1 }, "a.sql")).toThrow("a.sql:1:1: no number is marked /* hours */");
  expect(() => replaceMarkedNumbers(TEXT, { constructor: 1 }, "a.sql")).toThrow("/* constructor */");
});
