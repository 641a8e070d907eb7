import { sequenceIndex, sequenceNumber, sequencePrefix } from "./sequence-number.ts";
import type { ShardLimits } from "./shard-limits.ts";
import type { ShardLog } from "./shard-log.ts";
import type { ShardState } from "./stream-state.ts";

/** One shard of a stream: where its range lies, its records, and how much it takes. */
export class Shard {
  readonly id: string;
  readonly startingHashKey: bigint;
  readonly endingHashKey: bigint;
  readonly log: ShardLog;
  readonly limits: ShardLimits;
  readonly #prefix: string;
  #state: ShardState;

  constructor(state: ShardState, log: ShardLog, limits: ShardLimits) {
    this.id = shardId(state.number);
    this.startingHashKey = BigInt(state.startingHashKey);
    this.endingHashKey = BigInt(state.endingHashKey);
    this.log = log;
    this.limits = limits;
    this.#prefix = sequencePrefix(state.createdAt, state.number);
    this.#state = state;
  }

  get state(): ShardState {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#state.closedAt === undefined;
  }

  /** Milliseconds since the epoch, when it was split or merged. */
  get closedAt(): number | undefined {
    return this.#state.closedAt;
  }

  close(at: number): void {
    this.#state = { ...this.#state, closedAt: at };
  }

  sequenceOf(index: number): string {
    return sequenceNumber(this.#prefix, index);
  }

  /** Undefined for a sequence number that is not of this shard. */
  indexOf(sequence: string): number | undefined {
    return sequenceIndex(this.#prefix, sequence);
  }

  /** Never earlier than the last one's: the clock may be set back. */
  arrivalAt(now: number): number {
    return Math.max(Math.floor(now), this.log.lastArrival ?? 0);
  }

  /** As the API describes a shard. */
  describe() {
    const { parent, adjacentParent } = this.#state;
    return {
      ShardId: this.id,
      ParentShardId: parent === undefined ? undefined : shardId(parent),
      AdjacentParentShardId: adjacentParent === undefined ? undefined : shardId(adjacentParent),
      HashKeyRange: { StartingHashKey: String(this.startingHashKey), EndingHashKey: String(this.endingHashKey) },
      SequenceNumberRange: {
        StartingSequenceNumber: this.sequenceOf(0),
        EndingSequenceNumber: this.isOpen ? undefined : this.sequenceOf(this.log.nextIndex),
      },
    };
  }
}

export function shardId(number: number): string {
  return `shardId-${String(number).padStart(12, "0")}`;
}
