import type { FailedRecord, FailureCode, StreamRecord } from "./stream-record.ts";

/** Limits of PutRecords (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html). */
export const PUT_RECORDS_LIMITS = {
  records: 500,
  /** Data before base64, and partition keys, of the whole request. */
  requestBytes: 10 * 1024 * 1024,
  /** Data before base64, and partition key, of one record: the default of a stream's MaxRecordSizeInKiB. */
  recordBytes: 1024 * 1024,
  partitionKeyCharacters: 256,
} as const;

export interface PackOptions {
  /** @default 500 */
  readonly maxRecords?: number;
  /** @default 10 MiB */
  readonly maxRequestBytes?: number;
  /** Raise it together with the stream's own MaxRecordSizeInKiB. @default 1 MiB */
  readonly maxRecordBytes?: number;
}

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
  const {
    maxRecords = PUT_RECORDS_LIMITS.records,
    maxRequestBytes = PUT_RECORDS_LIMITS.requestBytes,
    maxRecordBytes = PUT_RECORDS_LIMITS.recordBytes,
  } = options;
  const batches: Item[][] = [];
  const rejected: FailedRecord<Item>[] = [];
  let batch: Item[] = [];
  let batchBytes = 0;
  for (const record of records) {
    const bytes = sizeOf(record);
    const refusal = refusalOf(record, bytes, Math.min(maxRecordBytes, maxRequestBytes));
    if (refusal) {
      rejected.push(refusal);
      continue;
    }
    if (batch.length === 0 || batch.length === maxRecords || batchBytes + bytes > maxRequestBytes) {
      batch = [];
      batches.push(batch);
      batchBytes = 0;
    }
    batch.push(record);
    batchBytes += bytes;
  }
  return { batches, rejected };
}

/** Bytes by which Kinesis measures a record. */
export function sizeOf({ partitionKey, data }: StreamRecord): number {
  return Buffer.byteLength(partitionKey, "utf8") + data.byteLength;
}

function refusalOf<Item extends StreamRecord>(
  record: Item,
  bytes: number,
  maxBytes: number,
): FailedRecord<Item> | undefined {
  const refuse = (code: FailureCode, message: string) => ({ record, code, message, attempts: 0 });
  if (bytes > maxBytes) {
    return refuse("RecordTooLarge", `The record has ${bytes} bytes with its partition key; at most ${maxBytes} fit.`);
  }
  const characters = record.partitionKey.length;
  if (characters < 1 || characters > PUT_RECORDS_LIMITS.partitionKeyCharacters) {
    return refuse(
      "InvalidPartitionKey",
      `The partition key has ${characters} characters; 1 to ${PUT_RECORDS_LIMITS.partitionKeyCharacters} are allowed.`,
    );
  }
  return undefined;
}
