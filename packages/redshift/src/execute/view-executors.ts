import { quoteIdentifier } from "../engine/quote.ts";
import { planQuery } from "../plan/plan-query.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { dropDependents, forgetDropped } from "./materialized-dependents.ts";
import { findRelation, newRelationName, positionOf } from "./names.ts";
import { planContextOf, refuseSelectInto } from "./query-executors.ts";

const CHANGED: Outcome = { ...DONE, changed: ["catalog"] };

/** CREATE [OR REPLACE] VIEW: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html */
export const createView: Executor<"create view"> = async (statement, execution) => {
  const { name, query } = statement;
  if (statement.noSchemaBinding)
    throw new NotSupportedSql("CREATE VIEW ... WITH NO SCHEMA BINDING", positionOf(statement));
  refuseSelectInto(query);
  const planned = planQuery(query, planContextOf(execution));
  const stream = planned.relations.find((relation) => relation.kind === "stream");
  if (stream !== undefined) {
    throw new SqlError("0A000", `"${stream.name}" is a stream: only a materialized view can read it`, positionOf(name));
  }
  const existing = findRelation(name, execution);
  if (existing !== undefined && existing.kind !== "view") {
    throw new SqlError(
      statement.orReplace ? "42809" : "42P07",
      wordsFor(existing.name, statement.orReplace),
      positionOf(name),
    );
  }
  const columns = (statement.columns ?? planned.columns.map((column) => ({ text: column.name }))).map(({ text }) =>
    quoteIdentifier(text),
  );
  const replace = statement.orReplace ? "OR REPLACE " : "";
  await execution.connection.execute(
    `CREATE ${replace}VIEW ${await newRelationName(name, execution)} (${columns.join(", ")}) AS ${planned.text}`,
  );
  return CHANGED;
};

/** DROP TABLE, which takes tables only. */
export const dropTable: Executor<"drop table"> = (statement, execution) => drop(statement, execution, "table");

/** DROP VIEW, which takes plain views only. */
export const dropView: Executor<"drop view"> = (statement, execution) => drop(statement, execution, "view");

async function drop(
  { names, ifExists, cascade }: Parameters<typeof dropTable>[0] | Parameters<typeof dropView>[0],
  execution: Execution,
  kind: "table" | "view",
): Promise<Outcome> {
  for (const name of names) {
    const relation = findRelation(name, execution);
    if (relation === undefined) {
      if (ifExists) continue;
      throw new SqlError("42P01", `${kind} "${name.name.text}" does not exist`, positionOf(name));
    }
    if (relation.kind !== kind) {
      const hint = { hint: `Use DROP ${relation.kind.toUpperCase()} to remove a ${relation.kind}.` };
      throw new SqlError("42809", `"${relation.name}" is not a ${kind}`, { ...positionOf(name), ...hint });
    }
    await dropDependents(relation, cascade, execution);
    await execution.connection.execute(`DROP ${kind.toUpperCase()} ${relation.engineName}${cascade ? " CASCADE" : ""}`);
  }
  // CASCADE may have taken materialized views along.
  if (cascade) await execution.asEngine(() => forgetDropped(execution));
  return { ...CHANGED, changed: cascade ? ["catalog", "views"] : ["catalog"] };
}

function wordsFor(name: string, orReplace: boolean): string {
  return orReplace ? `"${name}" is not a view` : `relation "${name}" already exists`;
}
