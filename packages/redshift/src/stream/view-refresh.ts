import type { Clock } from "../clock.ts";
import type { Engine } from "../engine/engine.ts";
import type { StreamReaderFor } from "../stream-reader.ts";
import { recordRefresh, streamStatus } from "./refresh-history.ts";
import { type RefreshLimits, StagedRecords } from "./staged-records.ts";
import { type ScanRound, StreamScan } from "./stream-scan.ts";
import type { StreamingView } from "./streaming-view.ts";
import { inTransaction } from "./transaction.ts";

export interface RefreshContext {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly streamReaderFor: StreamReaderFor;
  readonly limits: RefreshLimits;
  /** From the start of one automatic refresh to the next. @default as soon as records can be read */
  readonly autoRefreshMs?: number;
}

/**
 * The refreshes of one streaming view, one at a time: by hand and automatic ones share the position in its stream.
 * All records of a refresh come into the view together, or none.
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

  /** Runs `work` while no other refresh of this view does. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Reads every shard to the tip it had when the refresh started. What it gives has to be landed and `landed` told, or `failed`.
   * In turn only.
   * @throws {EngineError} the view's query failed; {StreamReadError}
   */
  async readToTip(start: number, signal?: AbortSignal): Promise<StagedRecords> {
    const records = this.#records(start);
    try {
      await this.#scan.discover();
      await this.#readAll(records, start, signal);
      await records.computed();
      return records;
    } catch (error) {
      await this.failed(records);
      throw error;
    }
  }

  /** The records are committed. */
  landed(records: StagedRecords): void {
    this.#scan.committed(records.account.checkpoints);
  }

  /** The records are not committed: the next refresh reads them again. */
  async failed(records: StagedRecords): Promise<void> {
    this.#scan.rewind();
    await records.discard();
  }

  /** Reads what has come since the last time; recorded when something had, or when it fails. @returns records read */
  automatically(signal: AbortSignal): Promise<number> {
    return this.inTurn(async () => {
      const { engine, clock } = this.#context;
      const start = clock.now();
      const records = this.#records(start);
      try {
        if (!this.#scan.discovered) await this.#scan.discover();
        const { scanned } = await this.#scan.read(signal);
        await records.add(scanned);
        await records.computed();
        const { account } = records;
        if (account.checkpoints.length > 0) {
          await engine.exclusive((connection) =>
            inTransaction(connection, async () => {
              await records.land(connection, clock.now());
              if (account.scanned + account.skipped > 0) await this.#record(connection, start, streamStatus(account));
            }),
          );
        }
        this.landed(records);
        if (scanned.some((shard) => shard.finished)) await this.#scan.discover();
        return account.scanned + account.skipped;
      } catch (error) {
        await this.failed(records);
        if (!signal.aborted)
          await engine.exclusive((connection) => this.#record(connection, start, streamStatus(error)));
        throw error;
      }
    });
  }

  async #readAll(records: StagedRecords, start: number, signal?: AbortSignal): Promise<void> {
    const done = new Set<string>();
    const isLeft = () => this.#scan.readable().some((shardId) => !done.has(shardId));
    let next = isLeft() ? this.#scan.read(signal) : undefined;
    while (next !== undefined) {
      const round: ScanRound = await next;
      for (const shardId of reached(round, start)) done.add(shardId);
      if (round.scanned.some((shard) => shard.finished)) await this.#scan.discover();
      signal?.throwIfAborted();
      // The next records are read while the engine computes these.
      next = isLeft() ? this.#scan.read(signal) : undefined;
      next?.catch(() => undefined);
      await records.add(round.scanned);
    }
  }

  #records(refreshTime: number): StagedRecords {
    const { engine, limits } = this.#context;
    return new StagedRecords(engine, this.view, limits, refreshTime);
  }

  #record(connection: Parameters<typeof recordRefresh>[0], start: number, status: string): Promise<void> {
    const { view } = this;
    const end = this.#context.clock.now();
    return recordRefresh(connection, { view, userId: view.owner, refreshType: "Auto", status, start, end });
  }
}

/** Shards that have been read up to what they held when the refresh started. */
function reached({ scanned, atTip }: ScanRound, start: number): readonly string[] {
  const past = scanned.filter(({ records }) => (records.at(-1)?.approximateArrivalTimestamp ?? 0) >= start);
  return [...atTip, ...past.map(({ shardId }) => shardId)];
}
