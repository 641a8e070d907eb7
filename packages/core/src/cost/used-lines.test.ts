import { expect, test } from "vitest";
import { priced } from "./cost-line.ts";
import { priceList } from "./prices.ts";
import { functionsUsed, streamUsed, warehouseUsed } from "./used-lines.ts";

const US_EAST_1 = priceList("us-east-1");

test("a day of two shards with ten million small records is 48 shard-hours and ten million units", () => {
  const used = streamUsed({
    mode: "provisioned",
    shards: 2,
    retentionHours: 24,
    hours: 24,
    records: 10_000_000,
    bytes: 2_000_000_000,
  });
  const quantity = Object.fromEntries(used.map(({ price, quantity }) => [price, quantity]));
  expect(quantity.shardHour).toBeCloseTo(48, 6);
  expect(quantity.putPayloadUnits).toBeCloseTo(10, 6);
  expect(quantity.extendedShardHour).toBe(0);
  expect(priced(used, US_EAST_1).usd).toBeCloseTo(48 * 0.015 + 10 * 0.014, 6);
});

test("a stream that nobody wrote to costs its shards, one that was not there yet nothing", () => {
  const idle = { mode: "provisioned", shards: 1, retentionHours: 24, records: 0, bytes: 0 } as const;
  expect(priced(streamUsed({ ...idle, hours: 10 }), US_EAST_1).usd).toBeCloseTo(0.15, 6);
  expect(streamUsed({ ...idle, hours: 0 })).toEqual([]);
});

test("the warehouse is charged by RPU-seconds: 4 RPU for an hour are 14,400, four RPU-hours and 1.50", () => {
  const used = warehouseUsed({ chargedRpuSeconds: 14_400, storageMegabytes: 2_048, hours: 73 });
  // 2 GB for a tenth of a month.
  expect(priced(used, US_EAST_1).usd).toBeCloseTo(1.5 + 0.2 * 0.024, 6);
});

test("functions are billed by invocations and by seconds of their 256 MB", () => {
  const used = functionsUsed({ invocations: 1_000_000, seconds: 400_000 });
  expect(priced(used, US_EAST_1).usd).toBeCloseTo(0.2 + 100_000 * 0.0000133334, 6);
});
