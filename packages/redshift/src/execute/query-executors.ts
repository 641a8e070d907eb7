import type { PlanContext } from "../plan/plan-context.ts";
import { planQuery } from "../plan/plan-query.ts";
import { NotSupportedSql } from "../sql/sql-error.ts";
import type { Query } from "../sql/tree.ts";
import type { Execution, Executor } from "./execution.ts";
import { positionOf } from "./names.ts";

/** SELECT, as the user. */
export const runQuery: Executor<"query"> = async (query, execution) => {
  refuseSelectInto(query);
  const { text, columns } = planQuery(query, planContextOf(execution));
  const { rows } = await execution.connection.query(text);
  const resultColumns = columns.map(({ name, type, source }) => ({
    name,
    type,
    ...(source === undefined ? {} : { schema: source.relation.schema, table: source.relation.name }),
  }));
  return { resultSet: { columns: resultColumns, rows }, rowCount: rows.length };
};

/** What planning needs of where a statement runs. */
export function planContextOf({ catalog, parameters }: Execution): PlanContext {
  return { catalog, parameters };
}

/** @throws {NotSupportedSql} */
export function refuseSelectInto({ body }: Query): void {
  if (body.kind === "select" && body.into !== undefined) throw new NotSupportedSql("SELECT INTO", positionOf(body));
}
