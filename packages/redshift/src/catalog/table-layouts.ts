import type { EngineConnection } from "../engine/engine.ts";
import { engineName } from "../engine/engine-name.ts";
import type { ColumnLayout, TableLayout } from "../plan/table-layout.ts";

/** A column of a table that is there. */
export interface StoredColumn extends ColumnLayout {
  /** `character varying(10)`, as the catalogs write it. */
  readonly type: string;
  readonly notNull: boolean;
  readonly identity?: { readonly byDefault: boolean; readonly seed: string; readonly step: string };
  readonly default?: string;
}

export interface StoredConstraint {
  readonly name: string;
  readonly kind: "PRIMARY KEY" | "UNIQUE" | "FOREIGN KEY";
  readonly columns: readonly string[];
  /** For a foreign key. */
  readonly references?: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
}

export interface StoredTable extends TableLayout {
  readonly columns: readonly StoredColumn[];
  readonly constraints: readonly StoredConstraint[];
}

const TABLE = `
SELECT coalesce(l.distribution_style, 'auto'), CASE WHEN l.id IS NULL THEN 'auto' ELSE l.sort_style END,
  coalesce(l.backup, true), coalesce(l.encode_auto, true)
FROM pg_class c LEFT JOIN redshift_internal.table_layout l ON l.id = c.oid WHERE c.oid = $1::oid`;

const COLUMNS = `
SELECT redshift_internal.full_name(a.attname), redshift_internal.type_name(a.atttypid, a.atttypmod), coalesce(l.encoding, 'none'), coalesce(l.distribution_key, false),
  coalesce(l.sort_position, 0), coalesce(l.case_insensitive, false), a.attnotnull, a.attidentity, s.seqstart, s.seqincrement, l.default_text
FROM pg_attribute a LEFT JOIN redshift_internal.column_layout l ON l.table_id = a.attrelid AND l.number = a.attnum
  LEFT JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid AND d.refobjsubid = a.attnum AND d.deptype = 'i'
  LEFT JOIN pg_sequence s ON s.seqrelid = d.objid AND d.classid = 'pg_class'::regclass
WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;

const CONSTRAINTS = `
SELECT k.name, k.kind, redshift_internal.column_names(k.table_id, k.columns)::text, n.nspname, redshift_internal.full_name(c.relname),
  coalesce(redshift_internal.column_names(k.referenced_table, k.referenced_columns), '[]')::text
FROM redshift_internal.table_constraint k LEFT JOIN pg_class c ON c.oid = k.referenced_table
  LEFT JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.table_id = $1::oid ORDER BY k.id`;

/** A table's layout, columns and constraints. As the engine. @param id OID */
export async function loadTable(connection: EngineConnection, id: string): Promise<StoredTable> {
  const table = await connection.query(TABLE, [id]);
  const columns = await connection.query(COLUMNS, [id]);
  const constraints = await connection.query(CONSTRAINTS, [id]);
  const [distribution, sort, backup, encodeAuto] = table.rows[0] ?? [];
  return {
    distribution: (distribution ?? "auto") as TableLayout["distribution"],
    ...(sort === null || sort === undefined ? {} : { sort: sort as NonNullable<TableLayout["sort"]> }),
    backup: backup === "t",
    encodeAuto: encodeAuto === "t",
    columns: columns.rows.map(columnOf),
    constraints: constraints.rows.map(constraintOf),
  };
}

/** Writes a table's layout over what was there; columns by name. As the engine. */
export async function saveLayout(connection: EngineConnection, id: string, layout: TableLayout): Promise<void> {
  const { distribution, sort, backup, encodeAuto, columns } = layout;
  await connection.query(
    `INSERT INTO redshift_internal.table_layout (id, distribution_style, sort_style, backup, encode_auto)
     VALUES ($1::oid, $2, $3, $4::boolean, $5::boolean)
     ON CONFLICT (id) DO UPDATE SET distribution_style = excluded.distribution_style, sort_style = excluded.sort_style,
       backup = excluded.backup, encode_auto = excluded.encode_auto`,
    [id, distribution, sort ?? null, String(backup), String(encodeAuto)],
  );
  await connection.query(
    `INSERT INTO redshift_internal.column_layout (table_id, number, encoding, distribution_key, sort_position, case_insensitive)
     SELECT a.attrelid, a.attnum, c.encoding, c."distributionKey", c."sortPosition", coalesce(c."caseInsensitive", false)
     FROM json_to_recordset($2::json) AS c
       (name text, encoding text, "distributionKey" boolean, "sortPosition" integer, "caseInsensitive" boolean)
       JOIN pg_attribute a ON a.attrelid = $1::oid AND a.attname = c.name AND NOT a.attisdropped
     ON CONFLICT (table_id, number) DO UPDATE SET encoding = excluded.encoding,
       distribution_key = excluded.distribution_key, sort_position = excluded.sort_position,
       case_insensitive = excluded.case_insensitive`,
    [
      id,
      JSON.stringify(
        columns.map(({ name, encoding, distributionKey, sortPosition, caseInsensitive }) => ({
          name: engineName(name),
          encoding,
          distributionKey,
          sortPosition,
          caseInsensitive,
        })),
      ),
    ],
  );
}

/** Notes the defaults of columns, by name, as the catalogs show them. As the engine. */
export async function saveDefaults(
  connection: EngineConnection,
  id: string,
  defaults: ReadonlyMap<string, string>,
): Promise<void> {
  for (const [column, text] of defaults) {
    await connection.query(
      `UPDATE redshift_internal.column_layout l SET default_text = $3 FROM pg_attribute a
       WHERE l.table_id = $1::oid AND a.attrelid = l.table_id AND a.attnum = l.number AND a.attname = $2`,
      [id, engineName(column), text],
    );
  }
}

/** Adds a constraint; `references` by the OID of the table. As the engine. */
export async function saveConstraint(
  connection: EngineConnection,
  id: string,
  constraint: Pick<StoredConstraint, "name" | "kind" | "columns">,
  references?: { readonly id: string; readonly columns: readonly string[] },
): Promise<void> {
  await connection.query(
    `INSERT INTO redshift_internal.table_constraint (table_id, name, kind, columns, referenced_table, referenced_columns)
     VALUES ($1::oid, $2, $3, redshift_internal.column_numbers($1::oid, $4::json), $5::oid, redshift_internal.column_numbers($5::oid, $6::json))`,
    [
      id,
      constraint.name,
      constraint.kind,
      JSON.stringify(constraint.columns.map(engineName)),
      references?.id ?? null,
      references === undefined ? null : JSON.stringify(references.columns.map(engineName)),
    ],
  );
}

/** Removes a constraint of that name. As the engine. */
export async function deleteConstraint(connection: EngineConnection, id: string, name: string): Promise<void> {
  await connection.query("DELETE FROM redshift_internal.table_constraint WHERE table_id = $1::oid AND name = $2", [
    id,
    name,
  ]);
}

function columnOf(row: readonly (string | null)[]): StoredColumn {
  const [
    name,
    type,
    encoding,
    distributionKey,
    sortPosition,
    caseInsensitive,
    notNull,
    identity,
    seed,
    step,
    defaultText,
  ] = row;
  return {
    name: name ?? "",
    type: type ?? "",
    encoding: encoding ?? "none",
    distributionKey: distributionKey === "t",
    sortPosition: Number(sortPosition),
    ...(caseInsensitive === "t" ? { caseInsensitive: true } : {}),
    notNull: notNull === "t",
    ...(identity ? { identity: { byDefault: identity === "d", seed: seed ?? "1", step: step ?? "1" } } : {}),
    ...(defaultText ? { default: defaultText } : {}),
  };
}

function constraintOf(row: readonly (string | null)[]): StoredConstraint {
  const [name, kind, columns, schema, table, referenced] = row;
  const names = (text: string | null | undefined): readonly string[] => JSON.parse(text ?? "[]") as string[];
  return {
    name: name ?? "",
    kind: (kind ?? "UNIQUE") as StoredConstraint["kind"],
    columns: names(columns),
    ...(schema && table ? { references: { schema, table, columns: names(referenced) } } : {}),
  };
}
