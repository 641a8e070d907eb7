import type { CatalogRelation } from "../plan/catalog.ts";
import { type PlannedChange, planDelete, planInsert, planUpdate } from "../plan/plan-change.ts";
import { planMerge } from "../plan/plan-merge.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Execution, Executor, Outcome } from "./execution.ts";
import { planContextOf } from "./query-executors.ts";

export const insert: Executor<"insert"> = (statement, execution) =>
  change(planInsert(statement, planContextOf(execution)), execution, "insert into");

export const update: Executor<"update"> = (statement, execution) =>
  change(planUpdate(statement, planContextOf(execution)), execution, "update");

/** DELETE works on streaming views too: https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html */
export const remove: Executor<"delete"> = async (statement, execution) => {
  const planned = planDelete(statement, planContextOf(execution));
  if (planned.target.kind !== "materialized view") return change(planned, execution, "delete from");
  await requireStreaming(planned.target, execution);
  return run(planned, execution);
};

/** MERGE; its rows are those the source has. https://docs.aws.amazon.com/redshift/latest/dg/r_MERGE.html */
export const merge: Executor<"merge"> = async (statement, execution) => {
  const { connection } = execution;
  const { conflict, steps } = planMerge(statement, planContextOf(execution));
  const several = await connection.query(conflict);
  if (several.rowCount > 0) throw new SqlError("21000", "Found multiple matches to update the same tuple.");
  let rowCount = 0;
  for (const step of steps) rowCount = (await connection.query(step)).rowCount;
  return { rowCount };
};

function change(planned: PlannedChange, execution: Execution, verb: string): Promise<Outcome> {
  const { kind, name } = planned.target;
  if (kind === "table") return run(planned, execution);
  throw new SqlError("0A000", `cannot ${verb} ${NOT_A_TABLE[kind]}${kind === "view" ? "" : ` "${name}"`}`);
}

/** A view in the words of PostgreSQL 8, which are Redshift's. */
const NOT_A_TABLE: Readonly<Record<Exclude<CatalogRelation["kind"], "table">, string>> = {
  view: "a view",
  "materialized view": "materialized view",
  stream: "external table",
  system: "system table",
};

async function run({ text }: PlannedChange, { connection }: Execution): Promise<Outcome> {
  const { rowCount } = await connection.query(text);
  return { rowCount };
}

async function requireStreaming({ engineName, name }: PlannedChange["target"], execution: Execution): Promise<void> {
  const found = await execution.asEngine(() =>
    execution.connection.query(
      "SELECT 1 FROM redshift_internal.materialized_view WHERE id = $1::regclass AND stream IS NOT NULL",
      [engineName],
    ),
  );
  if (found.rowCount === 0)
    throw new SqlError("42809", `cannot delete from materialized view "${name}": it is not a streaming view`);
}
