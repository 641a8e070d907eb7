import { expect, test } from "vitest";
import type { RedshiftTypeName } from "../sql/tree.ts";
import { decodeBinary, encodeBinary } from "./binary-value.ts";

/** PostgreSQL's own bytes, from its send functions, of values as its text. */
const VALUES: readonly (readonly [RedshiftTypeName, string, string])[] = [
  ["boolean", "t", "01"],
  ["boolean", "f", "00"],
  ["smallint", "-2", "fffe"],
  ["integer", "2147483647", "7fffffff"],
  ["bigint", "-9223372036854775808", "8000000000000000"],
  ["oid", "4294967295", "ffffffff"],
  ["real", "1.5", "3fc00000"],
  ["double precision", "-0.25", "bfd0000000000000"],
  ["decimal", "0", "0000000000000000"],
  ["decimal", "0.00", "0000000000000002"],
  ["decimal", "1", "00010000000000000001"],
  ["decimal", "-12.50", "0002000040000002000c1388"],
  ["decimal", "10000", "00010001000000000001"],
  ["decimal", "0.0001", "0001ffff000000040001"],
  ["decimal", "123456789.123", "0004000200000003000109291a8504ce"],
  ["date", "2000-01-01", "00000000"],
  ["date", "1999-12-31", "ffffffff"],
  ["timestamp", "2000-01-01 00:00:01.500000", "000000000016e360"],
  ["timestamp", "1999-12-31 23:59:59.000000", "fffffffffff0bdc0"],
  ["varchar", "täxt", "74c3a47874"],
  ["varbyte", "00ff", "00ff"],
];

test.each(VALUES)("%s %s is %s in binary, and back", (name, text, hex) => {
  const bytes = encodeBinary({ name }, text);
  expect(bytes.toString("hex")).toBe(hex);
  expect(decodeBinary(name, bytes)).toBe(text);
});

test("a timestamp with a zone is sent in UTC", () => {
  const here = encodeBinary({ name: "timestamptz" }, "2026-01-01 02:00:00+02");
  expect(here).toEqual(encodeBinary({ name: "timestamptz" }, "2026-01-01 00:00:00+00"));
  expect(decodeBinary("timestamptz", here)).toBe("2026-01-01 00:00:00.000000+00");
});

test("SUPER is sent as its compact text, and a type without a binary form is refused by name", () => {
  expect(encodeBinary({ name: "super" }, '{"a": [1, 2]}').toString()).toBe('{"a":[1,2]}');
  expect(() => encodeBinary({ name: "interval" }, "1 day")).toThrow(
    "no binary output function available for type interval",
  );
});

test("bytes that are no value of their type are refused", () => {
  for (const name of ["smallint", "integer", "bigint", "boolean", "decimal", "date", "timestamp"] as const) {
    expect(() => decodeBinary(name, Buffer.from([1, 2, 3]))).toThrow("incorrect binary data format in bind parameter");
  }
});
