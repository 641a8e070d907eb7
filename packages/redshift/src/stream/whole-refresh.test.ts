import { afterEach, expect, test } from "vitest";
import { StreamReadError } from "../stream-reader.ts";
import { TestRedshift } from "../test-redshift.ts";

let redshift: TestRedshift | undefined;

afterEach(async () => {
  await redshift?.close();
  redshift = undefined;
});

const ARRIVAL = Date.UTC(2026, 0, 1);

async function openStrict(): Promise<TestRedshift> {
  const opened = await TestRedshift.open({ recordsPerTransaction: 5000 });
  redshift = opened;
  await opened.land();
  await opened.run(
    "CREATE MATERIALIZED VIEW strict AS SELECT sequence_number, JSON_PARSE(kinesis_data) AS payload FROM kinesis_schema.readings",
  );
  return opened;
}

function put({ stream }: TestRedshift, count: number, data = '{"a": 1}'): void {
  const [shard = ""] = stream.openShards;
  for (let index = 0; index < count; index++) stream.put(shard, data, ARRIVAL + index);
}

test("a record that fails after many good ones takes the whole refresh back, and the view stays as it was", async () => {
  const opened = await openStrict();
  put(opened, 3);
  await opened.run("REFRESH MATERIALIZED VIEW strict");
  put(opened, 25_000);
  put(opened, 1, "no json");
  for (let attempt = 0; attempt < 2; attempt++) {
    await expect(opened.run("REFRESH MATERIALIZED VIEW strict")).rejects.toThrow("JSON parsing error");
    expect(await opened.run("SELECT COUNT(*) FROM strict")).toEqual([[3]]);
  }
  // Nothing of a failed refresh is told as read.
  expect(
    await opened.run("SELECT SUM(scanned_rows)::INTEGER FROM sys_stream_scan_states WHERE TRIM(mv_name) = 'strict'"),
  ).toEqual([[3]]);
  await opened.reopen();
  await expect(opened.run("REFRESH MATERIALIZED VIEW strict")).rejects.toThrow("JSON parsing error");
  expect(await opened.run("SELECT COUNT(*) FROM strict")).toEqual([[3]]);
  // Another view of the same stream goes on.
  await opened.run("REFRESH MATERIALIZED VIEW landed");
  expect(await opened.run("SELECT COUNT(*), COUNT(payload) FROM landed")).toEqual([[25_004, 25_003]]);
});

test("a stream that fails while it is read leaves the view as it was, and the next refresh reads everything once", async () => {
  const opened = await openStrict();
  put(opened, 35_000);
  const { stream } = opened;
  const read = stream.getRecords.bind(stream);
  let reads = 0;
  stream.getRecords = (...given) => {
    reads += 1;
    return reads === 4 ? Promise.reject(new StreamReadError("denied", "not authorized")) : read(...given);
  };
  await expect(opened.run("REFRESH MATERIALIZED VIEW strict")).rejects.toThrow("not authorized");
  expect(await opened.run("SELECT COUNT(*) FROM strict")).toEqual([[0]]);
  await opened.run("REFRESH MATERIALIZED VIEW strict");
  expect(await opened.run("SELECT COUNT(*), COUNT(DISTINCT sequence_number) FROM strict")).toEqual([[35_000, 35_000]]);
});

test("who reads while a long refresh runs sees none of it, and waits only for a batch", async () => {
  const opened = await openStrict();
  put(opened, 40_000);
  const refreshed = opened.run("REFRESH MATERIALIZED VIEW strict").then(() => "refreshed");
  const seen = new Set<unknown>();
  let reads = 0;
  for (;;) {
    const ended = await Promise.race([refreshed, Promise.resolve("running")]);
    if (ended === "refreshed") break;
    const [[rows] = []] = await opened.run("SELECT COUNT(*) FROM strict");
    seen.add(rows);
    reads += 1;
  }
  expect([...seen].every((rows) => rows === 0 || rows === 40_000)).toBe(true);
  expect(reads).toBeGreaterThan(2);
});

test("a view dropped while its stream is read fails the refresh and leaves nothing", async () => {
  const opened = await openStrict();
  put(opened, 30_000);
  const refreshed = opened.run("REFRESH MATERIALIZED VIEW strict");
  const { stream } = opened;
  while (stream.reads < 2) await new Promise((resolve) => setTimeout(resolve, 1));
  await opened.run("DROP MATERIALIZED VIEW strict");
  await expect(refreshed).rejects.toThrow("was dropped");
  await opened.run("CREATE MATERIALIZED VIEW strict AS SELECT shard_id FROM kinesis_schema.readings");
  await opened.run("REFRESH MATERIALIZED VIEW strict");
  expect(await opened.run("SELECT COUNT(*) FROM strict")).toEqual([[30_000]]);
});

test("an automatic refresh is whole as well", async () => {
  const opened = await openStrict();
  put(opened, 12_000);
  put(opened, 1, "no json");
  await opened.run("ALTER MATERIALIZED VIEW strict AUTO REFRESH YES");
  for (;;) {
    const [[failed] = []] = await opened.run(
      "SELECT COUNT(*) FROM sys_mv_refresh_history WHERE TRIM(mv_name) = 'strict' AND status LIKE 'Refresh failed.%'",
    );
    if (failed !== 0) break;
  }
  const [[rows] = []] = await opened.run("SELECT COUNT(*) FROM strict");
  // What one read of the shard gave is one refresh; the failing record came with the second.
  expect([0, 10_000]).toContain(rows);
});
