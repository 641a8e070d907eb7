/** One record to be put into a stream. */
export interface StreamRecord {
  /** 1 to 256 characters; decides on the shard. */
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

/** A record that the stream does not have, and why. */
export interface FailedRecord<Item extends StreamRecord = StreamRecord> {
  readonly record: Item;
  /** Kinesis' error code of the last attempt, or one of this module's {@link FailureCode}s. */
  readonly code: string;
  readonly message: string;
  /** How often it was sent; 0 when it was given up before. */
  readonly attempts: number;
}

/** Reasons of our own for which a record is given up without an answer from Kinesis. */
export type FailureCode = "RecordTooLarge" | "InvalidPartitionKey" | "CircuitOpen" | "Aborted";
