import {
  type StreamPage,
  StreamReadError,
  type StreamReader,
  type StreamReadFailure,
  type StreamRecord,
  type StreamShard,
} from "@sensor-pipeline/redshift/stream-reader";

/** Calls an operation of Kinesis: its input and output are those of the SDK's commands. */
export type KinesisCall = <Output>(
  operation: "ListShards" | "GetShardIterator" | "GetRecords",
  input: Readonly<Record<string, unknown>>,
) => Promise<Output>;

/** What Kinesis' and IAM's errors mean to a refresh; any other is thrown as it is. */
const FAILURES: Readonly<Record<string, StreamReadFailure>> = {
  ExpiredIteratorException: "expired",
  ProvisionedThroughputExceededException: "throttled",
  LimitExceededException: "throttled",
  AccessDenied: "denied",
  AccessDeniedException: "denied",
  KMSAccessDeniedException: "denied",
  ResourceNotFoundException: "gone",
};

interface Shard {
  readonly ShardId: string;
  readonly ParentShardId?: string;
  readonly AdjacentParentShardId?: string;
  readonly SequenceNumberRange: { readonly EndingSequenceNumber?: string };
}

interface KinesisRecord {
  readonly Data: Uint8Array;
  readonly PartitionKey: string;
  readonly SequenceNumber: string;
  readonly ApproximateArrivalTimestamp: Date;
}

/** Reads streams by whatever calls Kinesis. */
export class KinesisReader implements StreamReader {
  readonly #kinesis: KinesisCall;

  constructor(kinesis: KinesisCall) {
    this.#kinesis = kinesis;
  }

  async listShards(stream: string): Promise<readonly StreamShard[]> {
    const shards: StreamShard[] = [];
    let token: string | undefined;
    do {
      const input = token === undefined ? { StreamName: stream } : { NextToken: token };
      const page = await this.#call<{ Shards: readonly Shard[]; NextToken?: string }>("ListShards", input);
      shards.push(...page.Shards.map(shardOf));
      token = page.NextToken;
    } while (token !== undefined);
    return shards;
  }

  async getIterator(
    stream: string,
    shardId: string,
    position: { readonly after: string } | "TRIM_HORIZON",
  ): Promise<string> {
    const start =
      position === "TRIM_HORIZON"
        ? { ShardIteratorType: "TRIM_HORIZON" }
        : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", StartingSequenceNumber: position.after };
    const answer = await this.#call<{ ShardIterator: string }>("GetShardIterator", {
      StreamName: stream,
      ShardId: shardId,
      ...start,
    });
    return answer.ShardIterator;
  }

  async getRecords(_stream: string, iterator: string, limit: number): Promise<StreamPage> {
    const answer = await this.#call<{
      Records: readonly KinesisRecord[];
      /** None, or null, when the shard is closed and read to its end. */
      NextShardIterator?: string | null;
      MillisBehindLatest: number;
    }>("GetRecords", { ShardIterator: iterator, Limit: limit });
    return {
      records: answer.Records.map(recordOf),
      millisBehindLatest: answer.MillisBehindLatest,
      ...(answer.NextShardIterator ? { nextIterator: answer.NextShardIterator } : {}),
    };
  }

  /** @throws {StreamReadError} what a refresh knows how to take; any other error as it is */
  async #call<Output>(...[operation, input]: Parameters<KinesisCall>): Promise<Output> {
    try {
      return await this.#kinesis<Output>(operation, input);
    } catch (error) {
      const kind = error instanceof Error ? FAILURES[codeOf(error)] : undefined;
      if (kind === undefined || !(error instanceof Error)) throw error;
      throw new StreamReadError(kind, error.message, { cause: error });
    }
  }
}

/** This local AWS' errors have a code, the SDK's a name. */
function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

function shardOf({ ShardId, ParentShardId, AdjacentParentShardId, SequenceNumberRange }: Shard): StreamShard {
  const endingSequenceNumber = SequenceNumberRange.EndingSequenceNumber;
  return {
    shardId: ShardId,
    ...(ParentShardId === undefined ? {} : { parentShardId: ParentShardId }),
    ...(AdjacentParentShardId === undefined ? {} : { adjacentParentShardId: AdjacentParentShardId }),
    ...(endingSequenceNumber === undefined ? {} : { endingSequenceNumber }),
  };
}

function recordOf(record: KinesisRecord): StreamRecord {
  return {
    data: record.Data,
    partitionKey: record.PartitionKey,
    sequenceNumber: record.SequenceNumber,
    approximateArrivalTimestamp: record.ApproximateArrivalTimestamp.getTime(),
  };
}
