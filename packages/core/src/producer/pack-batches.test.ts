import fc from "fast-check";
import { expect, test } from "vitest";
import { sizeOf } from "./batch.ts";
import { packBatches } from "./pack-batches.ts";

const anyRecord = fc.record({
  partitionKey: fc.string({ minLength: 0, maxLength: 300, unit: "grapheme" }),
  data: fc.uint8Array({ maxLength: 400 }),
});

test("every record is in one batch or rejected, in order, and each batch is within the limits", () => {
  fc.assert(
    fc.property(
      fc.array(anyRecord, { maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 1_000 }),
      (records, maxRecords, maxRequestBytes) => {
        const { batches, rejected } = packBatches(records, { maxRecords, maxRequestBytes, maxRecordBytes: 500 });
        const packed = batches.flat();
        const dropped = new Set(rejected.map(({ record }) => record));
        expect(packed).toEqual(records.filter((record) => !dropped.has(record)));
        expect(packed.length + rejected.length).toBe(records.length);
        for (const batch of batches) {
          expect(batch.length).toBeGreaterThan(0);
          expect(batch.length).toBeLessThanOrEqual(maxRecords);
          expect(batch.reduce((sum, record) => sum + sizeOf(record), 0)).toBeLessThanOrEqual(maxRequestBytes);
        }
      },
    ),
  );
});

test("a batch is filled to the last byte", () => {
  const records = Array.from({ length: 4 }, () => ({ partitionKey: "1", data: new Uint8Array(49) }));
  expect(packBatches(records, { maxRequestBytes: 100 }).batches.map(({ length }) => length)).toEqual([2, 2]);
  expect(packBatches(records, { maxRequestBytes: 99 }).batches.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
});

test("partition keys are measured in bytes for the size and in characters for their own limit", () => {
  expect(sizeOf({ partitionKey: "\u00e9", data: new Uint8Array(1) })).toBe(3);
  const { rejected } = packBatches(
    ["", "k".repeat(256), "k".repeat(257)].map((partitionKey) => ({ partitionKey, data: new Uint8Array(1) })),
  );
  expect(rejected.map(({ code, message }) => [code, message])).toEqual([
    ["InvalidPartitionKey", "The partition key has 0 characters; 1 to 256 are allowed."],
    ["InvalidPartitionKey", "The partition key has 257 characters; 1 to 256 are allowed."],
  ]);
});
