import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Exists, InQuery, Quantified, Query, ScalarQuery } from "../sql/tree.ts";
import { AGGREGATES } from "./plan-aggregate.ts";
import type { UsedFunction } from "./plan-context.ts";
import { planExpression } from "./plan-expression.ts";
import { comparable } from "./plan-operator.ts";
import { type PlannedPart, planInnerQuery } from "./plan-query.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { Scope, unsupportedCorrelation } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

/** A query for a value; `ARRAY(query)` is PostgreSQL's, of the leader node, and shown as its text. */
export function planScalarQuery(scope: Scope, { query, array, span }: ScalarQuery): PlannedExpression {
  const { text, columns, correlated } = planSubquery(scope, query, span.start + 1);
  const [column] = columns;
  if (column === undefined || columns.length !== 1) {
    throw new SqlError("42601", "subquery must return only one column", { position: span.start + 1 });
  }
  if (array) {
    scope.state.functions.push({ name: "array", volatility: "stable", leaderOnly: true, span });
    return {
      sql: `(ARRAY(${text}))::text`,
      type: { name: "varchar" },
      label: "array",
      weight: 10,
      ...noted(correlated),
    };
  }
  return { sql: `(${text})`, type: column.type, label: column.name, weight: 10, ...noted(correlated) };
}

export function planExists(scope: Scope, { query, span }: Exists): PlannedExpression {
  const { text, correlated } = planSubquery(scope, query, span.start + 1);
  return { sql: `EXISTS (${text})`, type: { name: "boolean" }, label: "?column?", weight: 10, ...noted(correlated) };
}

/** `x IN (query)`, and `(a, b) IN (query)`. */
export function planInQuery(scope: Scope, { operand, query, negated, span }: InQuery): PlannedExpression {
  const items = operand.kind === "row" ? operand.items : [operand];
  const called = scope.state.functions.length;
  const values = items.map((item) => planExpression(scope, item));
  const { sql, sides, dynamic, correlated } = againstQuery(scope, "=", values, query, {
    position: span.start + 1,
    negated,
    called,
  });
  const left = sides.length === 1 ? sides[0] : `(${sides.join(", ")})`;
  const any = `(${left} OPERATOR(redshift_internal.=) ANY (${sql}))`;
  const test = dynamic ? `${negated ? "(NOT " : "("}${any})` : `(${left} ${negated ? "NOT " : ""}IN (${sql}))`;
  return { ...compose(test, { name: "boolean" }, "?column?", values), ...noted(correlated) };
}

/**
 * `= ANY`, which is IN, and `<> ALL`, which is NOT IN; Redshift has no others.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_comparison_condition.html#r_comparison_condition_usage_notes
 */
export function planQuantified(
  scope: Scope,
  { operator, quantifier, operand, query, span }: Quantified,
): PlannedExpression {
  const only = quantifier === "any" ? "=" : "<>";
  if (operator !== only) {
    throw new SqlError("0A000", `${operator} ${quantifier.toUpperCase()} is not supported, only ${only}`, {
      position: span.start + 1,
    });
  }
  return planInQuery(scope, { kind: "in query", operand, query, negated: quantifier === "all", span });
}

/** A query inside an expression. @throws SqlError for a correlation Redshift can't resolve */
function planSubquery(
  scope: Scope,
  query: Query,
  position: number,
  called: number = scope.state.functions.length,
): PlannedPart & { readonly correlated: boolean } {
  const inner = new Scope(scope.state, scope);
  const planned = planInnerQuery(inner, query);
  if (inner.outerItems !== undefined) refuseVolatile(scope.state.functions.slice(called));
  const { correlated } = inner;
  // https://docs.aws.amazon.com/redshift/latest/dg/r_correlated_subqueries.html#r_correlated_subqueries-correlated-subquery-patterns-that-are-not-supported
  if (correlated && (inner.windowed || scope.inOuterJoin)) throw unsupportedCorrelation(position);
  return { ...planned, correlated };
}

/** A query through a SUPER of an outer query takes no volatile function, nor does the left side of its IN: https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html */
function refuseVolatile(functions: readonly UsedFunction[]): void {
  const found = functions.find(({ volatility }) => volatility === "volatile");
  if (found === undefined) return;
  throw new NotSupportedSql(`${found.name.toUpperCase()} with a subquery through a SUPER of an outer query`, {
    position: found.span.start + 1,
  });
}

/** Values and the columns of a query in forms the engine compares as Redshift does. */
function againstQuery(
  scope: Scope,
  operator: string,
  values: readonly PlannedExpression[],
  query: Query,
  { position, negated, called }: { readonly position: number; readonly negated: boolean; readonly called: number },
): {
  readonly sql: string;
  readonly sides: readonly string[];
  readonly dynamic: boolean;
  readonly correlated: boolean;
} {
  const { text, columns, correlated } = planSubquery(scope, query, position, called);
  const onSystemTable = [...scope.state.relations.values()].some((relation) => relation.kind === "system");
  if (correlated && (groupsAggregates(query) || (negated && onSystemTable))) throw unsupportedCorrelation(position);
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
  // Two SUPERs have an operator of their own.
  const dynamic = pairs.some((pair) => pair.every((side) => side.type.name === "super"));
  if (dynamic && pairs.length > 1)
    throw new NotSupportedSql("a row with SUPER values compared with a query", { position });
  return { sql, sides: pairs.map(([value]) => value.sql), dynamic, correlated };
}

/** A query with GROUP BY that gives an aggregate other than MIN and MAX. */
function groupsAggregates({ body }: Query): boolean {
  if (body.kind !== "select" || body.groupBy === undefined) return false;
  return body.items.some(
    (item) =>
      item.kind === "item" &&
      someExpression(item.expression, (part) => {
        if (part.kind !== "function" || part.over !== undefined) return false;
        const name = part.name.name.text;
        return name !== "min" && name !== "max" && Object.hasOwn(AGGREGATES, name);
      }),
  );
}

function noted(correlated: boolean): Pick<PlannedExpression, "correlatedQuery"> {
  return correlated ? { correlatedQuery: true } : {};
}
