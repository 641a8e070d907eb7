import type { EngineConnection } from "../engine/engine.ts";
import { timestampText } from "../execute/timestamp-text.ts";
import type { StreamRecord } from "../stream-reader.ts";
import type { JudgedShard } from "./judge-record.ts";
import { byteLength } from "./scanned-shard.ts";
import type { ShardCheckpoint } from "./stream-scan.ts";
import type { StreamingView } from "./streaming-view.ts";
import { HISTORY_LIMIT, trim } from "./trim-history.ts";

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

interface ShardRow {
  readonly shard_id: string;
  position: string | undefined;
  finished: boolean;
  rows: number;
  skipped: number;
  bytes: number;
  oldest: string | null;
  newest: string | null;
}

/** What one refresh has read of a stream: where it stands in each shard, and what SYS_STREAM_SCAN_STATES and _ERRORS will tell. */
export class ScanAccount {
  readonly #shards = new Map<string, ShardRow>();
  readonly #errors: object[] = [];
  scanned = 0;
  skipped = 0;

  add({ shardId, records, skipped, position, finished }: JudgedShard): void {
    if (position === undefined && !finished) return;
    const row = this.#shards.get(shardId) ?? emptyRow(shardId);
    this.#shards.set(shardId, row);
    row.position = position ?? row.position;
    row.finished = finished;
    row.rows += records.length;
    row.skipped += skipped.length;
    row.bytes += byteLength(records);
    row.oldest ??= arrival(records.at(0));
    row.newest = arrival(records.at(-1)) ?? row.newest;
    this.scanned += records.length;
    this.skipped += skipped.length;
    for (const { record, reason } of skipped) {
      if (this.#errors.length === HISTORY_LIMIT) this.#errors.shift();
      this.#errors.push({ arrival: arrival(record), shard_id: shardId, position: record.sequenceNumber, reason });
    }
  }

  get checkpoints(): readonly ShardCheckpoint[] {
    return [...this.#shards.values()].map(({ shard_id: shardId, position, finished }) => ({
      shardId,
      finished,
      ...(position === undefined ? {} : { position }),
    }));
  }

  /** Writes it within the transaction that the rows are committed in. */
  async save(connection: EngineConnection, view: StreamingView, now: number): Promise<void> {
    if (this.#shards.size === 0) return;
    const names = [view.owner, view.externalSchema, view.stream, view.name, timestampText(now)];
    const saved = await connection.query(SAVE, [JSON.stringify([...this.#shards.values()]), view.id, ...names]);
    await trim(connection, "stream_scan", Number(saved.rows.at(-1)?.[0] ?? 0), saved.rowCount);
    if (this.#errors.length > 0) await connection.query(SAVE_ERRORS, [JSON.stringify(this.#errors), ...names]);
  }
}

function emptyRow(shardId: string): ShardRow {
  return {
    shard_id: shardId,
    position: undefined,
    finished: false,
    rows: 0,
    skipped: 0,
    bytes: 0,
    oldest: null,
    newest: null,
  };
}

function arrival(record: StreamRecord | undefined): string | null {
  return record === undefined ? null : timestampText(record.approximateArrivalTimestamp);
}
