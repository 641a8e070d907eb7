import { z } from "zod";
import { ACCOUNT_ID } from "../../../account.ts";
import type { Operation } from "../../../service.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { shardOf } from "../reshard.ts";
import type { Shard } from "../shard.ts";
import { writeIterator } from "../shard-iterator.ts";
import { invalidArgument, nameOf, shardIdText, streamFields, timestamp } from "../stream-input.ts";

const input = z.strictObject({
  ...streamFields,
  ShardId: shardIdText,
  ShardIteratorType: z.enum(["AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER", "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"]),
  StartingSequenceNumber: z
    .string()
    .regex(/^(0|[1-9]\d{0,128})$/)
    .optional(),
  Timestamp: timestamp.optional(),
});

type Input = z.infer<typeof input>;

const START: Readonly<
  Record<Input["ShardIteratorType"], (shard: Shard, at: { input: Input; now: number; horizon: number }) => number>
> = {
  AT_SEQUENCE_NUMBER: (shard, { input }) => indexOf(shard, input),
  AFTER_SEQUENCE_NUMBER: (shard, { input }) => indexOf(shard, input) + 1,
  TRIM_HORIZON: (shard, { horizon }) => shard.log.indexAt(horizon),
  LATEST: (shard) => shard.log.nextIndex,
  AT_TIMESTAMP: (shard, { input, now }) => shard.log.indexAt(timeOf(input, now)),
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html */
export function getShardIterator(kinesis: KinesisContext): Operation<Input> {
  const { store } = kinesis;
  return {
    input,
    resources: streamResource(kinesis),
    run: (request) => {
      const stream = store.serving(nameOf(request));
      const shard = shardOf(stream, request.ShardId);
      const now = store.now();
      const index = START[request.ShardIteratorType](shard, { input: request, now, horizon: stream.horizon(now) });
      return {
        ShardIterator: writeIterator({
          stream: stream.name,
          createdAt: stream.createdAt,
          shardId: shard.id,
          index: Math.min(index, shard.log.nextIndex),
          issuedAt: now,
        }),
      };
    },
  };
}

function indexOf(shard: Shard, { StartingSequenceNumber: sequence, ShardIteratorType, ...request }: Input): number {
  if (sequence === undefined) {
    throw invalidArgument(`Must either specify timestamp or sequence number for iterator type ${ShardIteratorType}.`);
  }
  const index = shard.indexOf(sequence);
  if (index === undefined) {
    throw invalidArgument(
      `StartingSequenceNumber ${sequence} used in GetShardIterator on shard ${shard.id} in stream ${nameOf(request)} under account ${ACCOUNT_ID} is invalid because it did not come from this stream.`,
    );
  }
  return index;
}

function timeOf({ Timestamp, ShardIteratorType }: Input, now: number): number {
  if (Timestamp === undefined) throw invalidArgument(`Must specify timestamp for iterator type ${ShardIteratorType}.`);
  if (Timestamp.getTime() > now) {
    throw invalidArgument(
      `The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: ${Timestamp.getTime()}, currentTimestampInMillis: ${Math.floor(now)}`,
    );
  }
  return Timestamp.getTime();
}
