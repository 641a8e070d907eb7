import type { Clock } from "../clock.ts";
import type { Engine } from "../engine/engine.ts";
import type { StreamReaderFor } from "../stream-reader.ts";
import { commitBatch } from "./commit-batch.ts";
import { recordRefresh, refreshStatus } from "./refresh-history.ts";
import { type BatchLimit, batchesOf } from "./scanned-shard.ts";
import { type ScanRound, StreamScan } from "./stream-scan.ts";
import type { StreamingView } from "./streaming-view.ts";

/** Rows of one transaction: about 100 ms of the engine, which every reader waits for. */
const BATCH_LIMIT: BatchLimit = { records: 5000, bytes: 8 * 1024 * 1024 };

export interface RefreshContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly streamReaderFor: StreamReaderFor;
  readonly maxRecordBytes: number;
}

export interface RefreshTotals {
  readonly scanned: number;
  readonly skipped: number;
}

/**
 * The refreshes of one streaming view, one at a time: by hand and automatic ones share the position in its stream.
 * Each batch of records is a transaction of its own, so a long refresh keeps nobody waiting.
 */
export class ViewRefresh {
  view: StreamingView;
  readonly #context: RefreshContext;
  readonly #scan: StreamScan;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(view: StreamingView, context: RefreshContext) {
    this.view = view;
    this.#context = context;
    const reader = context.streamReaderFor(view.iamRole, view.region);
    this.#scan = new StreamScan(reader, view.stream, context.clock, view.checkpoints);
  }

  /**
   * Reads every shard to the tip it had when the refresh started. Recorded in the history, failed or not.
   * @throws {EngineError} the view's query failed; {StreamReadError}; {ViewGoneError}
   */
  manually(userId: string, signal?: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      const start = this.#context.clock.now();
      try {
        const totals = await this.#readToTip(start, signal);
        await this.#record("Manual", userId, start, refreshStatus(totals));
      } catch (error) {
        this.#scan.rewind();
        await this.#record("Manual", userId, start, refreshStatus(error));
        throw error;
      }
    });
  }

  /** Reads what has come since the last time; recorded when something had, or when it fails. @returns records read */
  automatically(signal: AbortSignal): Promise<RefreshTotals> {
    return this.#inTurn(async () => {
      const start = this.#context.clock.now();
      try {
        if (!this.#scan.discovered) await this.#scan.discover();
        const totals = await this.#commit(await this.#scan.read(signal), start);
        if (totals.scanned + totals.skipped > 0)
          await this.#record("Auto", this.view.owner, start, refreshStatus(totals));
        return totals;
      } catch (error) {
        this.#scan.rewind();
        if (!signal.aborted) await this.#record("Auto", this.view.owner, start, refreshStatus(error));
        throw error;
      }
    });
  }

  async #readToTip(start: number, signal?: AbortSignal): Promise<RefreshTotals> {
    await this.#scan.discover();
    const done = new Set<string>();
    const sum = { scanned: 0, skipped: 0 };
    let ahead: Promise<ScanRound> | undefined;
    while (this.#scan.readable().some((shardId) => !done.has(shardId))) {
      signal?.throwIfAborted();
      const round: ScanRound = await (ahead ?? this.#scan.read(signal));
      for (const shardId of reached(round, start)) done.add(shardId);
      // The next records are read while these are committed, unless these end a shard: then others come next.
      const goesOn = !round.scanned.some((shard) => shard.finished || done.has(shard.shardId));
      ahead = goesOn ? this.#scan.read(signal) : undefined;
      ahead?.catch(() => undefined);
      const { scanned, skipped } = await this.#commit(round, start);
      sum.scanned += scanned;
      sum.skipped += skipped;
    }
    return sum;
  }

  /** Commits what a round has read, batch by batch. */
  async #commit({ scanned }: ScanRound, start: number): Promise<RefreshTotals> {
    const { engine, clock, maxRecordBytes } = this.#context;
    const totals = { scanned: 0, skipped: 0 };
    for (const batch of batchesOf(scanned, BATCH_LIMIT)) {
      const times = { refreshTime: start, now: clock.now() };
      const committed = await engine.exclusive((connection) =>
        commitBatch(connection, this.view, batch, maxRecordBytes, times),
      );
      this.#scan.committed(committed.checkpoints);
      totals.scanned += committed.scanned;
      totals.skipped += committed.skipped;
    }
    if (scanned.some((shard) => shard.finished)) await this.#scan.discover();
    return totals;
  }

  async #record(refreshType: "Manual" | "Auto", userId: string, start: number, status: string): Promise<void> {
    const { engine, clock } = this.#context;
    await engine.exclusive((connection) =>
      recordRefresh(connection, { view: this.view, userId, refreshType, status, start, end: clock.now() }),
    );
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** Shards that have been read up to what they held when the refresh started. */
function reached({ scanned, atTip }: ScanRound, start: number): readonly string[] {
  const past = scanned.filter(({ records }) => (records.at(-1)?.approximateArrivalTimestamp ?? 0) >= start);
  return [...atTip, ...past.map(({ shardId }) => shardId)];
}
