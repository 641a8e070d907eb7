import type { Expression, FromItem, Query, QueryBody, Select } from "../sql/tree.ts";
import { AGGREGATES } from "./plan-aggregate.ts";
import type { UsedFunction } from "./plan-context.ts";
import { someExpression } from "./walk-expression.ts";

const MAINTAINED = ["count", "sum", "min", "max", "avg"];

/**
 * Why Redshift would compute a materialized view from scratch at each refresh, or undefined where it refreshes incrementally.
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html
 */
export function whyNotIncremental(query: Query, functions: readonly UsedFunction[]): string | undefined {
  const mutable = functions.find(({ volatility }) => volatility !== "immutable");
  if (mutable !== undefined) return "Mutable functions are not supported";
  return reasonOf(query, false);
}

function reasonOf(query: Query, nested: boolean): string | undefined {
  const inWith = query.with.map((common) => reasonOf(common.query, true));
  return first([...inWith, bodyReason(query.body, nested)]);
}

function bodyReason(body: QueryBody | Query, nested: boolean): string | undefined {
  if (body.kind === "query") return reasonOf(body, nested);
  if (body.kind === "select") return selectReason(body);
  if (body.operator !== "union" || !body.all) return "Set operations are not supported";
  return first([bodyReason(body.left, nested), bodyReason(body.right, nested)]);
}

function selectReason(select: Select): string | undefined {
  const expressions = expressionsOf(select);
  const grouped = select.groupBy !== undefined || expressions.some((expression) => some(expression, isAggregate));
  if (grouped && select.from.some(readsUnion)) return "UNION ALL below an aggregate is not supported";
  return first([...select.from.map(fromReason), ...expressions.map(expressionReason)]);
}

function fromReason(item: FromItem): string | undefined {
  if (item.kind === "subquery") return reasonOf(item.query, true);
  if (item.kind === "pivot" || item.kind === "unpivot") return fromReason(item.source);
  if (item.kind !== "join") return undefined;
  if (["left", "right", "full"].includes(item.type)) return "Outer joins are not supported";
  const on = item.on === undefined ? undefined : expressionReason(item.on);
  return first([fromReason(item.left), fromReason(item.right), on]);
}

function expressionReason(expression: Expression): string | undefined {
  if (some(expression, (part) => "query" in part)) return "Subqueries are not supported in a place other than FROM";
  if (some(expression, (part) => part.kind === "function" && part.over !== undefined))
    return "Window functions are not supported";
  if (some(expression, (part) => part.kind === "function" && part.distinct))
    return "DISTINCT aggregates are not supported";
  const other = (part: Expression): boolean => isAggregate(part) && !isMaintained(part);
  return some(expression, other)
    ? "Aggregate functions other than COUNT, SUM, MIN, MAX and AVG are not supported"
    : undefined;
}

function readsUnion(item: FromItem): boolean {
  return item.kind === "subquery" && item.query.body.kind === "set operation";
}

function isAggregate(part: Expression): boolean {
  return part.kind === "function" && Object.hasOwn(AGGREGATES, part.name.name.text);
}

function isMaintained(part: Expression): boolean {
  return part.kind === "function" && MAINTAINED.includes(part.name.name.text) && !part.approximate;
}

function expressionsOf(select: Select): readonly Expression[] {
  return [
    ...select.items.flatMap((item) => (item.kind === "item" ? [item.expression] : [])),
    ...[select.where, select.having, select.qualify].filter((expression) => expression !== undefined),
  ];
}

const some = someExpression;

function first(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined);
}
