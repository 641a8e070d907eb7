import { SqlError } from "../sql/sql-error.ts";
import type { Expression, FunctionCall, GroupBy, GroupColumns, GroupExtension } from "../sql/tree.ts";
import { refuseCaseInsensitive } from "./case-insensitive.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { type Item, itemOf } from "./plan-order-by.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { type Scope, unsupportedCorrelation } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

/** https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_aggregation-extensions.html#r_GROUP_BY_aggregation-extensions-usage-notes */
const MOST_SETS = 64;

/** What follows GROUP BY, for the engine. https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_clause.html */
export function planGroupBy(scope: Scope, groupBy: GroupBy, items: readonly Item[]): string {
  if (groupBy.kind === "all") {
    const keys = items.flatMap(({ value }, index) =>
      value.aggregate ? [] : [scope.groupedBy(value.sql) ?? String(index + 1)],
    );
    return keys.length === 0 ? "()" : keys.join(", ");
  }
  const extended = groupBy.items.some((item) => item.kind !== "expression");
  const keyOf = (expression: Expression): string => planKey(scope, items, expression, extended);
  let sets: readonly (readonly string[])[] = [[]];
  const printed = groupBy.items.map((item) => {
    const own = item.kind === "expression" ? [[keyOf(item.expression)]] : setsOf(item, keyOf);
    sets = sets.flatMap((set) => own.map((more) => [...set, ...more]));
    if (item.kind === "expression") return own[0]?.join() ?? "";
    return `GROUPING SETS (${own.map((set) => `(${set.join(", ")})`).join(", ")})`;
  });
  if (extended) refuseSets(sets, groupBy);
  return printed.join(", ");
}

/** The sets of columns an extension groups by, nested ones flattened. */
function setsOf(extension: GroupExtension, keyOf: (expression: Expression) => string): readonly (readonly string[])[] {
  const keysOf = ({ expressions }: GroupColumns): readonly string[] => expressions.map(keyOf);
  if (extension.kind === "grouping sets") {
    return extension.sets.flatMap((set) => (set.kind === "columns" ? [keysOf(set)] : setsOf(set, keyOf)));
  }
  const elements = extension.elements.map(keysOf);
  if (extension.kind === "rollup") {
    return [...elements.map((_, index) => elements.slice(0, elements.length - index).flat()), []];
  }
  if (2 ** elements.length > MOST_SETS) throw tooManySets(extension.span.start + 1);
  const [first, ...rest] = elements;
  if (first === undefined) return [[]];
  return rest
    .reduce<readonly (readonly string[])[]>(
      (sets, keys) => sets.flatMap((set) => [[...set, ...keys], set]),
      [first, []],
    )
    .toSorted((one, other) => other.length - one.length);
}

function refuseSets(sets: readonly (readonly string[])[], { span }: GroupBy): void {
  const position = span.start + 1;
  if (sets.length > MOST_SETS) throw tooManySets(position);
  if (sets.some((set) => new Set(set).size !== set.length)) {
    throw new SqlError("0A000", "A grouping set with duplicate columns is not supported", { position });
  }
}

function tooManySets(position: number): SqlError {
  return new SqlError("54001", `GROUP BY supports at most ${MOST_SETS} grouping sets`, { position });
}

/** A column or expression; an alias or ordinal of the select list stands for its item. */
function planKey(scope: Scope, items: readonly Item[], expression: Expression, extended: boolean): string {
  const position = { position: expression.span.start + 1 };
  const item = itemOf(scope, items, expression, "GROUP BY");
  if (item === undefined && someExpression(expression, (part) => part.kind === "scalar query")) {
    throw new SqlError("0A000", "A scalar subquery in the GROUP BY clause is not supported", position);
  }
  const planned = item?.value ?? planExpression(scope, expression);
  refuseCaseInsensitive(planned.type, "GROUP BY", position.position);
  if (planned.aggregate) throw new SqlError("42803", "aggregates not allowed in GROUP BY clause", position);
  if (planned.window) throw new SqlError("42P20", "window functions not allowed in GROUP BY clause", position);
  if (planned.correlatedQuery) throw unsupportedCorrelation(expression.span.start + 1);
  const constant = planned.literal !== undefined;
  if (extended && constant) {
    throw new SqlError(
      "0A000",
      "A constant as a grouping column of an aggregation extension is not supported",
      position,
    );
  }
  const textKey = scope.groupedBy(planned.sql);
  if (textKey !== undefined) return textKey;
  if (item !== undefined && !extended) return String(items.indexOf(item) + 1);
  return constant ? `(${planned.sql})::text` : planned.sql;
}

/** GROUPING and GROUPING_ID: a bit for each column, set where the row is a subtotal over it. */
export function planGrouping(scope: Scope, call: FunctionCall): PlannedExpression {
  const name = call.name.name.text;
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  if (values.length === 0) throw undefinedFunction(name, values, call.span.start + 1);
  const sql = `GROUPING(${values.map((value) => value.sql).join(", ")})`;
  return { ...compose(sql, { name: "integer" }, "grouping", values), aggregate: true };
}
