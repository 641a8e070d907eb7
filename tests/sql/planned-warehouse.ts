import { readFileSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { SETUP_OBJECTS } from "@sensor-pipeline/core/setup/setup-files";
import { DEFAULT_THRESHOLDS, thresholdValues } from "@sensor-pipeline/core/setup/thresholds";
import { renderStatements } from "@sensor-pipeline/core/sql/render-statements";
import { INSTALL } from "@sensor-pipeline/redshift/catalog/database-version";
import type { Catalog, CatalogRelation } from "@sensor-pipeline/redshift/plan/catalog";
import { planInsert } from "@sensor-pipeline/redshift/plan/plan-change";
import { columnType, planColumnDefinition } from "@sensor-pipeline/redshift/plan/plan-column-definition";
import { planQuery } from "@sensor-pipeline/redshift/plan/plan-query";
import { KNOWN_JSON, planStreamingView, STREAM_COLUMNS } from "@sensor-pipeline/redshift/plan/streaming-view";
import { parse } from "@sensor-pipeline/redshift/sql/parse";
import type { Statement } from "@sensor-pipeline/redshift/sql/tree";

const ROOT = new URL("../../", import.meta.url);
const VALUES = {
  stream_name: "readings",
  landing_view: "sensor_records",
  ...thresholdValues(DEFAULT_THRESHOLDS),
  window_seconds: 300,
  since: "2026-01-01 00:00:00",
  keep_seconds: 86_400,
};

export interface LandedRecord {
  readonly data: Uint8Array;
  /** Before GETDATE(). @default 60 */
  readonly ageSeconds?: number;
  readonly sequenceNumber?: string;
  readonly shard?: number;
}

/**
 * The files of sql/, planned by Redshift's rules, over the engine itself: no stream, no users and no Data API, so that records can be
 * landed by the thousand. What GETDATE() says is fixed.
 */
export class PlannedWarehouse {
  static readonly now = "2026-11-24 12:00:00.000000";

  readonly #engine: PGlite;
  readonly #relations = new Map<string, CatalogRelation>();
  #landing = "";
  #count = 0;

  private constructor(engine: PGlite) {
    this.#engine = engine;
    this.#relations.set("kinesis_schema.readings", {
      schema: "kinesis_schema",
      name: "readings",
      kind: "stream",
      columns: STREAM_COLUMNS,
      engineName: "staging",
    });
  }

  /** A warehouse in which set-up's landing view, table and views were made. */
  static async open(): Promise<PlannedWarehouse> {
    const engine = await PGlite.create();
    await engine.exec(
      `SET TIME ZONE 'UTC'; SET redshift.statement_time = '${PlannedWarehouse.now}'; SET redshift.transaction_time = '${PlannedWarehouse.now}'; ${INSTALL}`,
    );
    const warehouse = new PlannedWarehouse(engine);
    await engine.exec(`CREATE TABLE staging (${columnList(STREAM_COLUMNS)}, ${KNOWN_JSON} boolean)`);
    for (const { kind, file } of SETUP_OBJECTS)
      if (kind !== "role" && kind !== "external schema") for (const sql of read(file)) await warehouse.run(sql);
    for (const sql of read("sql/setup/records-archive.sql")) await warehouse.run(sql);
    for (const sql of read("sql/setup/default-thresholds.sql").filter((text) => text.startsWith("INSERT")))
      await warehouse.run(sql);
    return warehouse;
  }

  /** Lands records as one refresh of the landing view would. */
  async land(records: readonly LandedRecord[]): Promise<void> {
    for (const { data, ageSeconds = 60, sequenceNumber, shard = 0 } of records) {
      this.#count += 1;
      await this.#engine.query(
        `INSERT INTO staging (approximate_arrival_timestamp, partition_key, shard_id, sequence_number, refresh_time, kinesis_data)
         VALUES ('${PlannedWarehouse.now}'::timestamp - $1::float8 * interval '1 second', '1001', $2, $3, '${PlannedWarehouse.now}', $4)`,
        [
          ageSeconds,
          `shardId-${String(shard).padStart(12, "0")}`,
          sequenceNumber ?? String(10 ** 15 + this.#count),
          data,
        ],
      );
    }
    await this.#engine.exec(`INSERT INTO public.sensor_records ${this.#landing}; DELETE FROM staging;`);
  }

  /** Forgets every landed record. */
  async empty(): Promise<void> {
    await this.#engine.exec("DELETE FROM public.sensor_records");
  }

  /** Deletes every row of sensor_thresholds, the default one too. */
  async forgetThresholds(): Promise<void> {
    await this.#engine.exec("DELETE FROM public.sensor_thresholds");
  }

  /** The rows of a query in Redshift's SQL. */
  async query(sql: string): Promise<readonly Record<string, unknown>[]> {
    const statement = only(sql);
    if (statement.kind !== "query") throw new Error(`A query is expected: ${sql}`);
    const { rows } = await this.#engine.query<Record<string, unknown>>(planQuery(statement, this.#context).text);
    return rows;
  }

  /** One statement that makes or fills something. There are no users here, so a grant is nobody's. */
  async run(sql: string): Promise<void> {
    const statement = only(sql);
    if (statement.kind === "insert") await this.#engine.exec(planInsert(statement, this.#context).text);
    else if (statement.kind === "create table") await this.#createTable(statement);
    else if (statement.kind === "create view") await this.#createView(statement);
    else if (statement.kind === "create materialized view") await this.#createLandingView(statement);
    else if (statement.kind !== "grant privileges") throw new Error(`This warehouse does not run ${statement.kind}.`);
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }

  get #context(): { catalog: Catalog } {
    return { catalog: { relation: (schema, name) => this.#relations.get(`${schema ?? "public"}.${name}`) } };
  }

  async #createTable(statement: Extract<Statement, { kind: "create table" }>): Promise<void> {
    const name = statement.name.name.text;
    const columns = statement.columns.map((column) => planColumnDefinition(column, this.#context)).join(", ");
    await this.#engine.exec(`CREATE TABLE public.${name} (${columns})`);
    this.#define(
      name,
      "table",
      statement.columns.map((column) => ({ name: column.name.text, type: column.type })),
    );
  }

  async #createView(statement: Extract<Statement, { kind: "create view" }>): Promise<void> {
    const name = statement.name.name.text;
    const { text, columns } = planQuery(statement.query, this.#context);
    await this.#engine.exec(`CREATE VIEW public.${name} AS ${text}`);
    this.#define(name, "view", columns);
  }

  async #createLandingView(statement: Extract<Statement, { kind: "create materialized view" }>): Promise<void> {
    const name = statement.name.name.text;
    const planned = planStreamingView(statement, this.#context, "staging");
    if (!planned) throw new Error("The landing view reads no stream.");
    await this.#engine.exec(`CREATE TABLE public.${name} (${columnList(planned.columns)})`);
    this.#landing = planned.body;
    this.#define(name, "materialized view", planned.columns);
  }

  #define(name: string, kind: CatalogRelation["kind"], columns: CatalogRelation["columns"]): void {
    this.#relations.set(`public.${name}`, { schema: "public", name, kind, columns, engineName: `"public"."${name}"` });
  }
}

/** The statements of a file of sql/. */
export function read(file: string): readonly string[] {
  return renderStatements(readFileSync(new URL(file, ROOT), "utf8"), VALUES, file);
}

function only(sql: string): Statement {
  const [parsed, ...others] = parse(sql);
  if (!parsed || others.length > 0) throw new Error(`One statement is expected: ${sql}`);
  return parsed.statement;
}

function columnList(columns: CatalogRelation["columns"]): string {
  return columns.map(({ name, type }) => `"${name}" ${columnType(type)}`).join(", ");
}
