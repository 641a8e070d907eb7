import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TestRedshift } from "../test-redshift.ts";

let redshift: TestRedshift;

beforeAll(async () => {
  redshift = await TestRedshift.open({ maxRecordBytes: 200 });
  await redshift.land();
});

afterAll(() => redshift.close());

const ARRIVAL = Date.UTC(2026, 0, 2);

function put(...data: readonly (string | Uint8Array)[]): void {
  const [shard = ""] = redshift.stream.openShards;
  for (const item of data) redshift.stream.put(shard, item, ARRIVAL);
}

async function refresh(view: string): Promise<void> {
  await redshift.run(`REFRESH MATERIALIZED VIEW ${view}`);
}

/** https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html */
test("records aggregated by the KPL and compressed ones land as the bytes they are", async () => {
  const aggregated = Buffer.concat([
    Buffer.from("f3899ac2", "hex"),
    Buffer.from("\n\u00041001\u001a\u0006\b"),
    Buffer.alloc(16),
  ]);
  const compressed = gzipSync('{"sensor_id": 1}');
  put(aggregated, compressed);
  await refresh("landed");
  expect(
    await redshift.run(
      "SELECT kinesis_data, CAN_JSON_PARSE(kinesis_data), payload FROM landed ORDER BY sequence_number",
    ),
  ).toEqual([
    [aggregated.toString("hex"), false, null],
    [compressed.toString("hex"), false, null],
  ]);
});

test("a record larger than the column is skipped and logged, and the refresh succeeds", async () => {
  put("x".repeat(201), "x".repeat(200));
  await refresh("landed");
  expect(await redshift.run("SELECT COUNT(*) FROM landed")).toEqual([[3]]);
  expect(
    await redshift.run(
      "SELECT TRIM(mv_name), TRIM(stream_name), TRIM(external_schema_name), stream_timestamp_type, TRIM(error_reason) FROM sys_stream_scan_errors",
    ),
  ).toEqual([["landed", "readings", "kinesis_schema", "A", "The record of 201 bytes exceeds the column's 200 bytes."]]);
  expect(
    await redshift.run(
      "SELECT scanned_rows, skipped_rows FROM sys_stream_scan_states ORDER BY record_time DESC LIMIT 1",
    ),
  ).toEqual([[1, 1]]);
  put("y".repeat(300));
  await refresh("landed");
  expect(await redshift.run("SELECT status FROM sys_mv_refresh_history ORDER BY end_time DESC LIMIT 2")).toEqual([
    ["Refresh successfully updated MV incrementally. All records received from the stream were skipped."],
    ["Refresh successfully updated MV incrementally. Some stream records were skipped."],
  ]);
});

test("each view of a stream reads it from its oldest record, on its own", async () => {
  await redshift.run("CREATE MATERIALIZED VIEW other AS SELECT sequence_number FROM kinesis_schema.readings");
  put("new");
  await refresh("other");
  expect(await redshift.run("SELECT (SELECT COUNT(*) FROM landed), (SELECT COUNT(*) FROM other)")).toEqual([[3, 4]]);
  await refresh("landed");
  expect(await redshift.run("SELECT COUNT(*) FROM landed")).toEqual([[4]]);
});

test("what was deleted or moved away does not come back; a view made again reads what is still kept", async () => {
  await redshift.run("CREATE TABLE archive (sequence_number VARCHAR(128))");
  await redshift.run("ALTER TABLE archive APPEND FROM other");
  await redshift.run("TRUNCATE landed");
  await refresh("landed");
  await refresh("other");
  expect(
    await redshift.run(
      "SELECT (SELECT COUNT(*) FROM archive), (SELECT COUNT(*) FROM other), (SELECT COUNT(*) FROM landed)",
    ),
  ).toEqual([[4, 0, 0]]);
  const [shard = ""] = redshift.stream.openShards;
  redshift.stream.expire(shard, 2);
  await redshift.run("DROP MATERIALIZED VIEW other");
  await redshift.run("CREATE MATERIALIZED VIEW other AS SELECT sequence_number FROM kinesis_schema.readings");
  await refresh("other");
  // Of the four that fit, the two oldest are gone from the stream.
  expect(await redshift.run("SELECT COUNT(*) FROM other")).toEqual([[2]]);
});

test("records that expire before a refresh are lost, and the rest is read", async () => {
  put("lost", "kept");
  const [shard = ""] = redshift.stream.openShards;
  redshift.stream.expire(shard, 5);
  await refresh("landed");
  expect(await redshift.run("SELECT FROM_VARBYTE(kinesis_data, 'utf8') FROM landed")).toEqual([["kept"]]);
});
