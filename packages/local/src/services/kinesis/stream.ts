import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { MAXIMUM_HASH_KEY, uniformStarts } from "./hash-key.ts";
import type { SegmentCache } from "./segment-cache.ts";
import { Shard, shardId } from "./shard.ts";
import { ShardLimits, type ShardRates } from "./shard-limits.ts";
import { ShardLog } from "./shard-log.ts";
import type { ShardState, StreamMode, StreamState } from "./stream-state.ts";

const HOUR_MS = 3_600_000;
/** What the open segments of one stream may hold in memory together. */
const STREAM_MEMORY_BYTES = 64 * 1024 * 1024;
const SEGMENT_BYTES = { minimum: 256 * 1024, maximum: 4 * 1024 * 1024 };
const STATE_FILE = "stream.json";

export interface StreamOptions {
  readonly folder: string;
  readonly rates: ShardRates;
  readonly cache: SegmentCache;
}

export type StreamStatus = "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";

/** One stream: its settings, in `stream.json`, and its shards. Times are milliseconds of local time. */
export class Stream {
  readonly name: string;
  readonly createdAt: number;
  readonly #options: StreamOptions;
  #state: Omit<StreamState, "shards">;
  #shards: Shard[];
  #open: readonly Shard[] = [];
  #transition: { readonly status: StreamStatus; readonly until: number } | undefined;

  /** Opens the stream whose state was read, or makes it when its folder is not there yet. */
  constructor(state: StreamState, options: StreamOptions) {
    const { shards, ...rest } = state;
    this.name = state.name;
    this.createdAt = state.createdAt;
    this.#options = options;
    this.#state = rest;
    mkdirSync(options.folder, { recursive: true });
    this.#shards = shards.map((shard) => this.#openShard(shard, shards.length));
    this.#sortOpen();
    this.#save();
  }

  get settings(): Omit<StreamState, "shards"> {
    return this.#state;
  }

  /** All shards, closed ones too, in the order they were made. */
  get shards(): readonly Shard[] {
    return this.#shards;
  }

  /** In the order of their hash keys. */
  get openShards(): readonly Shard[] {
    return this.#open;
  }

  /** In the middle of a change until its time is over; a change itself is made at once. */
  status(now: number): StreamStatus {
    return this.#transition && now < this.#transition.until ? this.#transition.status : "ACTIVE";
  }

  isGone(now: number): boolean {
    return this.#transition?.status === "DELETING" && now >= this.#transition.until;
  }

  begin(status: Exclude<StreamStatus, "ACTIVE">, until: number): void {
    this.#transition = { status, until };
  }

  change(settings: Partial<Pick<StreamState, "retentionHours" | "mode" | "keyId" | "tags">>): void {
    this.#state = { ...this.#state, ...settings };
    this.#save();
  }

  shard(id: string): Shard | undefined {
    return this.#shards.find((shard) => shard.id === id);
  }

  shardFor(hashKey: bigint): Shard {
    let low = 0;
    let high = this.#open.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#open[middle]?.startingHashKey ?? 0n) <= hashKey) low = middle;
      else high = middle - 1;
    }
    const found = this.#open[low];
    if (!found) throw new RangeError(`Stream ${this.name} has no open shard.`);
    return found;
  }

  /** Closes the parents and opens a shard for each range in their place. */
  reshard(parents: readonly Shard[], startingHashKeys: readonly bigint[], endingHashKey: bigint, now: number): void {
    const [parent, adjacentParent] = parents.map(({ state }) => state.number);
    // Later than the parents, so that the children's sequence numbers are greater than theirs.
    const createdAt = Math.max(Math.floor(now), ...parents.map(({ state }) => state.createdAt + 1));
    for (const closed of parents) {
      closed.close(createdAt);
      closed.log.rest();
    }
    for (const [index, start] of startingHashKeys.entries()) {
      const state: ShardState = {
        number: this.#state.nextShardNumber,
        parent,
        adjacentParent,
        startingHashKey: String(start),
        endingHashKey: String((startingHashKeys[index + 1] ?? endingHashKey + 1n) - 1n),
        createdAt,
      };
      this.#state = { ...this.#state, nextShardNumber: state.number + 1 };
      this.#shards.push(this.#openShard(state, this.#open.length + 1));
    }
    this.#sortOpen();
    this.#save();
  }

  /** Records that arrived before this are past the retention period. */
  horizon(now: number): number {
    return now - this.#state.retentionHours * HOUR_MS;
  }

  /** Deletes what is past the retention period: segments, and closed shards with all their records. */
  trim(now: number): void {
    const horizon = this.horizon(now);
    for (const shard of this.#shards) shard.log.trim(horizon);
    const expired = this.#shards.filter((shard) => (shard.closedAt ?? Number.POSITIVE_INFINITY) < horizon);
    if (expired.length === 0) return;
    this.#shards = this.#shards.filter((shard) => !expired.includes(shard));
    this.#save();
    for (const shard of expired) {
      shard.log.close();
      rmSync(this.#folderOf(shard.state.number), { recursive: true, force: true });
    }
  }

  close(): void {
    for (const shard of this.#shards) shard.log.close();
  }

  /** The settings go first: a folder without them is rubbish, which the next start removes. */
  remove(): void {
    this.close();
    rmSync(path.join(this.#options.folder, STATE_FILE), { force: true });
    rmSync(this.#options.folder, { recursive: true, force: true });
  }

  #openShard(state: ShardState, shardCount: number): Shard {
    const share = Math.floor(STREAM_MEMORY_BYTES / shardCount);
    const segmentBytes = Math.min(SEGMENT_BYTES.maximum, Math.max(SEGMENT_BYTES.minimum, share));
    const log = new ShardLog({ folder: this.#folderOf(state.number), segmentBytes, cache: this.#options.cache });
    return new Shard(state, log, new ShardLimits(this.#options.rates));
  }

  #folderOf(shardNumber: number): string {
    return path.join(this.#options.folder, shardId(shardNumber));
  }

  #sortOpen(): void {
    this.#open = this.#shards
      .filter((shard) => shard.isOpen)
      .sort((left, right) => (left.startingHashKey < right.startingHashKey ? -1 : 1));
  }

  /** Written beside and renamed, so that a kill leaves the old or the new state, whole. */
  #save(): void {
    const file = path.join(this.#options.folder, STATE_FILE);
    const state: StreamState = { ...this.#state, shards: this.#shards.map((shard) => shard.state) };
    writeFileSync(`${file}.new`, JSON.stringify(state, undefined, 1));
    renameSync(`${file}.new`, file);
  }
}

/** The state of a new stream with `shardCount` equal shards. */
export function newStreamState(
  name: string,
  mode: StreamMode,
  shardCount: number,
  tags: StreamState["tags"],
  now: number,
): StreamState {
  const createdAt = Math.floor(now);
  const starts = uniformStarts(shardCount);
  return {
    name,
    createdAt,
    mode,
    retentionHours: 24,
    tags,
    nextShardNumber: shardCount,
    shards: starts.map((start, number) => ({
      number,
      startingHashKey: String(start),
      endingHashKey: String((starts[number + 1] ?? MAXIMUM_HASH_KEY + 1n) - 1n),
      createdAt,
    })),
  };
}
