import fc from "fast-check";
import { expect, test } from "vitest";
import { batchesOf, byteLength, type ScannedShard } from "./scanned-shard.ts";

const shards = fc.array(
  fc.record({
    shardId: fc.constantFrom("a", "b", "c"),
    records: fc.array(
      fc.record({
        data: fc.uint8Array({ maxLength: 20 }),
        partitionKey: fc.string(),
        sequenceNumber: fc.string(),
        approximateArrivalTimestamp: fc.nat(),
      }),
      { maxLength: 12 },
    ),
    finished: fc.boolean(),
  }),
  { maxLength: 4 },
);

test("batches hold every record once and in order, stay within the limit, and end a shard only with its last record", () => {
  fc.assert(
    fc.property(
      shards,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 30 }),
      (scanned: ScannedShard[], records, bytes) => {
        const batches = [...batchesOf(scanned, { records, bytes })];
        expect(batches.flat().flatMap((shard) => shard.records)).toEqual(scanned.flatMap((shard) => shard.records));
        for (const batch of batches) {
          const all = batch.flatMap((shard) => shard.records);
          expect(all.length).toBeLessThanOrEqual(records);
          if (all.length > 1) expect(byteLength(all)).toBeLessThanOrEqual(bytes);
        }
        expect(batches.flat().filter((shard) => shard.finished).length).toBe(
          scanned.filter((shard) => shard.finished).length,
        );
      },
    ),
  );
});
