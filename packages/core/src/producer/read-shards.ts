import { ListShardsCommand, type Shard as ShardDescription } from "@aws-sdk/client-kinesis";
import type { CheckStreamContext } from "./check-stream.ts";
import { StreamCheckError } from "./errors.ts";
import { fullJitter } from "./full-jitter.ts";
import { isRetryable } from "./is-retryable.ts";

const HASH_DIGITS = 32;

/** A shard that takes records. */
export interface OpenShard {
  readonly shardId: string;
  /** The lowest MD5 of a partition key that belongs to it, as 32 hexadecimal digits. */
  readonly firstHash: string;
}

/**
 * The shards of a stream that take records, by their first hash. Needs `kinesis:ListShards`.
 * @throws {StreamCheckError} when they could not be looked at
 */
export async function readShards(context: CheckStreamContext): Promise<readonly OpenShard[]> {
  const shards: ShardDescription[] = [];
  let NextToken: string | undefined;
  do {
    const page = await listShards(NextToken, context);
    shards.push(...(page.Shards ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return shards
    .filter(({ SequenceNumberRange }) => !SequenceNumberRange?.EndingSequenceNumber)
    .map(({ ShardId = "", HashKeyRange }) => ({
      shardId: ShardId,
      firstHash: BigInt(HashKeyRange?.StartingHashKey ?? 0)
        .toString(16)
        .padStart(HASH_DIGITS, "0"),
    }))
    .sort((one, other) => (one.firstHash < other.firstHash ? -1 : 1));
}

async function listShards(NextToken: string | undefined, context: CheckStreamContext) {
  const { client, streamName, clock, maxRetries, signal } = context;
  const input = NextToken ? { NextToken } : { StreamName: streamName, ShardFilter: { Type: "AT_LATEST" } as const };
  for (let retry = 1; ; retry += 1) {
    try {
      return await client.send(new ListShardsCommand(input), { abortSignal: signal });
    } catch (error) {
      if (signal?.aborted || retry > maxRetries || !isRetryable(error)) {
        throw new StreamCheckError(streamName, await client.config.region(), error);
      }
      await clock.sleep(fullJitter(retry, context), signal);
    }
  }
}
