import { ACCOUNT_ID } from "../../account.ts";
import { AwsError } from "../../service.ts";
import { uniformStarts } from "./hash-key.ts";
import type { Shard } from "./shard.ts";
import type { Stream } from "./stream.ts";
import { invalidArgument } from "./stream-input.ts";

/** @throws {AwsError} InvalidArgumentException when the shard is closed or the key does not lie inside it. */
export function split(stream: Stream, shard: Shard, startingHashKey: bigint, now: number): void {
  requireOpen(stream, shard);
  if (startingHashKey <= shard.startingHashKey || startingHashKey > shard.endingHashKey) {
    throw invalidArgument(
      `NewStartingHashKey ${startingHashKey} used in SplitShard() on shard ${shard.id} in stream ${stream.name} under account ${ACCOUNT_ID} is not both greater than the shard's StartingHashKey ${shard.startingHashKey} and not greater than the shard's EndingHashKey ${shard.endingHashKey}.`,
    );
  }
  stream.reshard([shard], [shard.startingHashKey, startingHashKey], shard.endingHashKey, now);
}

/** @throws {AwsError} InvalidArgumentException when they are closed or don't lie side by side. */
export function merge(stream: Stream, first: Shard, second: Shard, now: number): void {
  requireOpen(stream, first);
  requireOpen(stream, second);
  const [low, high] = first.startingHashKey < second.startingHashKey ? [first, second] : [second, first];
  if (low.endingHashKey + 1n !== high.startingHashKey) {
    throw invalidArgument(
      `Shards ${first.id} and ${second.id} in stream ${stream.name} under account ${ACCOUNT_ID} are not an adjacent pair of shards eligible for merging`,
    );
  }
  stream.reshard([first, second], [low.startingHashKey], high.endingHashKey, now);
}

/** Splits at every border of `count` equal ranges, then merges over every other border: each step is one that a person could take. */
export function scaleUniformly(stream: Stream, count: number, now: number): void {
  const borders = uniformStarts(count);
  for (const border of borders) {
    const shard = stream.shardFor(border);
    if (shard.startingHashKey !== border) split(stream, shard, border, now);
  }
  const wanted = new Set(borders);
  for (;;) {
    const open = stream.openShards;
    const index = open.findIndex(({ startingHashKey }) => !wanted.has(startingHashKey));
    const [previous, next] = [open[index - 1], open[index]];
    if (!previous || !next) return;
    merge(stream, previous, next, now);
  }
}

/** @throws {AwsError} ResourceNotFoundException */
export function shardOf(stream: Stream, id: string): Shard {
  const shard = stream.shard(id);
  if (shard) return shard;
  throw new AwsError(
    "ResourceNotFoundException",
    `Could not find shard ${id} in stream ${stream.name} under account ${ACCOUNT_ID}.`,
  );
}

function requireOpen(stream: Stream, shard: Shard): void {
  if (shard.isOpen) return;
  throw invalidArgument(
    `Shard ${shard.id} in stream ${stream.name} under account ${ACCOUNT_ID} has already been merged or split, and thus is not eligible for merging or splitting.`,
  );
}
