import type { FailedRecord, FailureCode, StreamRecord } from "./stream-record.ts";

/** Limits of PutRecords (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html). */
const PUT_RECORDS_LIMITS = {
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

export type PackLimits = Required<PackOptions>;

export function packLimits({ maxRecords, maxRequestBytes, maxRecordBytes }: PackOptions): PackLimits {
  return {
    maxRecords: maxRecords ?? PUT_RECORDS_LIMITS.records,
    maxRequestBytes: maxRequestBytes ?? PUT_RECORDS_LIMITS.requestBytes,
    maxRecordBytes: maxRecordBytes ?? PUT_RECORDS_LIMITS.recordBytes,
  };
}

/** Records of one request while it is filled, and those that Kinesis would refuse whatever happens. */
export class Batch<Item extends StreamRecord> {
  readonly records: Item[] = [];
  /** Not worth an attempt. */
  readonly rejected: FailedRecord<Item>[] = [];
  readonly #limits: PackLimits;
  #bytes = 0;

  constructor(limits: PackLimits) {
    this.#limits = limits;
  }

  /** Takes the record in or rejects it; false when it belongs into the next request. */
  add(record: Item): boolean {
    const { maxRecords, maxRequestBytes, maxRecordBytes } = this.#limits;
    const bytes = sizeOf(record);
    const { length: characters } = record.partitionKey;
    if (characters < 1 || characters > PUT_RECORDS_LIMITS.partitionKeyCharacters) {
      this.#reject(
        record,
        "InvalidPartitionKey",
        `The partition key has ${characters} characters; 1 to ${PUT_RECORDS_LIMITS.partitionKeyCharacters} are allowed.`,
      );
      return true;
    }
    if (bytes > maxRecordBytes || bytes > maxRequestBytes) {
      const most = Math.min(maxRecordBytes, maxRequestBytes);
      this.#reject(
        record,
        "RecordTooLarge",
        `The record has ${bytes} bytes with its partition key; at most ${most} fit.`,
      );
      return true;
    }
    const { length } = this.records;
    if (length > 0 && (length >= maxRecords || this.#bytes + bytes > maxRequestBytes)) return false;
    this.records.push(record);
    this.#bytes += bytes;
    return true;
  }

  #reject(record: Item, code: FailureCode, message: string): void {
    this.rejected.push({ record, code, message, attempts: 0 });
  }
}

/** Bytes by which Kinesis measures a record. */
export function sizeOf({ partitionKey, data }: StreamRecord): number {
  return Buffer.byteLength(partitionKey, "utf8") + data.byteLength;
}
