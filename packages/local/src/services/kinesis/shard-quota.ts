import { ACCOUNT_ID } from "../../account.ts";
import { AwsError } from "../../service.ts";
import type { StreamStore } from "./stream-store.ts";

/** The default quota in us-east-1. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
export const SHARD_QUOTA = 1000;
export const ON_DEMAND_QUOTA = 50;

export function openShardCount(store: StreamStore): number {
  return store.all().reduce((count, stream) => count + stream.openShards.length, 0);
}

/** @throws {AwsError} LimitExceededException when the account would have more open shards than its quota. */
export function requireShardsLeft(store: StreamStore, added: number): void {
  const current = openShardCount(store);
  if (current + added <= SHARD_QUOTA) return;
  throw new AwsError(
    "LimitExceededException",
    `This request would exceed the shard limit for the account ${ACCOUNT_ID}. Current shard count for the account: ${current}. Limit: ${SHARD_QUOTA}. Number of additional shards that would have resulted from this request: ${added}.`,
  );
}
