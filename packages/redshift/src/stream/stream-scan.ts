import type { Clock } from "../clock.ts";
import { StreamReadError, type StreamReader, type StreamShard } from "../stream-reader.ts";
import type { ScannedShard } from "./scanned-shard.ts";

/** A shard allows five GetRecords calls a second (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html). */
const READ_INTERVAL_MS = 200;

/** How long a shard is left alone that answered "throughput exceeded": other consumers read it too. */
const THROTTLED_INTERVAL_MS = 1000;

/** Records asked for in one round over all shards, so that a backlog does not fill the memory. */
const RECORDS_PER_ROUND = 20_000;

/** Most records one GetRecords call may ask for. */
const MAX_LIMIT = 10_000;

/** How far a shard has been read and committed. */
export interface ShardCheckpoint {
  readonly shardId: string;
  /** Sequence number of the last record committed; undefined before the first. */
  readonly position?: string;
  readonly finished: boolean;
}

export interface ScanRound {
  readonly scanned: readonly ScannedShard[];
  /** Shards whose last record there is has been read. */
  readonly atTip: ReadonlySet<string>;
}

interface Cursor {
  /** As it was listed last: a split or merge closes it. */
  shard: StreamShard;
  /** Undefined to begin with, and after a rewind: read on from the checkpoint. */
  iterator?: string;
  position?: string;
  finished: boolean;
  nextReadAt: number;
}

/**
 * Reads a stream shard by shard from its checkpoints: TRIM_HORIZON where there is none
 * (https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html), the children of a split or merge only
 * once their parents are read to the end, so the records of a key stay in order.
 */
export class StreamScan {
  readonly #reader: StreamReader;
  readonly #stream: string;
  readonly #clock: Clock;
  readonly #committed: Map<string, ShardCheckpoint>;
  readonly #cursors = new Map<string, Cursor>();

  constructor(reader: StreamReader, stream: string, clock: Clock, checkpoints: readonly ShardCheckpoint[]) {
    this.#reader = reader;
    this.#stream = stream;
    this.#clock = clock;
    this.#committed = new Map(checkpoints.map((checkpoint) => [checkpoint.shardId, checkpoint]));
  }

  /** Learns which shards there are now. @throws {StreamReadError} */
  async discover(): Promise<void> {
    const shards = await this.#reader.listShards(this.#stream);
    const listed = new Set(shards.map((shard) => shard.shardId));
    for (const shardId of this.#cursors.keys()) if (!listed.has(shardId)) this.#cursors.delete(shardId);
    for (const shard of shards) {
      const known = this.#cursors.get(shard.shardId);
      if (known !== undefined) {
        known.shard = shard;
        continue;
      }
      const { position, finished } = this.#committed.get(shard.shardId) ?? { finished: false };
      this.#cursors.set(shard.shardId, {
        shard,
        finished,
        nextReadAt: 0,
        ...(position === undefined ? {} : { position }),
      });
    }
  }

  /** Whether `discover` has run since the last rewind. */
  get discovered(): boolean {
    return this.#cursors.size > 0;
  }

  /** Shards that can be read now. */
  readable(): readonly string[] {
    return this.#readable().map((cursor) => cursor.shard.shardId);
  }

  /**
   * One GetRecords call on each shard that can be read, as soon as its read limit allows; the next round reads on from there.
   * @throws {StreamReadError} denied or gone
   */
  async read(signal?: AbortSignal): Promise<ScanRound> {
    const cursors = this.#readable();
    const limit = Math.min(MAX_LIMIT, Math.max(1000, Math.ceil(RECORDS_PER_ROUND / Math.max(1, cursors.length))));
    const pages = await Promise.all(cursors.map((cursor) => this.#readShard(cursor, limit, signal)));
    for (const [index, { records, finished }] of pages.entries()) {
      const cursor = cursors[index];
      if (cursor === undefined) continue;
      cursor.finished = finished;
      const position = records.at(-1)?.sequenceNumber;
      if (position !== undefined) cursor.position = position;
    }
    return {
      scanned: pages.map(({ shardId, records, finished }) => ({ shardId, records, finished })),
      atTip: new Set(pages.filter((page) => page.atTip).map((page) => page.shardId)),
    };
  }

  /** Tells that everything up to these checkpoints is committed. */
  committed(checkpoints: readonly ShardCheckpoint[]): void {
    for (const checkpoint of checkpoints) {
      this.#committed.set(checkpoint.shardId, { ...this.#committed.get(checkpoint.shardId), ...checkpoint });
    }
  }

  /** Forgets what was read and not committed: the next round reads it again. */
  rewind(): void {
    this.#cursors.clear();
  }

  #readable(): readonly Cursor[] {
    return [...this.#cursors.values()].filter((cursor) => {
      const { parentShardId, adjacentParentShardId } = cursor.shard;
      const isRead = (parent: string | undefined) =>
        parent === undefined || (this.#cursors.get(parent)?.finished ?? true);
      return !cursor.finished && isRead(parentShardId) && isRead(adjacentParentShardId);
    });
  }

  async #readShard(
    cursor: Cursor,
    limit: number,
    signal?: AbortSignal,
  ): Promise<ScannedShard & { readonly atTip: boolean }> {
    const { shardId } = cursor.shard;
    const wait = cursor.nextReadAt - this.#clock.now();
    if (wait > 0) await this.#clock.sleep(wait, signal);
    signal?.throwIfAborted();
    cursor.nextReadAt = this.#clock.now() + READ_INTERVAL_MS;
    try {
      const page = await this.#page(cursor, limit);
      if (page.nextIterator === undefined) delete cursor.iterator;
      else cursor.iterator = page.nextIterator;
      const finished = page.nextIterator === undefined;
      // A closed shard has no tip but its end, which may take reads without records to come to.
      const closed = cursor.shard.endingSequenceNumber !== undefined;
      return {
        shardId,
        records: page.records,
        finished,
        atTip: finished || (!closed && page.millisBehindLatest === 0),
      };
    } catch (error) {
      // A new iterator that is expired already is tried again later, as a throttled shard is.
      if (!(error instanceof StreamReadError) || !(error.kind === "throttled" || error.kind === "expired")) throw error;
      delete cursor.iterator;
      cursor.nextReadAt = this.#clock.now() + THROTTLED_INTERVAL_MS;
      return { shardId, records: [], finished: false, atTip: false };
    }
  }

  /** An iterator lives five minutes; when it is too old a new one starts where the last round ended. */
  async #page(cursor: Cursor, limit: number) {
    if (cursor.iterator !== undefined) {
      try {
        return await this.#reader.getRecords(this.#stream, cursor.iterator, limit);
      } catch (error) {
        if (!(error instanceof StreamReadError) || error.kind !== "expired") throw error;
      }
    }
    const position = cursor.position === undefined ? "TRIM_HORIZON" : { after: cursor.position };
    const iterator = await this.#reader.getIterator(this.#stream, cursor.shard.shardId, position);
    cursor.iterator = iterator;
    return this.#reader.getRecords(this.#stream, iterator, limit);
  }
}
