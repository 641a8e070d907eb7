import { SqlError } from "../sql/sql-error.ts";
import type { Exists, InQuery, Quantified, Query, ScalarQuery } from "../sql/tree.ts";
import { planExpression } from "./plan-expression.ts";
import { comparable } from "./plan-operator.ts";
import { planInnerQuery } from "./plan-query.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { Scope } from "./scope.ts";

export function planScalarQuery(scope: Scope, { query, span }: ScalarQuery): PlannedExpression {
  const { text, columns } = planInnerQuery(new Scope(scope.state, scope), query);
  const [column] = columns;
  if (column === undefined || columns.length !== 1) {
    throw new SqlError("42601", "subquery must return only one column", { position: span.start + 1 });
  }
  return { sql: `(${text})`, type: column.type, label: column.name, weight: 10 };
}

export function planExists(scope: Scope, { query }: Exists): PlannedExpression {
  const { text } = planInnerQuery(new Scope(scope.state, scope), query);
  return { sql: `EXISTS (${text})`, type: { name: "boolean" }, label: "?column?", weight: 10 };
}

/** `x IN (query)`, and `(a, b) IN (query)`. */
export function planInQuery(scope: Scope, { operand, query, negated, span }: InQuery): PlannedExpression {
  const items = operand.kind === "row" ? operand.items : [operand];
  const values = items.map((item) => planExpression(scope, item));
  const { sql, sides } = againstQuery(scope, "=", values, query, span.start + 1);
  const left = sides.length === 1 ? sides[0] : `(${sides.join(", ")})`;
  return compose(`(${left} ${negated ? "NOT " : ""}IN (${sql}))`, { name: "boolean" }, "?column?", values);
}

export function planQuantified(
  scope: Scope,
  { operator, quantifier, operand, query, span }: Quantified,
): PlannedExpression {
  const value = planExpression(scope, operand);
  const { sql, sides } = againstQuery(scope, operator, [value], query, span.start + 1);
  return compose(`(${sides[0]} ${operator} ${quantifier.toUpperCase()} (${sql}))`, { name: "boolean" }, "?column?", [
    value,
  ]);
}

/** Values and the columns of a query in forms the engine compares as Redshift does. */
function againstQuery(
  scope: Scope,
  operator: string,
  values: readonly PlannedExpression[],
  query: Query,
  position: number,
): { readonly sql: string; readonly sides: readonly string[] } {
  const { text, columns } = planInnerQuery(new Scope(scope.state, scope), query);
  if (columns.length !== values.length) {
    const problem = columns.length > values.length ? "many" : "few";
    throw new SqlError("42601", `subquery has too ${problem} columns`, { position });
  }
  const pairs = values.map((value, index) => {
    const type = columns[index]?.type ?? value.type;
    const column: PlannedExpression = { sql: `"member"."c${index + 1}"`, type, label: "", weight: 1 };
    return comparable(operator, value, column, position);
  });
  const names = values.map((_, index) => `"c${index + 1}"`).join(", ");
  const sql = `SELECT ${pairs.map(([, column]) => column.sql).join(", ")} FROM (${text}) AS "member"(${names})`;
  return { sql, sides: pairs.map(([value]) => value.sql) };
}
