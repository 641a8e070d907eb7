import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { loadTable } from "../catalog/table-layouts.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { QualifiedName } from "../sql/tree.ts";
import { DONE, type Execution, type Executor } from "./execution.ts";
import { existingRelation, positionOf, requireOwner } from "./names.ts";
import { requireStreaming } from "./require-streaming.ts";

/** TRUNCATE, of tables and streaming views; the session commits after it. https://docs.aws.amazon.com/redshift/latest/dg/r_TRUNCATE.html */
export const truncate: Executor<"truncate"> = async ({ table }, execution) => {
  const relation = existingRelation(table, execution);
  if (relation.kind !== "table" && relation.kind !== "materialized view") throw noTable(relation, table);
  await requireOwner(relation, execution);
  if (relation.kind === "materialized view") await requireStreaming(relation, "truncate", execution);
  await execution.connection.execute(await emptying(relation, execution));
  return DONE;
};

/** What empties a relation: a view that groups a stream is one of the engine's, which knows no TRUNCATE for it. */
async function emptying({ id, engineName }: EngineRelation, { connection }: Execution): Promise<string> {
  const { rows } = await connection.query("SELECT relkind FROM pg_class WHERE oid = $1::oid", [id]);
  return `${rows[0]?.[0] === "v" ? "DELETE FROM" : "TRUNCATE"} ${engineName}`;
}

/** ANALYZE: the engine keeps its statistics by itself, the names are checked all the same. https://docs.aws.amazon.com/redshift/latest/dg/r_ANALYZE.html */
export const analyze: Executor<"analyze"> = async ({ table, columns }, execution) => {
  if (table === undefined) return DONE;
  const relation = existingRelation(table, execution);
  for (const column of columns) {
    if (relation.columns.some(({ name }) => name === column.text)) continue;
    throw new SqlError(
      "42703",
      `column "${column.text}" of relation "${relation.name}" does not exist`,
      positionOf(column),
    );
  }
  return DONE;
};

/** VACUUM, of a table or all of them; who does not own one is heard all the same. https://docs.aws.amazon.com/redshift/latest/dg/r_VACUUM_command.html */
export const vacuum: Executor<"vacuum"> = async ({ mode, table }, execution) => {
  if (table === undefined) return DONE;
  const relation = existingRelation(table, execution);
  if (mode !== "recluster") return DONE;
  const { sort, distribution } = await execution.asEngine(() => loadTable(execution.connection, relation.id));
  const refused =
    sort === "interleaved" ? "interleaved sort keys" : distribution === "all" ? "ALL distribution style" : undefined;
  if (refused === undefined) return DONE;
  throw new SqlError("0A000", `VACUUM RECLUSTER is not supported on tables with ${refused}`, positionOf(table));
};

/** LOCK: a table is held until the transaction ends. https://docs.aws.amazon.com/redshift/latest/dg/r_LOCK.html */
export const lock: Executor<"lock"> = async ({ tables }, execution) => {
  const names = tables.map((table) => lockable(table, execution).engineName);
  await execution.connection.execute(`LOCK TABLE ${names.join(", ")} IN ACCESS EXCLUSIVE MODE`);
  return DONE;
};

function lockable(table: QualifiedName, execution: Execution): EngineRelation {
  const relation = existingRelation(table, execution);
  if (relation.kind === "table") return relation;
  throw noTable(relation, table);
}

function noTable({ name }: EngineRelation, at: QualifiedName): SqlError {
  return new SqlError("42809", `"${name}" is not a table`, positionOf(at));
}
