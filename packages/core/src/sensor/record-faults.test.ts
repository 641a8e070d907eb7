import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { MALFORMATIONS } from "./malformations.ts";
import { readingSchema } from "./reading.ts";
import { type ScenarioName, scenarioSchema } from "./scenario.ts";
import type { SimulatedRecord } from "./simulated-record.ts";
import { simulateBatch } from "./simulator.ts";

const NOON = new Date("2026-11-23T12:00:00Z");

function batchOf(...names: readonly ScenarioName[]): readonly SimulatedRecord[] {
  const scenarios = names.map((name) => scenarioSchema.parse({ name }));
  return simulateBatch({ scheduledTime: NOON, records: 400, scenarios });
}

function textOf({ data }: SimulatedRecord): string {
  return new TextDecoder("utf-8", { fatal: true }).decode(data);
}

function isReading(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return readingSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

test("no malformed record is a reading, and each way to be malformed occurs", () => {
  const malformed = batchOf("malformed").filter(({ fate }) => fate === "quarantined");
  expect(malformed.length).toBeGreaterThan(50);
  expect(malformed.length).toBeLessThan(150);
  expect(malformed.filter(({ data }) => isReading(data))).toEqual([]);
  for (const malform of MALFORMATIONS) {
    expect(malformed.some(({ data, reading }) => Buffer.from(malform(reading)).equals(data))).toBe(true);
  }
});

test.each(["base64", "hex"] as const)("half of the records of the scenario %s decode to their reading", (name) => {
  const records = batchOf(name);
  const encoded = records.filter(({ data }) => !isReading(data));
  expect(encoded.length).toBeGreaterThan(150);
  expect(encoded.length).toBeLessThan(250);
  for (const record of encoded) {
    expect(record.fate).toBe("visible");
    expect(JSON.parse(Buffer.from(textOf(record), name).toString("utf8"))).toEqual(record.reading);
  }
});

test("compressed records are quarantined and hold their reading", () => {
  const compressed = batchOf("gzip").filter(({ fate }) => fate === "quarantined");
  expect(compressed.length).toBeGreaterThan(150);
  for (const { data, reading } of compressed) {
    expect(JSON.parse(gunzipSync(data).toString("utf8"))).toEqual(reading);
  }
});

test("encodings asked for together are never nested", () => {
  for (const record of batchOf("hex", "base64")) {
    const text = textOf(record);
    const readings = [text, Buffer.from(text, "base64").toString("utf8"), Buffer.from(text, "hex").toString("utf8")];
    expect(readings).toContain(JSON.stringify(record.reading));
  }
});

test("duplicates are copies of the final bytes, next to their original", () => {
  const records = batchOf("duplicates", "base64");
  const copies = records.filter(({ fate }) => fate === "duplicate");
  expect(copies.length).toBeGreaterThan(50);
  for (const copy of copies) {
    expect(records[records.indexOf(copy) - 1]).toEqual({ ...copy, fate: "visible" });
  }
});

test("the copy of a malformed record is quarantined as well", () => {
  const records = batchOf("malformed", "duplicates");
  const copies = records.filter(
    (record, index) => record.fate === "quarantined" && records[index - 1]?.reading === record.reading,
  );
  expect(copies.length).toBeGreaterThan(0);
});
