import { expect, test } from "vitest";
import { z } from "zod";
import { blob, boolean, double, integer, list, timestamp } from "./wire-value.ts";

test("A number is read from JSON and from the query protocol's text", () => {
  expect(double.parse(1.5)).toBe(1.5);
  expect(double.parse("-1.5e3")).toBe(-1500);
  expect(double.parse("NaN")).toBeNaN();
});

test.each(["", " ", "1x", "0x10", "true"])("The text %j is not a number", (text) => {
  expect(double.safeParse(text).success).toBe(false);
});

test("A fraction is no integer", () => {
  expect(integer.safeParse("1.5").success).toBe(false);
  expect(integer.parse("15")).toBe(15);
});

test("The query protocol's word false is false", () => {
  expect(boolean.parse("false")).toBe(false);
  expect(boolean.parse("true")).toBe(true);
  expect(boolean.safeParse("no").success).toBe(false);
});

test("A timestamp is a Date, epoch seconds or ISO 8601", () => {
  const date = new Date("2026-11-23T12:00:00.500Z");
  expect(timestamp.parse(date)).toEqual(date);
  expect(timestamp.parse(date.getTime() / 1000)).toEqual(date);
  expect(timestamp.parse("2026-11-23T12:00:00.500Z")).toEqual(date);
  expect(timestamp.safeParse("yesterday").success).toBe(false);
});

test("Bytes arrive as base64 or as they are", () => {
  expect(blob.parse("aGk=")).toEqual(Buffer.from("hi"));
  expect(blob.parse(new Uint8Array([104, 105]))).toEqual(Buffer.from("hi"));
  expect(blob.safeParse("not base64!").success).toBe(false);
});

test("The query protocol's empty text is an empty list", () => {
  expect(list(z.string()).parse("")).toEqual([]);
  expect(list(z.string()).parse(["a"])).toEqual(["a"]);
  expect(list(z.string(), 1).safeParse(["a", "b"]).success).toBe(false);
});
