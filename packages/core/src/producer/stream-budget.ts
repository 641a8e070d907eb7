import { sizeOf } from "./batch.ts";
import type { OpenShard } from "./read-shards.ts";
import { type Load, SHARD_LIMITS, ShardBudget } from "./shard-budget.ts";
import { shardOfKey } from "./shard-of-key.ts";
import type { StreamRecord } from "./stream-record.ts";

/**
 * What one request has at most for one shard is what the shard takes from one request to the next, within these
 * bounds: small parts fill a second well, and slow requests need large ones.
 */
const SHORTEST_SHARE_MS = 50;
const LONGEST_SHARE_MS = 500;

/** What a provisioned stream takes, shard by shard. */
export class StreamBudget {
  #shards: readonly OpenShard[] = [];
  #budgets = new Map<string, ShardBudget>();
  #shardOf: (partitionKey: string) => number = () => 0;
  #lastRequestAt: number | undefined;

  constructor(shards: readonly OpenShard[]) {
    this.useShards(shards);
  }

  get shardCount(): number {
    return this.#shards.length;
  }

  get recordsPerSecond(): number {
    return this.#shards.length * SHARD_LIMITS.recordsPerSecond;
  }

  /** After a reshard. What shards that are still open were given stays counted. */
  useShards(shards: readonly OpenShard[]): void {
    this.#budgets = new Map(shards.map(({ shardId }) => [shardId, this.#budgets.get(shardId) ?? new ShardBudget()]));
    this.#shards = shards;
    this.#shardOf = shardOfKey(shards);
  }

  hasShard(shardId: string): boolean {
    return this.#budgets.has(shardId);
  }

  /** Tells of the records of one request, in turn, whether it may have them as well; it may have its first for sure. */
  newRequest(now: number): (record: StreamRecord) => boolean {
    const loads = new Map<number, Load>();
    const shareMs = Math.max(SHORTEST_SHARE_MS, Math.min(LONGEST_SHARE_MS, now - (this.#lastRequestAt ?? now)));
    const maxRecords = (shareMs * SHARD_LIMITS.recordsPerSecond) / 1000;
    const maxBytes = (shareMs * SHARD_LIMITS.bytesPerSecond) / 1000;
    this.#lastRequestAt = now;
    return (record) => {
      const shard = this.#shardOf(record.partitionKey);
      const load = loads.get(shard);
      if (!load) {
        loads.set(shard, { records: 1, bytes: sizeOf(record) });
        return true;
      }
      load.records += 1;
      load.bytes += sizeOf(record);
      return load.records <= maxRecords && load.bytes <= maxBytes;
    };
  }

  /** Sets room for these records aside; gives the moment from which they may be sent, in one request. */
  reserve(records: readonly StreamRecord[], now: number): number {
    const loads = this.#loadsOf(records);
    let at = now;
    for (const [budget, load] of loads) at = Math.max(at, budget.earliest(load, at));
    for (const [budget, load] of loads) budget.give(load, at);
    return at;
  }

  #loadsOf(records: readonly StreamRecord[]): ReadonlyMap<ShardBudget, Load> {
    const loads = new Map<ShardBudget, Load>();
    for (const record of records) {
      const budget = this.#budgets.get(this.#shards[this.#shardOf(record.partitionKey)]?.shardId ?? "");
      if (!budget) continue;
      const load = loads.get(budget);
      if (load) {
        load.records += 1;
        load.bytes += sizeOf(record);
      } else loads.set(budget, { records: 1, bytes: sizeOf(record) });
    }
    return loads;
  }
}
