import { z } from "zod";
import { AwsError, type Operation } from "../../../service.ts";
import { encryptionOf, requireKey } from "../encryption-key.ts";
import { type KinesisContext, streamResource } from "../kinesis-context.ts";
import { shardOf } from "../reshard.ts";
import type { Shard } from "../shard.ts";
import { type Position, readIterator, requireFresh, writeIterator } from "../shard-iterator.ts";
import type { Stream } from "../stream.ts";
import { invalidArgument, nameOf } from "../stream-input.ts";
import { streamNotFound } from "../stream-store.ts";
import { rateExceeded } from "../write-records.ts";

const MAXIMUM_RECORDS = 10_000;
const MAXIMUM_BYTES = 10 * 1024 * 1024;

const input = z
  .strictObject({
    ShardIterator: z.string().min(1).max(2048),
    Limit: z.number().int().min(1).max(MAXIMUM_RECORDS).default(MAXIMUM_RECORDS),
    StreamARN: z.string().max(2048).optional(),
  })
  .transform(({ ShardIterator, ...rest }) => ({ ...rest, position: readIterator(ShardIterator) }));

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html */
export function getRecords(kinesis: KinesisContext): Operation<z.output<typeof input>> {
  const { aws, store, metrics } = kinesis;
  return {
    input,
    resources: ({ position }) => streamResource(kinesis)({ StreamName: position.stream }),
    run: ({ position, Limit, StreamARN }, caller) => {
      if (StreamARN !== undefined && nameOf({ StreamARN }) !== position.stream)
        throw invalidArgument("Invalid ShardIterator.");
      const now = store.now();
      const stream = store.serving(position.stream);
      if (stream.createdAt !== position.createdAt) throw streamNotFound(position.stream);
      const shard = shardOf(stream, position.shardId);
      requireFresh(position, now);
      requireKey(aws, caller, stream, "kms:Decrypt");
      if (!shard.limits.admitsRead(now)) {
        metrics.readThrottled(stream.name);
        throw new AwsError("ProvisionedThroughputExceededException", rateExceeded(stream, shard));
      }

      const from = Math.max(position.index, shard.log.indexAt(stream.horizon(now)));
      const entries = shard.log.read(from, Limit, MAXIMUM_BYTES);
      const next = from + entries.length;
      const bytes = entries.reduce((sum, { data }) => sum + data.length, 0);
      const behindMs = millisBehind(shard, next, now);
      shard.limits.countRead(bytes, now);
      metrics.read(stream.name, { records: entries.length, bytes, ageMs: iteratorAge(entries.at(-1), behindMs, now) });

      const encryption = encryptionOf(stream);
      return {
        Records: entries.map(({ index, arrival, partitionKey, data }) => ({
          SequenceNumber: shard.sequenceOf(index),
          ApproximateArrivalTimestamp: new Date(arrival),
          Data: data,
          PartitionKey: partitionKey,
          EncryptionType: encryption === "KMS" ? encryption : undefined,
        })),
        MillisBehindLatest: behindMs,
        ...continuation(stream, shard, { ...position, index: next, issuedAt: now }),
      };
    },
  };
}

/**
 * Of the last record that a read gave, which is what AWS calls the age of an iterator; of a read that gave none, how far
 * behind it is. https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 */
function iteratorAge(last: { readonly arrival: number } | undefined, behindMs: number, now: number): number {
  return last === undefined ? behindMs : Math.max(0, Math.floor(now - last.arrival));
}

/** Age of the oldest record that is still to be read. */
function millisBehind(shard: Shard, next: number, now: number): number {
  const arrival = shard.log.arrivalOf(next);
  return arrival === undefined ? 0 : Math.max(0, Math.floor(now - arrival));
}

/** Where to go on: in this shard, or, at the end of a closed one, in its children. */
function continuation(stream: Stream, shard: Shard, position: Position) {
  if (shard.isOpen || position.index < shard.log.nextIndex) return { NextShardIterator: writeIterator(position) };
  const children = stream.shards.filter(({ state }) =>
    [state.parent, state.adjacentParent].includes(shard.state.number),
  );
  return {
    ChildShards: children.map((child) => {
      const { ShardId, ParentShardId, AdjacentParentShardId, HashKeyRange } = child.describe();
      const ParentShards = [ParentShardId, AdjacentParentShardId].filter((id) => id !== undefined);
      return { ShardId, ParentShards, HashKeyRange };
    }),
  };
}
