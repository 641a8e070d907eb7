import { ACCOUNT_ID } from "../../account.ts";
import { hashKeyOf } from "./hash-key.ts";
import type { Shard } from "./shard.ts";
import type { Stream } from "./stream.ts";

export interface NewRecord {
  readonly data: Uint8Array;
  readonly partitionKey: string;
  readonly explicitHashKey?: bigint;
  /** Data and partition key, which count together. */
  readonly bytes: number;
}

export interface WrittenRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
}

/** A record its shard did not take. */
export interface RefusedRecord {
  readonly errorCode: string;
  readonly errorMessage: string;
}

/** Writes each record to its shard, or says why not; those written are kept when this returns. */
export function writeRecords(
  stream: Stream,
  records: readonly NewRecord[],
  now: number,
): (WrittenRecord | RefusedRecord)[] {
  const touched = new Set<Shard>();
  const results = records.map((record): WrittenRecord | RefusedRecord => {
    const shard = stream.shardFor(record.explicitHashKey ?? hashKeyOf(record.partitionKey));
    if (!shard.limits.admitsWrite(record.bytes, now)) {
      return { errorCode: "ProvisionedThroughputExceededException", errorMessage: rateExceeded(stream, shard) };
    }
    touched.add(shard);
    const index = shard.log.append(shard.arrivalAt(now), record.partitionKey, record.data);
    return { shardId: shard.id, sequenceNumber: shard.sequenceOf(index) };
  });
  flushAll(touched);
  return results;
}

/** All of them, even when one fails: what was appended must be on disk before anyone reads it. */
function flushAll(shards: Iterable<Shard>): void {
  const failures: unknown[] = [];
  for (const shard of shards) {
    try {
      shard.log.flush();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `Records can't be written: ${failures[0]}`);
}

export function rateExceeded(stream: Stream, shard: Shard): string {
  return `Rate exceeded for shard ${shard.id} in stream ${stream.name} under account ${ACCOUNT_ID}.`;
}
