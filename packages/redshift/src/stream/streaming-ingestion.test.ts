import { afterAll, beforeAll, expect, test } from "vitest";
import { StreamReadError } from "../stream-reader.ts";
import { asRole, TestRedshift } from "../test-redshift.ts";

let redshift: TestRedshift;

beforeAll(async () => {
  redshift = await TestRedshift.open();
  await redshift.land();
});

afterAll(() => redshift.close());

const arrival = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

function put(...data: readonly (string | Uint8Array)[]): void {
  const [shard = ""] = redshift.stream.openShards;
  for (const item of data) redshift.stream.put(shard, item, arrival);
}

test("a streaming view is empty until it is refreshed, then holds the records with what Kinesis says of them", async () => {
  put('{"sensor_id": 1001, "status": "OK"}', Uint8Array.of(0, 255, 128), "");
  expect(await redshift.run("SELECT COUNT(*) FROM landed")).toEqual([[0]]);
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
  const rows = await redshift.run(
    `SELECT approximate_arrival_timestamp, partition_key, shard_id, kinesis_data, payload, payload.sensor_id::integer,
       refresh_time <= SYSDATE FROM landed ORDER BY sequence_number`,
  );
  expect(rows).toEqual([
    [
      "2026-01-02 03:04:05.678",
      "1001",
      "shardId-000000000000",
      Buffer.from('{"sensor_id": 1001, "status": "OK"}').toString("hex"),
      '{"sensor_id":1001,"status":"OK"}',
      1001,
      true,
    ],
    ["2026-01-02 03:04:05.678", "1001", "shardId-000000000000", "00ff80", null, null, true],
    ["2026-01-02 03:04:05.678", "1001", "shardId-000000000000", "", null, null, true],
  ]);
});

test("a second refresh adds only what is new, and the history tells which was which", async () => {
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
  put("new");
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
  expect(await redshift.run("SELECT COUNT(*) FROM landed")).toEqual([[4]]);
  expect(
    await redshift.run(
      "SELECT TRIM(mv_name), TRIM(refresh_type), status FROM sys_mv_refresh_history ORDER BY start_time DESC LIMIT 2",
    ),
  ).toEqual([
    ["landed", "Manual", "Refresh successfully updated MV incrementally"],
    ["landed", "Manual", "Refresh successfully updated MV incrementally. Stream returned no new data."],
  ]);
  expect(
    await redshift.run(
      "SELECT TRIM(stream_name), TRIM(partition_id), scanned_rows, scanned_bytes FROM sys_stream_scan_states ORDER BY record_time DESC LIMIT 1",
    ),
  ).toEqual([["readings", "shardId-000000000000", 1, 3]]);
});

test("a record the view's query fails on fails the refresh and leaves the view as it was, until it is dropped", async () => {
  await redshift.run(
    "CREATE MATERIALIZED VIEW strict AS SELECT JSON_PARSE(kinesis_data) AS payload FROM kinesis_schema.readings",
  );
  await expect(redshift.run("REFRESH MATERIALIZED VIEW strict")).rejects.toThrow(/^ERROR: /);
  expect(await redshift.run("SELECT COUNT(*) FROM strict")).toEqual([[0]]);
  expect(await redshift.run("SELECT status FROM sys_mv_refresh_history WHERE mv_name = 'strict'")).toEqual([
    [expect.stringMatching(/^Refresh failed\. ./)],
  ]);
  await redshift.run("DROP MATERIALIZED VIEW strict");
  expect(await redshift.run("SELECT COUNT(*) FROM svv_mv_info WHERE name = 'strict'")).toEqual([[0]]);
});

test("a view of groups adds each batch's groups to those it holds", async () => {
  await redshift.run(
    `CREATE MATERIALIZED VIEW by_key AS SELECT partition_key, COUNT(*) AS records, MAX(sequence_number) AS newest
     FROM kinesis_schema.readings GROUP BY partition_key`,
  );
  await redshift.run("REFRESH MATERIALIZED VIEW by_key");
  const [shard = ""] = redshift.stream.openShards;
  const last = redshift.stream.put(shard, "x", arrival);
  redshift.stream.put(shard, "y", arrival, "other");
  await redshift.run("REFRESH MATERIALIZED VIEW by_key");
  expect(await redshift.run("SELECT partition_key, records FROM by_key ORDER BY 1")).toEqual([
    ["1001", 5],
    ["other", 1],
  ]);
  expect(await redshift.run("SELECT newest FROM by_key WHERE partition_key = '1001'")).toEqual([[last.sequenceNumber]]);
});

test("only the owner refreshes, alters or drops a view, and a reader needs no right on the stream", async () => {
  const reader = asRole("reader");
  await expect(redshift.run("SELECT COUNT(*) FROM landed", reader)).rejects.toThrow(
    "ERROR: permission denied for relation landed",
  );
  await redshift.run("GRANT SELECT ON landed TO PUBLIC");
  expect(await redshift.run("SELECT COUNT(*) > 0 FROM landed", reader)).toEqual([[true]]);
  for (const sql of [
    "REFRESH MATERIALIZED VIEW landed",
    "DROP MATERIALIZED VIEW landed",
    "ALTER MATERIALIZED VIEW landed AUTO REFRESH YES",
    "TRUNCATE landed",
  ]) {
    await expect(redshift.run(sql, reader)).rejects.toThrow("ERROR: must be owner of relation landed");
  }
  await expect(
    redshift.run("CREATE MATERIALIZED VIEW mine AS SELECT kinesis_data FROM kinesis_schema.readings", reader),
  ).rejects.toThrow("ERROR: permission denied for schema kinesis_schema");
});

test("a stream that is not there, and one that is denied, are told when the view is made", async () => {
  await expect(
    redshift.run("CREATE MATERIALIZED VIEW m AS SELECT kinesis_data FROM kinesis_schema.nothing"),
  ).rejects.toThrow("Materialized view over stream could not be created, reason: Stream nothing not found.");
});

test("a failing stream fails the refresh in its own words, and the next one goes on", async () => {
  redshift.stream.failNext(new StreamReadError("denied", "User is not authorized to perform: kinesis:GetRecords"));
  await expect(redshift.run("REFRESH MATERIALIZED VIEW landed")).rejects.toThrow(
    "ERROR: User is not authorized to perform: kinesis:GetRecords",
  );
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
});

test("rows deleted from a streaming view do not come back", async () => {
  await redshift.run("DELETE FROM landed WHERE payload IS NULL");
  await redshift.run("REFRESH MATERIALIZED VIEW landed");
  expect(await redshift.run("SELECT COUNT(*) FROM landed")).toEqual([[1]]);
});

test("a view over the streaming view keeps it from being dropped", async () => {
  await redshift.run("CREATE VIEW readable AS SELECT payload FROM landed WHERE payload IS NOT NULL");
  await redshift.run("CREATE MATERIALIZED VIEW summary AS SELECT COUNT(*) AS records FROM landed");
  await expect(redshift.run("DROP MATERIALIZED VIEW landed")).rejects.toThrow(
    "ERROR: cannot drop materialized view landed because other objects depend on it",
  );
  await redshift.run("DROP MATERIALIZED VIEW summary");
  await expect(redshift.run("DROP MATERIALIZED VIEW landed")).rejects.toThrow("because other objects depend on it");
  await expect(redshift.run("DROP SCHEMA kinesis_schema")).rejects.toThrow("because other objects depend on it");
  await redshift.run("DROP VIEW readable");
});
