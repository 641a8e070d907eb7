import { expect, test } from "vitest";
import { readField } from "./read-field.ts";

test.each([
  ["int8", { longValue: 12 }, 12],
  ["float8", { doubleValue: 1.5 }, 1.5],
  ["bool", { booleanValue: false }, false],
  ["numeric", { stringValue: "21.50" }, "21.50"],
  ["date", { stringValue: "2026-11-23" }, "2026-11-23"],
  ["varchar", { stringValue: "" }, ""],
  ["varchar", { stringValue: "2026-11-23 12:00:00" }, "2026-11-23 12:00:00"],
  ["timestamp", { stringValue: "2026-11-23 12:00:00" }, new Date("2026-11-23T12:00:00Z")],
  ["timestamp", { stringValue: "2026-11-23 12:00:00.5" }, new Date("2026-11-23T12:00:00.500Z")],
  ["timestamp", { stringValue: "2026-11-23 12:00:00.123999" }, new Date("2026-11-23T12:00:00.123Z")],
  ["timestamptz", { stringValue: "2026-11-23 12:00:00+02" }, new Date("2026-11-23T10:00:00Z")],
  ["timestamptz", { stringValue: "2026-11-23 12:00:00.25+05:30" }, new Date("2026-11-23T06:30:00.250Z")],
  ["timestamp", { isNull: true }, null],
])("a %s field %j is read as %s", (typeName, field, value) => {
  expect(readField(field as Parameters<typeof readField>[0], { typeName })).toEqual(value);
});

test.each([
  ["timestamptz", "2026-11-23 12:00:00"],
  ["timestamp", "infinity"],
  ["timestamp", "2026-13-23 12:00:00"],
])("a %s of %s is refused and not guessed", (typeName, stringValue) => {
  expect(() => readField({ stringValue }, { typeName })).toThrow(RangeError);
});
