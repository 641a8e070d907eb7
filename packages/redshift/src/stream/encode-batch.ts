import { KNOWN_JSON } from "../plan/streaming-view.ts";
import type { StreamRecord } from "../stream-reader.ts";
import { byteLength, type ScannedShard } from "./scanned-shard.ts";
import { isSurelyJson } from "./sure-json.ts";

/** Header of PostgreSQL's binary COPY (https://www.postgresql.org/docs/18/sql-copy.html): signature, no flags, no extension. */
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");

const TRAILER = Buffer.from([0xff, 0xff]);

/** PostgreSQL counts microseconds from 2000-01-01. */
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);

/** What a row takes besides its data and partition key: field count, seven lengths, two timestamps, a boolean, ids with room to spare. */
const ROW_BYTES = 2 + 7 * 4 + 2 * 8 + 1 + 256;

/** Columns in the order `encodeBatch` writes them: those a stream offers, and whether the data surely is JSON. */
const BATCH_COLUMNS = [
  "approximate_arrival_timestamp",
  "partition_key",
  "shard_id",
  "sequence_number",
  "refresh_time",
  "kinesis_data",
  KNOWN_JSON,
] as const;

/**
 * The records as rows of `BATCH_COLUMNS` in binary COPY form, which takes bytes as they are.
 * @param readsJson whether it matters which of them are JSON
 */
export function encodeBatch(
  shards: readonly ScannedShard[],
  refreshTime: number,
  readsJson: boolean,
): Uint8Array<ArrayBuffer> {
  const keys = shards
    .flatMap((shard) => shard.records)
    .reduce((sum, record) => sum + record.partitionKey.length * 3, 0);
  const rows = shards.reduce((sum, shard) => sum + shard.records.length, 0);
  const data = shards.reduce((sum, shard) => sum + byteLength(shard.records), 0);
  const buffer = Buffer.from(new ArrayBuffer(HEADER.length + TRAILER.length + rows * ROW_BYTES + keys + data));
  let at = HEADER.copy(buffer);
  const refreshed = microseconds(refreshTime);
  for (const { shardId, records } of shards) {
    for (const record of records) {
      at = writeRow(buffer, at, shardId, record, refreshed);
      at = buffer.writeInt8(Number(readsJson && isSurelyJson(record.data)), buffer.writeInt32BE(1, at));
    }
  }
  at += TRAILER.copy(buffer, at);
  return new Uint8Array(buffer.buffer, 0, at) as Uint8Array<ArrayBuffer>;
}

function writeRow(buffer: Buffer, start: number, shardId: string, record: StreamRecord, refreshed: bigint): number {
  let at = buffer.writeInt16BE(BATCH_COLUMNS.length, start);
  at = writeTime(buffer, at, microseconds(record.approximateArrivalTimestamp));
  at = writeText(buffer, at, record.partitionKey);
  at = writeText(buffer, at, shardId);
  at = writeText(buffer, at, record.sequenceNumber);
  at = writeTime(buffer, at, refreshed);
  at = buffer.writeInt32BE(record.data.byteLength, at);
  buffer.set(record.data, at);
  return at + record.data.byteLength;
}

function writeText(buffer: Buffer, at: number, text: string): number {
  const bytes = buffer.write(text, at + 4, "utf8");
  buffer.writeInt32BE(bytes, at);
  return at + 4 + bytes;
}

function writeTime(buffer: Buffer, at: number, time: bigint): number {
  return buffer.writeBigInt64BE(time, buffer.writeInt32BE(8, at));
}

function microseconds(time: number): bigint {
  return BigInt(Math.round((time - POSTGRES_EPOCH_MS) * 1000));
}
