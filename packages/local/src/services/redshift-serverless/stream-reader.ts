import {
  type StreamPage,
  StreamReadError,
  type StreamReader,
  type StreamReadFailure,
  type StreamRecord,
  type StreamShard,
} from "@sensor-pipeline/redshift/stream-reader";
import { ACCOUNT_ID } from "../../account.ts";
import { AwsError, type Caller, type ServiceContext } from "../../service.ts";

/** Redshift takes a role on as either; a role's trust names one of them or both (https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service.html). */
const SERVERLESS = servicePrincipal("redshift-serverless.amazonaws.com");
const PROVISIONED = servicePrincipal("redshift.amazonaws.com");

const SESSION = "redshift";

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

/** Reads streams of this local AWS as a role, taken on anew for each call: what the role may do counts when it does it. */
export class KinesisReader implements StreamReader {
  readonly #context: ServiceContext;
  readonly #roleArn: string;
  readonly #region: string;

  constructor(context: ServiceContext, roleArn: string, region: string | undefined) {
    this.#context = context;
    this.#roleArn = roleArn;
    this.#region = region ?? context.region;
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
      NextShardIterator?: string;
      MillisBehindLatest: number;
    }>("GetRecords", { ShardIterator: iterator, Limit: limit });
    return {
      records: answer.Records.map(recordOf),
      millisBehindLatest: answer.MillisBehindLatest,
      ...(answer.NextShardIterator === undefined ? {} : { nextIterator: answer.NextShardIterator }),
    };
  }

  async #call<Output>(operation: string, input: unknown): Promise<Output> {
    const { region } = this.#context;
    if (this.#region !== region) {
      throw new StreamReadError("gone", `This local AWS has the Region ${region} only, not ${this.#region}.`);
    }
    try {
      return await this.#context.call<Output>(this.#role(), "kinesis", operation, input);
    } catch (error) {
      const kind = error instanceof AwsError ? FAILURES[error.code] : undefined;
      if (kind === undefined || !(error instanceof AwsError)) throw error;
      throw new StreamReadError(kind, error.message, { cause: error });
    }
  }

  #role(): Caller {
    const { identity } = this.#context;
    try {
      return identity.assumeRole(SERVERLESS, this.#roleArn, SESSION);
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== "AccessDenied") throw error;
      return identity.assumeRole(PROVISIONED, this.#roleArn, SESSION);
    }
  }
}

function servicePrincipal(name: string): Caller {
  return { kind: "service", accountId: ACCOUNT_ID, arn: name, name };
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
