import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { StreamReadError } from "../stream-reader.ts";
import { TestRedshift } from "../test-redshift.ts";

let redshift: TestRedshift | undefined;

afterEach(async () => {
  await redshift?.close();
  redshift = undefined;
});

test("AUTO REFRESH YES shows records as they come, also after failures, a reopening and oversized records", async () => {
  const opened = await TestRedshift.open({ maxRecordBytes: 10 });
  redshift = opened;
  await opened.land("YES");
  const [shard = ""] = opened.stream.openShards;
  opened.stream.put(shard, "first", Date.now());
  await until(opened, "SELECT COUNT(*) FROM landed", 1);

  opened.stream.failNext(new StreamReadError("denied", "no"), new StreamReadError("throttled", "wait"));
  opened.stream.put(shard, "second", Date.now());
  await until(opened, "SELECT COUNT(*) FROM landed", 2);
  expect(
    await opened.run(
      "SELECT TRIM(refresh_type), status FROM sys_mv_refresh_history WHERE status LIKE 'Refresh failed%'",
    ),
  ).toEqual([["Auto", "Refresh failed. no"]]);

  await opened.reopen();
  opened.stream.put(shard, "too long for it", Date.now());
  opened.stream.put(shard, "third", Date.now());
  await until(opened, "SELECT COUNT(*) FROM landed", 3);
  expect(await opened.run("SELECT TRIM(partition_id), TRIM(error_reason) FROM sys_stream_scan_errors")).toEqual([
    [shard, "The record of 15 bytes exceeds the column's 10 bytes."],
  ]);
  expect(await opened.run("SELECT status FROM sys_mv_refresh_history ORDER BY start_time DESC LIMIT 1")).toEqual([
    ["Refresh successfully updated MV incrementally. Some stream records were skipped."],
  ]);

  await opened.run("ALTER MATERIALIZED VIEW landed AUTO REFRESH NO");
  expect(await opened.run("SELECT autorefresh FROM svv_mv_info")).toEqual([["f"]]);
  const readsBefore = opened.stream.reads;
  opened.stream.put(shard, "fourth", Date.now());
  await opened.run("SELECT 1");
  expect(await opened.run("SELECT COUNT(*) FROM landed")).toEqual([[3]]);
  expect(opened.stream.reads).toBeLessThanOrEqual(readsBefore + 1);
});

test("AUTO REFRESH YES refuses a view whose query depends on the time it runs", async () => {
  redshift = await TestRedshift.open();
  await redshift.land();
  await expect(
    redshift.run(
      "CREATE MATERIALIZED VIEW late AUTO REFRESH YES AS SELECT kinesis_data FROM kinesis_schema.readings WHERE approximate_arrival_timestamp > GETDATE()",
    ),
  ).rejects.toThrow("auto refresh is not supported for materialized view with mutable function");
});

test("automatic refreshes come as rarely as is asked", async () => {
  const opened = await TestRedshift.open({ autoRefreshMs: 3_600_000 });
  redshift = opened;
  await opened.land("YES");
  const [shard = ""] = opened.stream.openShards;
  while (opened.stream.reads === 0) await delay(5);
  opened.stream.put(shard, "late", Date.now());
  await delay(50);
  expect(await opened.run("SELECT COUNT(*) FROM landed")).toEqual([[0]]);
  await opened.run("REFRESH MATERIALIZED VIEW landed");
  expect(await opened.run("SELECT COUNT(*) FROM landed")).toEqual([[1]]);
});

async function until(opened: TestRedshift, sql: string, expected: number): Promise<void> {
  for (;;) {
    const [[found] = []] = await opened.run(sql);
    if (found === expected) return;
    await delay(5);
  }
}
