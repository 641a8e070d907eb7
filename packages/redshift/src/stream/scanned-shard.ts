import type { StreamRecord } from "../stream-reader.ts";

/** Records of one shard in their order, all of them after its checkpoint. */
export interface ScannedShard {
  readonly shardId: string;
  readonly records: readonly StreamRecord[];
  /** Set with the last records of a closed shard: nothing will follow. */
  readonly finished: boolean;
}

/** How much goes into one transaction: a query waits for the one that runs. */
export interface BatchLimit {
  readonly records: number;
  readonly bytes: number;
}

/** Cuts what was scanned into batches within the limit, keeping each shard's order; a record alone may exceed the bytes. */
export function* batchesOf(scanned: readonly ScannedShard[], limit: BatchLimit): Generator<readonly ScannedShard[]> {
  let batch: ScannedShard[] = [];
  let used = { records: 0, bytes: 0 };
  for (const { shardId, records, finished } of scanned) {
    let from = 0;
    for (const [index, record] of records.entries()) {
      const bytes = used.bytes + record.data.byteLength;
      if (used.records > 0 && (used.records === limit.records || bytes > limit.bytes)) {
        if (index > from) batch.push({ shardId, records: records.slice(from, index), finished: false });
        yield batch;
        batch = [];
        used = { records: 0, bytes: 0 };
        from = index;
      }
      used = { records: used.records + 1, bytes: used.bytes + record.data.byteLength };
    }
    if (from < records.length || finished) batch.push({ shardId, records: records.slice(from), finished });
  }
  if (batch.length > 0) yield batch;
}

/** Bytes of data of the records. */
export function byteLength(records: readonly StreamRecord[]): number {
  return records.reduce((sum, record) => sum + record.data.byteLength, 0);
}
