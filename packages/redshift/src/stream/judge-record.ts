import type { StreamRecord } from "../stream-reader.ts";
import type { ScannedShard } from "./scanned-shard.ts";

/** What was scanned of a shard, the records the columns can't hold set apart. */
export interface JudgedShard extends ScannedShard {
  /** Sequence number of the last record, kept or skipped. */
  readonly position: string | undefined;
  readonly skipped: readonly { readonly record: StreamRecord; readonly reason: string }[];
}

/** Sets apart what Redshift skips and logs: https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html */
export function judge(shard: ScannedShard, maxRecordBytes: number): JudgedShard {
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
