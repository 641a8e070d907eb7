import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import type { Catalog, CatalogRelation } from "../plan/catalog.ts";
import { STREAM_COLUMNS } from "../plan/streaming-view.ts";
import { columnType } from "./column-type.ts";

/** The records of a refresh while the view's query runs over them. */
export const BATCH_TABLE = "pg_temp.stream_batch";

/** Makes `BATCH_TABLE`: with each opening of the engine, since it is temporary, which spares its rows the log. */
export const CREATE_BATCH_TABLE = `
CREATE TEMPORARY TABLE stream_batch (
  approximate_arrival_timestamp timestamp, partition_key varchar(256), shard_id char(20), sequence_number varchar(128),
  refresh_time timestamp, kinesis_data bytea
) ON COMMIT DELETE ROWS`;

/** Redshift's system views and what is left of PostgreSQL's catalog are found without a schema, before any other. */
const SYSTEM_SCHEMA = "redshift_system";

const PUBLIC_SEARCH_PATH = ["public"] as const;

const RELATIONS = `
SELECT n.nspname, c.relname, c.relkind, m.id IS NOT NULL,
  coalesce((SELECT json_agg(json_build_array(a.attname, t.typname, a.atttypmod) ORDER BY a.attnum)
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '[]'),
  c.oid, n.nspname = 'redshift_system', pg_is_other_temp_schema(n.oid) OR n.oid = pg_my_temp_schema()
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
WHERE c.relkind IN ('r', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'pg_toast')
  AND NOT (n.oid = pg_my_temp_schema() AND c.relname = 'stream_batch')`;

const EXTERNAL_SCHEMAS = `
SELECT n.nspname, n.oid, e.iam_role, e.region
FROM redshift_internal.external_schema e JOIN pg_namespace n ON n.oid = e.id`;

export interface ExternalSchema {
  readonly name: string;
  readonly id: string;
  readonly iamRole: string;
  readonly region: string | undefined;
}

/** A relation of this database, with its identity in the engine. */
export interface EngineRelation extends CatalogRelation {
  readonly id: string;
}

/** What the database holds, as of when it was loaded. */
export class EngineCatalog implements Catalog {
  readonly #relations: ReadonlyMap<string, EngineRelation>;
  readonly #external: ReadonlyMap<string, ExternalSchema>;

  private constructor(relations: readonly EngineRelation[], external: readonly ExternalSchema[]) {
    this.#relations = new Map(relations.map((relation) => [keyOf(relation.schema, relation.name), relation]));
    this.#external = new Map(external.map((schema) => [schema.name, schema]));
  }

  static async load(connection: EngineConnection): Promise<EngineCatalog> {
    const relations = await connection.query(RELATIONS);
    const external = await connection.query(EXTERNAL_SCHEMAS);
    return new EngineCatalog(
      relations.rows.map(relationOf),
      external.rows.map(([name, id, iamRole, region]) => ({
        name: name ?? "",
        id: id ?? "",
        iamRole: iamRole ?? "",
        region: region ?? undefined,
      })),
    );
  }

  relation(schema: string | undefined, name: string): CatalogRelation | undefined {
    const external = schema === undefined ? undefined : this.#external.get(schema);
    if (external === undefined) return this.stored(schema, name);
    return { schema: external.name, name, kind: "stream", columns: STREAM_COLUMNS, engineName: BATCH_TABLE };
  }

  /** A table, view or materialized view of this database. */
  stored(schema: string | undefined, name: string): EngineRelation | undefined {
    if (schema !== undefined) return this.#relations.get(keyOf(schema, name));
    for (const candidate of ["pg_temp", "pg_catalog", ...PUBLIC_SEARCH_PATH]) {
      const relation = this.#relations.get(keyOf(candidate, name));
      if (relation) return relation;
    }
    return undefined;
  }

  externalSchema(name: string): ExternalSchema | undefined {
    return this.#external.get(name);
  }
}

function relationOf(row: readonly (string | null)[]): EngineRelation {
  const [engineSchema = "", name = "", relkind, isMaterialized, columns, id, isSystem, isTemporary] = row.map(
    (value) => value ?? "",
  );
  const kind =
    isSystem === "t" ? "system" : isMaterialized === "t" ? "materialized view" : relkind === "v" ? "view" : "table";
  return {
    schema: engineSchema === SYSTEM_SCHEMA ? "pg_catalog" : isTemporary === "t" ? "pg_temp" : engineSchema,
    name,
    kind,
    columns: (JSON.parse(columns || "[]") as [string, string, number][]).flatMap(([column, typeName, modifier]) => {
      const type = columnType(typeName, modifier);
      return type === undefined ? [] : [{ name: column, type }];
    }),
    engineName: `${quoteIdentifier(engineSchema)}.${quoteIdentifier(name)}`,
    id: id ?? "",
  };
}

function keyOf(schema: string, name: string): string {
  return `${schema}.${name}`;
}
