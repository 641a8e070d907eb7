/**
 * How this Redshift reads streams. Whoever embeds it passes a reader per role and region, so it can stand beside
 * any Kinesis: the local one in this process, another emulator, or AWS.
 */

export interface StreamShard {
  readonly shardId: string;
  readonly parentShardId?: string;
  readonly adjacentParentShardId?: string;
  /** Set once the shard is closed by a split or a merge. */
  readonly endingSequenceNumber?: string;
}

export interface StreamRecord {
  readonly data: Uint8Array;
  readonly partitionKey: string;
  /** Decimal text: it does not fit a bigint column. */
  readonly sequenceNumber: string;
  /** Milliseconds since the epoch. */
  readonly approximateArrivalTimestamp: number;
}

export interface StreamPage {
  readonly records: readonly StreamRecord[];
  /** Undefined at the end of a closed shard. */
  readonly nextIterator?: string;
  readonly millisBehindLatest: number;
}

export interface StreamReader {
  listShards(stream: string): Promise<readonly StreamShard[]>;
  /** An iterator just after a sequence number, or at the oldest record retained. */
  getIterator(stream: string, shardId: string, position: { readonly after: string } | "TRIM_HORIZON"): Promise<string>;
  getRecords(stream: string, iterator: string, limit: number): Promise<StreamPage>;
}

/** `region` is the external schema's REGION, or undefined for the workgroup's own. */
export type StreamReaderFor = (roleArn: string, region: string | undefined) => StreamReader;

export type StreamReadFailure = "denied" | "expired" | "throttled" | "gone";

/** What a reader throws: `kind` decides what the refresh does, the message is the stream service's own. */
export class StreamReadError extends Error {
  override readonly name = "StreamReadError";
  readonly kind: StreamReadFailure;
  constructor(kind: StreamReadFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
