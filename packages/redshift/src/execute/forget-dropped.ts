import type { Execution } from "./execution.ts";

/** Internal tables that say something of a relation, with the column that says of which. */
const OF_RELATIONS = [
  ["materialized_view", "id"],
  ["table_layout", "id"],
  ["column_layout", "table_id"],
  ["table_constraint", "table_id"],
  ["view_definition", "id"],
] as const;

const OF_SCHEMAS = ["external_schema", "schema_quota"] as const;

const FORGET = [
  ...OF_RELATIONS.map(
    ([table, id]) =>
      `DELETE FROM redshift_internal.${table} t WHERE NOT EXISTS (SELECT 1 FROM pg_class c WHERE c.oid = t.${id});`,
  ),
  ...OF_SCHEMAS.map(
    (table) =>
      `DELETE FROM redshift_internal.${table} t WHERE NOT EXISTS (SELECT 1 FROM pg_namespace n WHERE n.oid = t.id);`,
  ),
].join("\n");

/** Tables of the groups of materialized views that are gone. */
const ORPHANS = `
SELECT m.row_table::regclass FROM redshift_internal.materialized_view m JOIN pg_class t ON t.oid = m.row_table
WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = m.id)`;

/** Deletes what the internal tables say of objects that are gone, and the groups of views that are. */
export function forgetDropped({ connection, asEngine }: Pick<Execution, "connection" | "asEngine">): Promise<void> {
  return asEngine(async () => {
    const orphans = await connection.query(ORPHANS);
    for (const [table] of orphans.rows) await connection.execute(`DROP TABLE ${table}`);
    await connection.execute(FORGET);
  });
}
