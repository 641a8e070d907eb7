/** What a shard of a provisioned stream takes (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html). */
export const SHARD_LIMITS = { recordsPerSecond: 1000, bytesPerSecond: 1024 * 1024 } as const;

const SECOND_MS = 1000;

/** How much earlier than evenly spread a shard may be given something: keys don't fall on shards in equal parts. */
const AHEAD_MS = 200;

/** Records and bytes, keys included. */
export interface Load {
  records: number;
  bytes: number;
}

/**
 * What one shard was given, so that no second of it has more than the shard takes, and what a second has is spread.
 * Times are milliseconds of one clock and don't run backwards.
 */
export class ShardBudget {
  /** What was given in the second before the last time asked for, oldest first. */
  readonly #given: (Load & { readonly at: number })[] = [];
  readonly #sum: Load = { records: 0, bytes: 0 };
  #lastAt = Number.NEGATIVE_INFINITY;
  #freeAt = Number.NEGATIVE_INFINITY;

  /** The first moment from `now` on at which the shard takes so much. What is more than a second's takes a whole one. */
  earliest(load: Load, now: number): number {
    let at = Math.max(now, this.#lastAt, this.#freeAt - AHEAD_MS);
    for (;;) {
      const oldest = this.#given[0];
      if (!oldest) return at;
      if (oldest.at > at - SECOND_MS) {
        if (this.#fits(load)) return at;
        at = oldest.at + SECOND_MS;
      }
      this.#given.shift();
      this.#sum.records -= oldest.records;
      this.#sum.bytes -= oldest.bytes;
    }
  }

  /** Gives it so much at a moment not before {@link earliest}. */
  give(load: Load, at: number): void {
    this.#given.push({ ...load, at });
    this.#lastAt = at;
    this.#sum.records += load.records;
    this.#sum.bytes += load.bytes;
    const { recordsPerSecond, bytesPerSecond } = SHARD_LIMITS;
    this.#freeAt =
      Math.max(at, this.#freeAt) + SECOND_MS * Math.max(load.records / recordsPerSecond, load.bytes / bytesPerSecond);
  }

  #fits({ records, bytes }: Load): boolean {
    return (
      this.#sum.records + records <= SHARD_LIMITS.recordsPerSecond &&
      this.#sum.bytes + bytes <= SHARD_LIMITS.bytesPerSecond
    );
  }
}
