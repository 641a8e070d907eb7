import type { Execution, Outcome } from "./execution.ts";

/** Internal tables that say something of a relation besides `materialized_view`, with the column that says of which. */
const OF_RELATIONS = [
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

/** Gives the tables of their groups, or NULL for views that had none or whose are gone with them. */
const FORGET_VIEWS = `
DELETE FROM redshift_internal.materialized_view m WHERE NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = m.id)
RETURNING (SELECT t.oid::regclass FROM pg_class t WHERE t.oid = m.row_table)`;

/**
 * Deletes what the internal tables say of objects that are gone, and the groups of views that are.
 * @returns what dropping them has changed: the views only when one of them was materialized
 */
export function forgetDropped({
  connection,
  asEngine,
}: Pick<Execution, "connection" | "asEngine">): Promise<NonNullable<Outcome["changed"]>> {
  return asEngine(async () => {
    const views = await connection.query(FORGET_VIEWS);
    for (const [groups] of views.rows) if (groups !== null) await connection.execute(`DROP TABLE ${groups}`);
    await connection.execute(FORGET);
    return views.rows.length > 0 ? ["catalog", "views"] : ["catalog"];
  });
}
