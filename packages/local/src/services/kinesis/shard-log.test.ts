import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SegmentCache } from "./segment-cache.ts";
import { ShardLog } from "./shard-log.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "shard-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (segmentBytes = 200) => new ShardLog({ folder, segmentBytes, cache: new SegmentCache(400) });

function textsOf(log: ShardLog, from = 0): string[] {
  return log.read(from, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY).map(({ data }) => data.toString());
}

function fill(log: ShardLog, count: number): string[] {
  const texts = Array.from({ length: count }, (_, index) => `record ${index}`);
  for (const [index, text] of texts.entries()) log.append(1000 + index, `key ${index}`, Buffer.from(text));
  log.flush();
  return texts;
}

test("what was flushed is there after opening again, over several segments", () => {
  const texts = fill(open(), 50);
  const log = open();
  expect(readdirSync(folder).length).toBeGreaterThan(5);
  expect(log.nextIndex).toBe(50);
  expect(log.lastArrival).toBe(1049);
  expect(textsOf(log)).toEqual(texts);
  expect(textsOf(log, 47)).toEqual(texts.slice(47));
});

test("an entry torn by a kill is cut off, and the next record takes its place", () => {
  const texts = fill(open(10_000), 10);
  const file = path.join(folder, readdirSync(folder)[0] ?? "");
  truncateSync(file, statSync(file).size - 3);
  const log = open(10_000);
  expect(textsOf(log)).toEqual(texts.slice(0, 9));
  expect(log.append(2000, "k", Buffer.from("next"))).toBe(9);
  log.flush();
  expect(textsOf(open(10_000))).toEqual([...texts.slice(0, 9), "next"]);
});

test("a length without its record is no record", () => {
  const texts = fill(open(10_000), 2);
  appendFileSync(path.join(folder, readdirSync(folder)[0] ?? ""), Buffer.from([200, 0, 0, 0, 1, 2]));
  expect(textsOf(open(10_000))).toEqual(texts);
});

test("reading stops at the number of records and at the bytes, but gives one record at least", () => {
  const log = open();
  fill(log, 20);
  expect(log.read(0, 3, 1000)).toHaveLength(3);
  expect(log.read(0, 100, 8 * 4)).toHaveLength(4);
  expect(log.read(0, 100, 1)).toHaveLength(1);
  expect(log.read(20, 100, 1)).toEqual([]);
});

test("segments whose records all arrived before the horizon are deleted", () => {
  const log = open();
  fill(log, 50);
  log.trim(1025);
  expect(log.firstIndex).toBeGreaterThan(0);
  expect(log.firstIndex).toBeLessThanOrEqual(25);
  expect(textsOf(log, 0)[0]).toBe(`record ${log.firstIndex}`);
  expect(textsOf(open())).toEqual(textsOf(log));
});

test("the first record of a time is found whatever the arrivals and segments", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(3), { maxLength: 60 }),
      fc.integer({ min: 20, max: 300 }),
      fc.nat(200),
      (steps, segmentBytes, time) => {
        rmSync(folder, { recursive: true, force: true });
        const log = open(segmentBytes);
        let arrival = 0;
        const arrivals = steps.map((step) => {
          arrival += step;
          return arrival;
        });
        for (const at of arrivals) log.append(at, "k", Buffer.from("x"));
        log.flush();
        const expected = arrivals.findIndex((at) => at >= time);
        expect(log.indexAt(time)).toBe(expected < 0 ? arrivals.length : expected);
        log.close();
      },
    ),
    { numRuns: 60 },
  );
});
