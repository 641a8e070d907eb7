import { expect, test } from "vitest";
import { parseFilterPattern } from "./filter-pattern.ts";

const JSON_EVENT = '{"level":"ERROR","latency":512.5,"ok":false,"user":null,"tags":["a","b"],"sub":{"id":"x-1"}}';

test.each([
  ["", "anything", true],
  ["ERROR", "an ERROR here", true],
  ["ERROR", "an error here", false],
  ["ERROR timeout", "timeout, then ERROR", true],
  ["ERROR timeout", "ERROR", false],
  ['"went wrong"', "it went wrong", true],
  ['"went wrong"', "wrong it went", false],
  ["?ERROR ?WARN", "a WARN", true],
  ["?ERROR ?WARN", "an INFO", false],
  ["ERROR -expected", "an expected ERROR", false],
])("The text pattern %j on %j: %s", (pattern, message, expected) => {
  expect(parseFilterPattern(pattern)(message)).toBe(expected);
});

test.each([
  ['{ $.level = "ERROR" }', true],
  ["{ $.level = ERROR }", true],
  ['{ $.level != "ERROR" }', false],
  ['{ $.missing != "ERROR" }', false],
  ['{ $.level = "E*R" }', true],
  ["{ $.latency >= 512.5 }", true],
  ["{ $.latency < 512 }", false],
  ["{ $.latency = 512.5 }", true],
  ["{ $.ok IS FALSE }", true],
  ["{ $.user IS NULL }", true],
  ["{ $.user NOT EXISTS }", false],
  ["{ $.missing NOT EXISTS }", true],
  ['{ $.tags[1] = "b" }', true],
  ['{ $.sub.id = "x-1" && $.latency > 1 }', true],
  ['{ $.level = "INFO" || ($.latency > 1 && $.ok IS TRUE) }', false],
])("The JSON pattern %j: %s", (pattern, expected) => {
  expect(parseFilterPattern(pattern)(JSON_EVENT)).toBe(expected);
});

test("A JSON pattern matches no text that is not JSON", () => {
  expect(parseFilterPattern("{ $.a NOT EXISTS }")("plain text")).toBe(false);
  expect(parseFilterPattern("{ $.a NOT EXISTS }")("{ torn")).toBe(false);
});

test.each([
  ["[ip, user]", /space-delimited filter pattern \[ip, user\] is not supported/],
  ["%err.*%", /regular expression %err\.\*% in a filter pattern is not supported/],
  ["{ level = 1 }", /"level" is no selector/],
  ["{ $.a ~ 1 }", /is no comparison/],
  ["{ $.a > x }", /> takes a number/],
  ["{ $.a = 1 ", /must end with/],
  ["{ ($.a = 1 }", /"\)" is expected/],
  ["{ $.a = 1 $.b = 2 }", /is not expected here/],
])("The pattern %j is refused with the reason", (pattern, message) => {
  expect(() => parseFilterPattern(pattern)).toThrow(message);
});
