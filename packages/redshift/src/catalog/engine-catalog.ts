import type { EngineConnection } from "../engine/engine.ts";
import type { EngineResult } from "../engine/engine-message.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import type { Catalog, CatalogRelation } from "../plan/catalog.ts";
import { KNOWN_JSON, STREAM_COLUMNS } from "../plan/streaming-view.ts";
import { columnType } from "./column-type.ts";
import { type Profile, refuseSystemView } from "./refused-views.ts";

/** The records of a refresh while the view's query runs over them. */
export const BATCH_TABLE = "pg_temp.stream_batch";

/** Makes `BATCH_TABLE`: with each opening of the engine, since it is temporary, which spares its rows the log. */
export const CREATE_BATCH_TABLE = `
CREATE TEMPORARY TABLE stream_batch (
  approximate_arrival_timestamp timestamp, partition_key varchar(256), shard_id char(20), sequence_number varchar(128),
  refresh_time timestamp, kinesis_data bytea, ${KNOWN_JSON} boolean
) ON COMMIT DELETE ROWS`;

/** Redshift's system views and what is left of PostgreSQL's catalog are found without a schema, before any other. */
const SYSTEM_SCHEMAS: Readonly<Record<string, string>> = {
  redshift_system: "pg_catalog",
  redshift_information: "information_schema",
};

/** Columns of catalog tables that `*` leaves out: the OID, and what clients of newer servers ask for. */
const HIDDEN_COLUMNS: ReadonlySet<string> = new Set([
  "oid",
  "attacl",
  "attcollation",
  "typcollation",
  "relhastriggers",
  "relpersistence",
  "reloftype",
  "reloptions",
  "datcollate",
  "datctype",
]);

/** Schemas that hold the temporary tables of one session each. */
const TEMPORARY_SCHEMA = /^redshift_temp_\d+$/;

/** The engine's schema for a session's temporary tables. */
export function temporarySchema(pid: number): string {
  return `redshift_temp_${pid}`;
}

/** Drops what sessions of an earlier process have left. */
export async function dropTemporarySchemas(connection: EngineConnection): Promise<void> {
  const { rows } = await connection.query("SELECT nspname FROM pg_namespace");
  for (const [name] of rows) {
    if (TEMPORARY_SCHEMA.test(name ?? ""))
      await connection.execute(`DROP SCHEMA ${quoteIdentifier(name ?? "")} CASCADE`);
  }
}

/** Where a session looks for names without a schema. */
export interface SessionPath {
  readonly searchPath: readonly string[];
  /** The engine's schema of the session's temporary tables. */
  readonly temporary?: string;
  /** @default serverless */
  readonly profile?: Profile;
}

type Relations = ReadonlyMap<string, EngineRelation>;

interface Contents {
  /** Redshift's own: only their columns' privileges ever change. */
  readonly system: Relations;
  readonly relations: Relations;
  readonly external: ReadonlyMap<string, ExternalSchema>;
  readonly schemas: ReadonlySet<string>;
}

/** What belongs to Redshift and not to a user. */
const IS_SYSTEM = "n.nspname IN ('redshift_system', 'redshift_information')";

/** Columns are looked up relation by relation: joined to their types, every relation would cost a reading of all types. */
const RELATIONS = `
SELECT n.nspname, c.relname, c.relkind, m.id IS NOT NULL, coalesce(k.columns, '[]'), c.oid, ${IS_SYSTEM},
  coalesce(k.have_privileges, false),
  (SELECT d.query FROM redshift_internal.view_definition d WHERE d.id = c.oid AND d.late_binding)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(a.attname, (SELECT t.typname FROM pg_type t WHERE t.oid = a.atttypid), a.atttypmod,
        a.attidentity = 'a', (SELECT l.case_insensitive FROM redshift_internal.column_layout l
                              WHERE l.table_id = a.attrelid AND l.number = a.attnum)) ORDER BY a.attnum) AS columns,
      bool_or(a.attacl IS NOT NULL) AS have_privileges
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  ) k ON true
WHERE c.relkind IN ('r', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'pg_toast')
  AND n.oid <> pg_my_temp_schema() AND NOT pg_is_other_temp_schema(n.oid)`;

const LONG_NAMES = "SELECT engine_name, name FROM redshift_internal.long_name";

const SCHEMAS = `
SELECT n.nspname, e.id, e.iam_role, e.region
FROM pg_namespace n LEFT JOIN redshift_internal.external_schema e ON e.id = n.oid`;

export interface ExternalSchema {
  readonly name: string;
  readonly id: string;
  readonly iamRole: string;
  readonly region: string | undefined;
}

/** A relation of this database, with its identity in the engine. */
export interface EngineRelation extends CatalogRelation {
  /** OID. */
  readonly id: string;
  /** A session's own, gone with it. */
  readonly temporary?: true;
  /** Privileges on single columns of it have been granted. */
  readonly columnPrivileges?: true;
}

/** What the database holds, as of when it was loaded, seen along a session's search path. */
export class EngineCatalog implements Catalog {
  readonly #contents: Contents;
  readonly #path: SessionPath;

  private constructor(contents: Contents, path: SessionPath) {
    this.#contents = contents;
    this.#path = path;
  }

  /** @param known an earlier one of the same database: what can't have changed is taken from it */
  static async load(connection: EngineConnection, known?: EngineCatalog): Promise<EngineCatalog> {
    const own = await connection.query(`${RELATIONS} AND NOT ${IS_SYSTEM}`);
    const schemas = await connection.query(SCHEMAS);
    const long = await connection.query(LONG_NAMES);
    const names = new Map(long.rows.map(([engineName, name]) => [engineName ?? "", name ?? ""]));
    const contents = {
      system:
        known === undefined
          ? byKey(await connection.query(`${RELATIONS} AND ${IS_SYSTEM}`), names)
          : known.#contents.system,
      relations: byKey(own, names),
      external: new Map(schemas.rows.flatMap(externalOf).map((schema) => [schema.name, schema])),
      schemas: new Set(schemas.rows.map(([name]) => name ?? "")),
    };
    return new EngineCatalog(contents, { searchPath: ["public"] });
  }

  /** The same contents along another search path. */
  along(path: SessionPath): EngineCatalog {
    return new EngineCatalog(this.#contents, path);
  }

  /** Where an object without a schema is made: the first of the search path that exists. */
  get creationSchema(): string | undefined {
    return this.#path.searchPath.find((schema) => this.#contents.schemas.has(schema));
  }

  relation(schema: string | undefined, name: string): CatalogRelation | undefined {
    const external = schema === undefined ? undefined : this.#contents.external.get(schema);
    if (external === undefined) {
      const found = this.stored(schema, name);
      const asSystem = found === undefined ? schema === undefined || schema === "pg_catalog" : found.kind === "system";
      if (asSystem) refuseSystemView(name, this.#path.profile ?? "serverless", found !== undefined);
      return found;
    }
    return { schema: external.name, name, kind: "stream", columns: STREAM_COLUMNS, engineName: BATCH_TABLE };
  }

  /** A table, view or materialized view of this database. */
  stored(schema: string | undefined, name: string): EngineRelation | undefined {
    const { searchPath, temporary } = this.#path;
    const own = temporary === undefined ? [] : [temporary];
    const { system, relations } = this.#contents;
    const find = (within: string) => system.get(keyOf(within, name)) ?? relations.get(keyOf(within, name));
    if (schema !== undefined && schema !== "pg_temp") return find(schema);
    for (const candidate of schema === "pg_temp" ? own : [...own, "pg_catalog", ...searchPath]) {
      const relation = find(candidate);
      if (relation) return relation;
    }
    return undefined;
  }

  /** Every relation that is no session's own. */
  all(): readonly EngineRelation[] {
    const { system, relations } = this.#contents;
    return [...system.values(), ...relations.values()].filter(({ temporary }) => !temporary);
  }

  /** Relations with privileges on single columns. */
  get withColumnPrivileges(): readonly EngineRelation[] {
    const { system, relations } = this.#contents;
    return [...system.values(), ...relations.values()].filter(({ columnPrivileges }) => columnPrivileges);
  }

  hasSchema(name: string): boolean {
    return this.#contents.schemas.has(name);
  }

  externalSchema(name: string): ExternalSchema | undefined {
    return this.#contents.external.get(name);
  }
}

function externalOf([name, id, iamRole, region]: readonly (string | null)[]): ExternalSchema[] {
  return id == null ? [] : [{ name: name ?? "", id, iamRole: iamRole ?? "", region: region ?? undefined }];
}

/** @param names what the engine calls them: those too long for it */
function relationOf(row: readonly (string | null)[], names: ReadonlyMap<string, string>): EngineRelation {
  const [engineSchema = "", name = "", relkind, isMaterialized, columns, id, isSystem, byColumn, lateBinding] = row.map(
    (value) => value ?? "",
  );
  const schema = SYSTEM_SCHEMAS[engineSchema] ?? engineSchema;
  const leaderOnly = schema === "information_schema" || (schema === "pg_catalog" && name === "pg_table_def");
  const kind =
    isSystem === "t" ? "system" : isMaterialized === "t" ? "materialized view" : relkind === "v" ? "view" : "table";
  return {
    schema,
    ...(TEMPORARY_SCHEMA.test(engineSchema) ? { temporary: true } : {}),
    ...(byColumn === "t" ? { columnPrivileges: true } : {}),
    ...(leaderOnly ? { leaderOnly } : {}),
    name: names.get(name) ?? name,
    kind,
    ...(lateBinding ? { lateBinding } : {}),
    columns: lateBinding
      ? []
      : (JSON.parse(columns || "[]") as [string, string, number, boolean, boolean | null][]).flatMap(
          ([column, typeName, modifier, identity, caseInsensitive]) => {
            const stored = columnType(typeName, modifier);
            if (stored === undefined) return [];
            const type = caseInsensitive ? { ...stored, caseInsensitive } : stored;
            const hidden = kind === "system" && name.startsWith("pg_") && HIDDEN_COLUMNS.has(column);
            return [
              {
                name: names.get(column) ?? column,
                type,
                ...(identity ? { identity } : {}),
                ...(hidden ? { hidden: true as const } : {}),
              },
            ];
          },
        ),
    engineName: `${quoteIdentifier(engineSchema)}.${quoteIdentifier(name)}`,
    id: id ?? "",
  };
}

function byKey({ rows }: EngineResult, names: ReadonlyMap<string, string>): Relations {
  return new Map(
    rows.map((row) => relationOf(row, names)).map((relation) => [keyOf(relation.schema, relation.name), relation]),
  );
}

function keyOf(schema: string, name: string): string {
  return `${schema}.${name}`;
}
