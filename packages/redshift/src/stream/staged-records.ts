import { BATCH_TABLE } from "../catalog/engine-catalog.ts";
import type { Engine, EngineConnection } from "../engine/engine.ts";
import { encodeBatch } from "./encode-batch.ts";
import { type JudgedShard, judge } from "./judge-record.ts";
import { ScanAccount } from "./scan-account.ts";
import { type BatchLimit, batchesOf, byteLength, type ScannedShard } from "./scanned-shard.ts";
import type { StreamingView } from "./streaming-view.ts";
import { inTransaction } from "./transaction.ts";
import { columnsOf, loadStatement } from "./view-load.ts";

/** Records the engine takes at a time, about 100 ms of it. */
const BATCH_LIMIT: BatchLimit = { records: 10_000, bytes: 8 * 1024 * 1024 };

/** Bytes of records that wait in memory for the end of the refresh. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

export interface RefreshLimits {
  /** Larger records are skipped. */
  readonly maxRecordBytes: number;
  /** Records that go into the view in one go: others wait for the engine as long as that takes. */
  readonly recordsPerTransaction: number;
}

/** The view is not there any more: somebody dropped it while its stream was read. */
export class ViewGoneError extends Error {
  override readonly name = "ViewGoneError";
}

/** Tables of rows that are computed and not yet in their view. */
const STAGED = "staged_";

/**
 * The records of one refresh on their way into its view, so that all of them get there, or none.
 *
 * A refresh of no more than `recordsPerTransaction` records waits in memory and is one transaction, which is the quickest way. The rows of
 * a larger one are computed, batch by batch, into a table of their own that no log is written for: in between others have the engine, and
 * memory holds only so much. Moving them in at the end takes about as long as computing them did.
 */
export class StagedRecords {
  readonly #engine: Engine;
  readonly #view: StreamingView;
  readonly #limits: RefreshLimits;
  readonly #refreshTime: number;
  readonly account = new ScanAccount();
  #waiting: readonly JudgedShard[] = [];
  #staged = false;
  #work: Promise<void> = Promise.resolve();

  /** @param refreshTime milliseconds since the epoch: `refresh_time` of every row */
  constructor(engine: Engine, view: StreamingView, limits: RefreshLimits, refreshTime: number) {
    this.#engine = engine;
    this.#view = view;
    this.#limits = limits;
    this.#refreshTime = refreshTime;
  }

  /** Takes what a round has scanned. Gives back once the round before is computed. @throws {EngineError} what the view's query failed with */
  async add(scanned: readonly ScannedShard[]): Promise<void> {
    const judged = scanned.map((shard) => judge(shard, this.#limits.maxRecordBytes));
    for (const shard of judged) this.account.add(shard);
    this.#waiting = [...this.#waiting, ...judged.filter(({ records }) => records.length > 0)];
    const rows = this.#waiting.reduce((sum, { records }) => sum + records.length, 0);
    const bytes = this.#waiting.reduce((sum, { records }) => sum + byteLength(records), 0);
    if (rows <= this.#limits.recordsPerTransaction && bytes <= MAX_WAITING_BYTES) return;
    const batches = [...batchesOf(this.#waiting, BATCH_LIMIT)];
    this.#waiting = [];
    await this.#work;
    this.#work = this.#stage(batches);
    // It is looked at when the next round comes, or at the end.
    this.#work.catch(() => undefined);
  }

  /** Waits for what is being computed. @throws {EngineError} */
  async computed(): Promise<void> {
    await this.#work;
  }

  /** Moves everything into the view, within the transaction given. @throws {EngineError} {ViewGoneError} */
  async land(connection: EngineConnection, now: number): Promise<void> {
    const { id, name, load } = this.#view;
    const found = await connection.query("SELECT 1 FROM redshift_internal.materialized_view WHERE id = $1::oid", [id]);
    if (found.rowCount === 0) throw new ViewGoneError(`Materialized view ${name} was dropped.`);
    if (this.#staged) {
      const source = `SELECT ${columnsOf(load)} FROM ${this.#table}`;
      await connection.query(loadStatement(load, load.table, source));
      await connection.execute(`DROP TABLE ${this.#table}`);
    }
    await this.#load(connection, [...batchesOf(this.#waiting, BATCH_LIMIT)], load.table);
    await this.account.save(connection, this.#view, now);
  }

  /** Forgets everything. */
  async discard(): Promise<void> {
    await this.#work.catch(() => undefined);
    if (!this.#staged) return;
    await this.#engine.exclusive((connection) => connection.execute(`DROP TABLE IF EXISTS ${this.#table}`));
  }

  async #stage(batches: readonly (readonly ScannedShard[])[]): Promise<void> {
    const first = !this.#staged;
    this.#staged = true;
    for (const [index, batch] of batches.entries()) {
      await this.#engine.exclusive((connection) =>
        inTransaction(connection, async () => {
          if (first && index === 0) await connection.execute(this.#createTable());
          await this.#load(connection, [batch], this.#table);
        }),
      );
    }
  }

  /** Runs the view's query over one batch after another; the next is written down while the engine is busy with the last. */
  async #load(connection: EngineConnection, batches: readonly (readonly ScannedShard[])[], table: string) {
    const sql = loadStatement(this.#view.load, table);
    const { readsJson } = this.#view.load;
    let running: Promise<unknown> = Promise.resolve();
    for (const [index, batch] of batches.entries()) {
      const rows = encodeBatch(batch, this.#refreshTime, readsJson);
      await running;
      // The end of the transaction empties it as well.
      if (index > 0) await connection.execute(`TRUNCATE ${BATCH_TABLE}`);
      running = this.#loadBatch(connection, rows, sql);
      running.catch(() => undefined);
    }
    await running;
  }

  async #loadBatch(connection: EngineConnection, rows: Uint8Array<ArrayBuffer>, sql: string): Promise<void> {
    await connection.copy(`COPY ${BATCH_TABLE} FROM '/dev/blob' WITH (FORMAT binary)`, rows);
    await connection.query(sql);
  }

  get #table(): string {
    return `redshift_internal.${STAGED}${this.#view.id}`;
  }

  #createTable(): string {
    const { table, groups } = this.#view.load;
    const index = groups === undefined ? "" : " INCLUDING INDEXES";
    return `DROP TABLE IF EXISTS ${this.#table}; CREATE UNLOGGED TABLE ${this.#table} (LIKE ${table}${index});`;
  }
}

/** Drops what a process that died has left. */
export async function dropStagedRecords(connection: EngineConnection): Promise<void> {
  const found = await connection.query(
    "SELECT oid::regclass FROM pg_class WHERE relnamespace = 'redshift_internal'::regnamespace AND relkind = 'r' AND starts_with(relname, $1)",
    [STAGED],
  );
  for (const [table] of found.rows) await connection.execute(`DROP TABLE ${table}`);
}
