import type { EngineRelation } from "../catalog/engine-catalog.ts";
import { deleteConstraint } from "../catalog/table-layouts.ts";
import { EngineError } from "../engine/engine-error.ts";
import { SqlError } from "../sql/sql-error.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { forgetDropped } from "./forget-dropped.ts";
import { dropDependents } from "./materialized-dependents.ts";
import { findRelation, positionOf, requireOwner, written } from "./names.ts";

type Dropped = Parameters<Executor<"drop table">>[0] | Parameters<Executor<"drop view">>[0];

/** DROP TABLE, which takes tables only: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_TABLE.html */
export const dropTable: Executor<"drop table"> = (statement, execution) => drop(statement, execution, "table");

/** DROP VIEW, which takes plain views only: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_VIEW.html */
export const dropView: Executor<"drop view"> = (statement, execution) => drop(statement, execution, "view");

async function drop(
  { names, ifExists, cascade }: Dropped,
  execution: Execution,
  kind: "table" | "view",
): Promise<Outcome> {
  const notices: string[] = [];
  for (const name of names) {
    const relation = findRelation(name, execution);
    if (relation === undefined) {
      if (!ifExists) throw new SqlError("42P01", `${kind} "${written(name)}" does not exist`, positionOf(name));
      notices.push(
        `INFO:  ${kind === "table" ? "Table" : "View"} "${written(name)}" does not exist and will be skipped`,
      );
      continue;
    }
    if (relation.kind !== kind) {
      const hint = { hint: `Use DROP ${relation.kind.toUpperCase()} to remove a ${relation.kind}.` };
      throw new SqlError("42809", `"${relation.name}" is not a ${kind}`, { ...positionOf(name), ...hint });
    }
    await requireOwner(relation, execution);
    if (kind === "table") await dropReferences(relation, cascade, execution);
    await dropDependents(relation, cascade, execution);
    await dropNamed(relation, kind, cascade, execution);
  }
  const changed = await forgetDropped(execution);
  return { ...DONE, changed, ...(notices.length === 0 ? {} : { notices }) };
}

async function dropNamed(
  { engineName, name }: EngineRelation,
  kind: "table" | "view",
  cascade: boolean,
  { connection }: Execution,
): Promise<void> {
  try {
    await connection.execute(`DROP ${kind.toUpperCase()} ${engineName}${cascade ? " CASCADE" : ""}`);
  } catch (error) {
    if (!(error instanceof EngineError) || error.sqlState !== "2BP01") throw error;
    throw stillNeeded(kind === "table" ? "cannot" : "can't", `${kind} ${name}`, error.detail, error);
  }
}

/** Foreign keys of other tables hold a table. */
async function dropReferences({ id, name }: EngineRelation, cascade: boolean, execution: Execution): Promise<void> {
  const { connection } = execution;
  await execution.asEngine(async () => {
    const { rows } = await connection.query(
      `SELECT k.table_id, k.name, c.relname FROM redshift_internal.table_constraint k JOIN pg_class c ON c.oid = k.table_id
       WHERE k.referenced_table = $1::oid AND k.table_id <> $1::oid`,
      [id],
    );
    if (rows.length > 0 && !cascade) {
      const keys = rows.map(([, key, by]) => `constraint ${key} on table ${by}`);
      throw stillNeeded("cannot", `table ${name}`, keys);
    }
    for (const [by, key] of rows) await deleteConstraint(connection, by ?? "", key ?? "");
  });
}

/** What others depend on. @param verb as the page of the statement has it: `cannot` or `can't` */
export function stillNeeded(
  verb: "cannot" | "can't",
  object: string,
  by: string | readonly string[] | undefined,
  cause?: unknown,
): SqlError {
  const detail = typeof by === "object" ? by.map((one) => `${one} depends on ${object}`).join("\n") : by;
  const hint = "Use DROP ... CASCADE to drop the dependent objects too.";
  const details = { ...(detail === undefined ? {} : { detail }), hint };
  return new SqlError("2BP01", `${verb} drop ${object} because other objects depend on it`, details, { cause });
}
