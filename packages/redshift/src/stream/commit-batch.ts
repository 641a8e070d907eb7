import { BATCH_TABLE } from "../catalog/engine-catalog.ts";
import { HISTORY_ROWS } from "../catalog/internal-tables.ts";
import type { EngineConnection } from "../engine/engine.ts";
import { timestampText } from "../execute/timestamp-text.ts";
import type { StreamRecord } from "../stream-reader.ts";
import { encodeBatch } from "./encode-batch.ts";
import { byteLength, type ScannedShard } from "./scanned-shard.ts";
import type { ShardCheckpoint } from "./stream-scan.ts";
import type { StreamingView } from "./streaming-view.ts";

/** The view is not there any more: somebody dropped it while its stream was read. */
export class ViewGoneError extends Error {
  override readonly name = "ViewGoneError";
}

export interface BatchTimes {
  /** When the refresh started: `refresh_time` of its rows. */
  readonly refreshTime: number;
  readonly now: number;
}

export interface CommittedBatch {
  readonly checkpoints: readonly ShardCheckpoint[];
  readonly scanned: number;
  readonly skipped: number;
}

/** Columns of the rows that `SAVE` takes as JSON, with PostgreSQL's types. */
const SCAN_ROW =
  "shard_id text, position text, finished boolean, rows bigint, skipped bigint, bytes bigint, oldest timestamp, newest timestamp";

const SAVE = `
WITH scanned AS (SELECT * FROM json_to_recordset($1::json) AS r(${SCAN_ROW})),
checkpoints AS (
  INSERT INTO redshift_internal.shard_checkpoint AS c (view, shard_id, position, finished)
  SELECT $2::oid, shard_id, position, finished FROM scanned
  ON CONFLICT (view, shard_id) DO UPDATE SET position = coalesce(excluded.position, c.position), finished = excluded.finished
)
INSERT INTO redshift_internal.stream_scan (user_id, external_schema, stream, view_name, transaction_id, record_time, shard_id,
  position, scanned_rows, skipped_rows, scanned_bytes, oldest, newest)
SELECT $3::oid, $4, $5, $6, txid_current(), $7::timestamp, shard_id, position, rows, skipped, bytes, oldest, newest
FROM scanned WHERE rows + skipped > 0
RETURNING id`;

const SAVE_ERRORS = `
INSERT INTO redshift_internal.stream_scan_error (user_id, external_schema, stream, view_name, transaction_id, stream_timestamp,
  record_time, shard_id, position, code, reason)
SELECT $2::oid, $3, $4, $5, txid_current(), r.arrival, $6::timestamp, r.shard_id, r.position, 1, left(r.reason, 128)
FROM json_to_recordset($1::json) AS r(arrival timestamp, shard_id text, position text, reason text)`;

/**
 * Runs the view's query over the records and commits its rows together with the checkpoints: a record is in the view
 * exactly once, whatever dies when. A record the columns can't hold is skipped and logged (SYS_STREAM_SCAN_ERRORS), as Redshift does
 * with one too large; any other failure is the query's, and leaves view and checkpoints as they were.
 * @throws {EngineError} what the view's query failed with
 * @throws {ViewGoneError}
 */
export async function commitBatch(
  connection: EngineConnection,
  view: StreamingView,
  batch: readonly ScannedShard[],
  maxRecordBytes: number,
  times: BatchTimes,
): Promise<CommittedBatch> {
  const judged = batch.map((shard) => judge(shard, maxRecordBytes));
  await connection.execute("BEGIN");
  try {
    const present = await connection.query("SELECT 1 FROM redshift_internal.materialized_view WHERE id = $1::oid", [
      view.id,
    ]);
    if (present.rowCount === 0) throw new ViewGoneError(`Materialized view ${view.name} was dropped.`);
    const rows = judged.filter((shard) => shard.records.length > 0);
    if (rows.length > 0) {
      await connection.copy(
        `COPY ${BATCH_TABLE} FROM '/dev/blob' WITH (FORMAT binary)`,
        encodeBatch(rows, times.refreshTime),
      );
      await connection.query(view.load);
    }
    await save(connection, view, judged, times.now);
    await connection.execute("COMMIT");
  } catch (error) {
    await connection.execute("ROLLBACK");
    throw error;
  }
  return {
    checkpoints: judged.map(({ shardId, position, finished }) => ({
      shardId,
      finished,
      ...(position === undefined ? {} : { position }),
    })),
    scanned: judged.reduce((sum, shard) => sum + shard.records.length, 0),
    skipped: judged.reduce((sum, shard) => sum + shard.skipped.length, 0),
  };
}

interface JudgedShard extends ScannedShard {
  readonly position: string | undefined;
  readonly skipped: readonly { readonly record: StreamRecord; readonly reason: string }[];
}

function judge(shard: ScannedShard, maxRecordBytes: number): JudgedShard {
  const records: StreamRecord[] = [];
  const skipped: { record: StreamRecord; reason: string }[] = [];
  for (const record of shard.records) {
    const reason = reasonToSkip(record, maxRecordBytes);
    if (reason === undefined) records.push(record);
    else skipped.push({ record, reason });
  }
  return { ...shard, records, skipped, position: shard.records.at(-1)?.sequenceNumber };
}

/** The codes and words Redshift uses here are not documented: these are ours. */
function reasonToSkip(record: StreamRecord, maxRecordBytes: number): string | undefined {
  const size = record.data.byteLength;
  if (size > maxRecordBytes) return `The record of ${size} bytes exceeds the column's ${maxRecordBytes} bytes.`;
  return record.partitionKey.includes("\0")
    ? "The partition key has a NUL character, which no VARCHAR holds."
    : undefined;
}

async function save(
  connection: EngineConnection,
  view: StreamingView,
  judged: readonly JudgedShard[],
  now: number,
): Promise<void> {
  const rows = judged.map(({ shardId, position, finished, records, skipped }) => ({
    shard_id: shardId,
    position,
    finished,
    rows: records.length,
    skipped: skipped.length,
    bytes: byteLength(records),
    oldest: arrival(records.at(0)),
    newest: arrival(records.at(-1)),
  }));
  const names = [view.owner, view.externalSchema, view.stream, view.name, timestampText(now)];
  const saved = await connection.query(SAVE, [JSON.stringify(rows), view.id, ...names]);
  await trim(connection, "stream_scan", Number(saved.rows.at(-1)?.[0] ?? 0), saved.rowCount);
  const errors = judged.flatMap(({ shardId, skipped }) =>
    skipped.map(({ record, reason }) => ({
      arrival: arrival(record),
      shard_id: shardId,
      position: record.sequenceNumber,
      reason,
    })),
  );
  if (errors.length > 0) await connection.query(SAVE_ERRORS, [JSON.stringify(errors), ...names]);
}

/** Keeps `HISTORY_ROWS` rows of a history, looking only now and then. */
export async function trim(connection: EngineConnection, table: string, newest: number, added: number): Promise<void> {
  const interval = 500;
  if (Math.floor(newest / interval) === Math.floor((newest - added) / interval)) return;
  await connection.query(`DELETE FROM redshift_internal.${table} WHERE id <= $1::bigint`, [
    String(newest - HISTORY_ROWS),
  ]);
}

function arrival(record: StreamRecord | undefined): string | null {
  return record === undefined ? null : timestampText(record.approximateArrivalTimestamp);
}
