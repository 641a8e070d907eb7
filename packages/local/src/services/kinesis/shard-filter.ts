import { z } from "zod";
import type { Shard } from "./shard.ts";
import type { Stream } from "./stream.ts";
import { invalidArgument, shardIdText, timestamp } from "./stream-input.ts";

export const shardFilter = z.strictObject({
  Type: z.enum([
    "AFTER_SHARD_ID",
    "AT_TRIM_HORIZON",
    "FROM_TRIM_HORIZON",
    "AT_LATEST",
    "AT_TIMESTAMP",
    "FROM_TIMESTAMP",
  ]),
  ShardId: shardIdText.optional(),
  Timestamp: timestamp.optional(),
});

type ShardFilter = z.infer<typeof shardFilter>;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html */
const FILTERS: Readonly<
  Record<ShardFilter["Type"], (shard: Shard, at: { filter: ShardFilter; horizon: number }) => boolean>
> = {
  AFTER_SHARD_ID: (shard, { filter }) => shard.id > required(filter.ShardId, filter, "ShardId"),
  AT_TRIM_HORIZON: (shard, { horizon }) =>
    wasOpenAt(shard, Math.max(horizon, shard.state.parent === undefined ? shard.state.createdAt : 0)),
  FROM_TRIM_HORIZON: () => true,
  AT_LATEST: (shard) => shard.isOpen,
  AT_TIMESTAMP: (shard, { filter }) => wasOpenAt(shard, required(filter.Timestamp, filter, "Timestamp").getTime()),
  FROM_TIMESTAMP: (shard, { filter }) =>
    (shard.closedAt ?? Number.POSITIVE_INFINITY) >= required(filter.Timestamp, filter, "Timestamp").getTime(),
};

/** The shards of a stream that a filter names. */
export function filterShards(stream: Stream, filter: ShardFilter, now: number): Shard[] {
  const horizon = stream.horizon(now);
  return stream.shards.filter((shard) => FILTERS[filter.Type](shard, { filter, horizon }));
}

function wasOpenAt(shard: Shard, time: number): boolean {
  return shard.state.createdAt <= time && (shard.closedAt ?? Number.POSITIVE_INFINITY) > time;
}

function required<Value>(value: Value | undefined, filter: ShardFilter, field: string): Value {
  if (value === undefined) throw invalidArgument(`${field} must be given with a shard filter of type ${filter.Type}.`);
  return value;
}
