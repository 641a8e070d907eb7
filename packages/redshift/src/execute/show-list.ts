import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { RedshiftType, ShowList } from "../sql/tree.ts";
import type { Execution, Executor } from "./execution.ts";
import { positionOf } from "./names.ts";

const VARCHAR: RedshiftType = { name: "varchar" };
const INTEGER: RedshiftType = { name: "integer" };

interface List {
  /** The name the pattern is for is `name`. */
  readonly query: string;
  readonly columns: readonly (readonly [string, RedshiftType])[];
}

const OWN_SCHEMAS =
  "n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT LIKE 'redshift\\_%' AND n.nspname <> 'information_schema'";

/** $1 is the database, $2 the schema, $3 the table; only what the user may see. */
const LISTS: Readonly<Record<ShowList["of"], List>> = {
  // https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_SCHEMAS.html
  schemas: {
    columns: [
      ...(["database_name", "schema_name"] as const).map((name) => [name, VARCHAR] as const),
      ["schema_owner", INTEGER],
      ...(["schema_type", "schema_acl", "source_database", "schema_option"] as const).map(
        (name) => [name, VARCHAR] as const,
      ),
    ],
    query: `
SELECT $1::text, n.nspname AS name, n.nspowner::text, CASE WHEN e.id IS NULL THEN 'local' ELSE 'external' END, NULL, NULL, e.options
FROM pg_namespace n LEFT JOIN redshift_internal.external_schema e ON e.id = n.oid
WHERE ${OWN_SCHEMAS} AND $2::text IS NULL AND $3::text IS NULL AND has_schema_privilege($4::oid, n.oid, 'USAGE')`,
  },
  // https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_TABLES.html
  tables: {
    columns: ["database_name", "schema_name", "table_name", "table_type", "table_acl", "remarks"].map(
      (name) => [name, VARCHAR] as const,
    ),
    query: `
SELECT $1::text, n.nspname, c.relname AS name, CASE WHEN c.relkind = 'v' OR m.id IS NOT NULL THEN 'VIEW' ELSE 'TABLE' END, NULL,
  obj_description(c.oid, 'pg_class')
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
WHERE c.relkind IN ('r', 'v') AND n.nspname = $2 AND $3::text IS NULL AND has_table_privilege($4::oid, c.oid, 'SELECT')`,
  },
  // https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_COLUMNS.html
  columns: {
    columns: [
      ...["database_name", "schema_name", "table_name", "column_name"].map((name) => [name, VARCHAR] as const),
      ["ordinal_position", INTEGER],
      ...["column_default", "is_nullable", "data_type"].map((name) => [name, VARCHAR] as const),
      ...["character_maximum_length", "numeric_precision", "numeric_scale"].map((name) => [name, INTEGER] as const),
      ["remarks", VARCHAR],
    ],
    query: `
SELECT $1::text, n.nspname, c.relname, a.attname AS name, a.attnum::text, l.default_text, CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END,
  redshift_internal.type_name(a.atttypid, NULL), information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::text,
  information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::text,
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::text, col_description(c.oid, a.attnum)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN redshift_internal.column_layout l ON l.table_id = c.oid AND l.number = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v') AND n.nspname = $2 AND c.relname = $3
  AND has_column_privilege($4::oid, c.oid, a.attnum, 'SELECT')`,
  },
  // https://docs.aws.amazon.com/redshift/latest/dg/r_SHOW_CONSTRAINTS.html
  "primary keys": {
    columns: [
      ...["database_name", "schema_name", "table_name", "pk_name", "column_name"].map(
        (name) => [name, VARCHAR] as const,
      ),
      ["key_seq", INTEGER],
    ],
    query: `
SELECT $1::text, n.nspname, c.relname, k.name AS constraint_name, a.attname AS name, u.place::text
FROM redshift_internal.table_constraint k JOIN pg_class c ON c.oid = k.table_id JOIN pg_namespace n ON n.oid = c.relnamespace,
  unnest(k.columns) WITH ORDINALITY AS u (number, place) JOIN pg_attribute a ON a.attnum = u.number
WHERE a.attrelid = c.oid AND k.kind = 'PRIMARY KEY' AND n.nspname = $2 AND c.relname = $3
  AND has_table_privilege($4::oid, c.oid, 'SELECT') ORDER BY u.place`,
  },
};

const MOST_ROWS = 10_000;

/** SHOW SCHEMAS, SHOW TABLES, SHOW COLUMNS and SHOW CONSTRAINTS, of this database. */
export const showList: Executor<"show list"> = async (statement, execution) => {
  const { of, pattern, limit } = statement;
  const { database, schema, table } = pathOf(statement, execution);
  if (limit !== undefined && (limit < 0 || limit > MOST_ROWS)) {
    throw new SqlError("22023", `LIMIT ${limit} must be between 0 and ${MOST_ROWS}`, positionOf(statement));
  }
  requirePlace(statement, execution, schema, table);
  const { query, columns } = LISTS[of];
  const filtered = `SELECT * FROM (${query}) AS list WHERE $5::text IS NULL OR name LIKE $5 ${depthOf(of) === 2 ? "" : "ORDER BY name"} LIMIT $6::integer`;
  const { rows } = await execution.asEngine(() =>
    execution.connection.query(filtered, [
      database,
      schema ?? null,
      table ?? null,
      execution.user.id,
      pattern ?? null,
      limit === undefined ? null : String(limit),
    ]),
  );
  return {
    resultSet: { columns: columns.map(([name, type]) => ({ name, type })), rows },
    rowCount: rows.length,
  };
};

/** Names that say where to look, besides the database's. */
function depthOf(of: ShowList["of"]): number {
  return { schemas: 0, tables: 1, columns: 2, "primary keys": 2 }[of];
}

interface Path {
  readonly database: string;
  readonly schema?: string;
  readonly table?: string;
}

/** `database.schema.table`, of which the database may be left out. */
function pathOf({ of, parts }: ShowList, { databaseName }: Execution): Path {
  const depth = depthOf(of);
  const names = parts.map(({ text }) => text);
  const inside = depth === 0 ? [] : names.slice(-depth);
  const database = names.length > depth ? (names[0] ?? databaseName) : databaseName;
  if (database !== databaseName) throw new NotSupportedSql(`A name in another database ("${database}")`);
  const [schema, table] = depth === 2 && inside.length === 1 ? ["public", inside[0]] : inside;
  return { database, ...(schema === undefined ? {} : { schema }), ...(table === undefined ? {} : { table }) };
}

function requirePlace(
  statement: ShowList,
  { catalog }: Execution,
  schema: string | undefined,
  table: string | undefined,
): void {
  if (schema !== undefined && !catalog.hasSchema(schema)) {
    throw new SqlError("3F000", `schema "${schema}" does not exist`, positionOf(statement));
  }
  if (schema !== undefined && table !== undefined && catalog.stored(schema, table) === undefined) {
    throw new SqlError("42P01", `relation "${schema}.${table}" does not exist`, positionOf(statement));
  }
}
