import { BATCH_TABLE } from "../catalog/engine-catalog.ts";
import type { Engine, EngineConnection } from "../engine/engine.ts";
import { encodeBatch } from "./encode-batch.ts";
import { type JudgedShard, judge } from "./judge-record.ts";
import { ScanAccount } from "./scan-account.ts";
import { type BatchLimit, batchesOf, type ScannedShard } from "./scanned-shard.ts";
import type { StreamingView } from "./streaming-view.ts";
import { inTransaction } from "./transaction.ts";
import { columnsOf, loadStatement } from "./view-load.ts";

/** Records the engine takes at a time, about 100 ms of it: others wait for no more than that. */
const BATCH_LIMIT: BatchLimit = { records: 10_000, bytes: 8 * 1024 * 1024 };

/** The view is not there any more: somebody dropped it while its stream was read. */
export class ViewGoneError extends Error {
  override readonly name = "ViewGoneError";
}

/** Tables of rows that are computed and not yet in their view. */
const STAGED = "staged_";

/**
 * The records of one refresh on their way into its view, so that all of them get there, or none.
 *
 * The rows of more than one batch are computed, batch by batch, into a table of their own that no log is written for: in between
 * others have the engine, and memory holds one batch. Computing them so and moving them at the end costs what inserting them at
 * once would (measured), because the view's table has an index and a log.
 */
export class StagedRecords {
  readonly #engine: Engine;
  readonly #view: StreamingView;
  readonly #limits: { readonly maxRecordBytes: number; readonly refreshTime: number };
  readonly account = new ScanAccount();
  #waiting: readonly JudgedShard[] = [];
  #staged = false;
  #work: Promise<void> = Promise.resolve();

  constructor(
    engine: Engine,
    view: StreamingView,
    limits: { readonly maxRecordBytes: number; readonly refreshTime: number },
  ) {
    this.#engine = engine;
    this.#view = view;
    this.#limits = limits;
  }

  /** Takes what a round has scanned. Gives back once the round before is computed. @throws {EngineError} what the view's query failed with */
  async add(scanned: readonly ScannedShard[]): Promise<void> {
    const judged = scanned.map((shard) => judge(shard, this.#limits.maxRecordBytes));
    for (const shard of judged) this.account.add(shard);
    this.#waiting = [...this.#waiting, ...judged.filter(({ records }) => records.length > 0)];
    const batches = [...batchesOf(this.#waiting, BATCH_LIMIT)];
    if (batches.length <= 1) return;
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
    const { refreshTime } = this.#limits;
    const { readsJson } = this.#view.load;
    let running: Promise<unknown> = Promise.resolve();
    for (const batch of batches) {
      const rows = encodeBatch(batch, refreshTime, readsJson);
      await running;
      running = this.#loadBatch(connection, rows, sql);
      running.catch(() => undefined);
    }
    await running;
  }

  async #loadBatch(connection: EngineConnection, rows: Uint8Array<ArrayBuffer>, sql: string): Promise<void> {
    await connection.copy(`COPY ${BATCH_TABLE} FROM '/dev/blob' WITH (FORMAT binary)`, rows);
    await connection.query(sql);
    await connection.execute(`TRUNCATE ${BATCH_TABLE}`);
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
