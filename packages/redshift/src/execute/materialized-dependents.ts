import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Execution } from "./execution.ts";

/** Materialized views made of a relation hold it; the engine, which sees tables only, does not know. */
export async function dropDependents(
  relation: Pick<EngineRelation, "id" | "kind" | "name">,
  cascade: boolean,
  execution: Execution,
): Promise<void> {
  const { connection } = execution;
  const found = await execution.asEngine(() =>
    connection.query(
      `SELECT c.oid, n.nspname, c.relname FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $1::oid = ANY (m.bases)`,
      [relation.id],
    ),
  );
  const dependents = found.rows.map(([id, schema, name]) => ({ id: id ?? "", schema: schema ?? "", name: name ?? "" }));
  if (dependents.length > 0 && !cascade) {
    throw new SqlError("2BP01", `cannot drop ${relation.kind} ${relation.name} because other objects depend on it`, {
      detail: dependents
        .map(({ name }) => `materialized view ${name} depends on ${relation.kind} ${relation.name}`)
        .join("\n"),
      hint: "Use DROP ... CASCADE to drop the dependent objects too.",
    });
  }
  for (const { schema, ...view } of dependents) {
    const engineName = `${quoteIdentifier(schema)}.${quoteIdentifier(view.name)}`;
    await dropMaterialized({ ...view, kind: "materialized view", engineName }, true, execution);
  }
}

/** Drops a materialized view, and with CASCADE what depends on it; what the engine knows of it goes with `forgetDropped`. */
export async function dropMaterialized(
  view: Pick<EngineRelation, "id" | "kind" | "name" | "engineName">,
  cascade: boolean,
  execution: Execution,
): Promise<void> {
  const { connection } = execution;
  await dropDependents(view, cascade, execution);
  const found = await connection.query("SELECT relkind FROM pg_class WHERE oid = $1::oid", [view.id]);
  // Views that group a stream show a table; one that an earlier CASCADE has taken along is gone.
  const [kind] = found.rows[0] ?? [];
  if (kind === undefined) return;
  await connection.execute(`DROP ${kind === "v" ? "VIEW" : "TABLE"} ${view.engineName}${cascade ? " CASCADE" : ""}`);
}
