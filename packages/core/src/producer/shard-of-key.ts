import { hash } from "node:crypto";
import type { OpenShard } from "./read-shards.ts";

/** Keys whose shard is remembered: sensors have few of them, and unique keys are not worth the memory. */
const REMEMBERED_KEYS = 10_000;

/**
 * Which of these shards a partition key belongs to: the one whose range has the key's MD5
 * (https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html#partition-key). Gives its index.
 */
export function shardOfKey(shards: readonly OpenShard[]): (partitionKey: string) => number {
  const remembered = new Map<string, number>();
  return (partitionKey) => {
    const known = remembered.get(partitionKey);
    if (known !== undefined) return known;
    const index = lastNotAbove(shards, hash("md5", partitionKey, "hex"));
    if (remembered.size >= REMEMBERED_KEYS) remembered.clear();
    remembered.set(partitionKey, index);
    return index;
  };
}

function lastNotAbove(shards: readonly OpenShard[], keyHash: string): number {
  let low = 0;
  let high = shards.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((shards[middle]?.firstHash ?? "") <= keyHash) low = middle;
    else high = middle - 1;
  }
  return low;
}
