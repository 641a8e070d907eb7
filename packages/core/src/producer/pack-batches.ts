import { Batch, type PackOptions, packLimits } from "./batch.ts";
import type { FailedRecord, StreamRecord } from "./stream-record.ts";

export interface Packed<Item extends StreamRecord> {
  /** In the order given; none is empty, each can be sent in one request. */
  readonly batches: readonly (readonly Item[])[];
  /** What Kinesis would refuse whatever happens, so that it is not worth an attempt. */
  readonly rejected: readonly FailedRecord<Item>[];
}

/** Fills requests with records in the order given. */
export function packBatches<Item extends StreamRecord>(
  records: readonly Item[],
  options: PackOptions = {},
): Packed<Item> {
  const limits = packLimits(options);
  let batch = new Batch<Item>(limits);
  const filled = [batch];
  for (const record of records) {
    if (batch.add(record)) continue;
    batch = new Batch<Item>(limits);
    filled.push(batch);
    batch.add(record);
  }
  return {
    batches: filled.map((one) => one.records).filter(({ length }) => length > 0),
    rejected: filled.flatMap(({ rejected }) => rejected),
  };
}
