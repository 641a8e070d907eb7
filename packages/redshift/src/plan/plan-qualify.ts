import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, SortKey } from "../sql/tree.ts";
import { planCondition, planExpression } from "./plan-expression.ts";
import { type Item, orderValue, ordinalOf } from "./plan-order-by.ts";
import type { PlannedColumn, PlannedPart } from "./plan-query.ts";
import type { Scope } from "./scope.ts";
import { sortKey } from "./sort-key.ts";

/**
 * QUALIFY filters what the windows gave: the engine computes the list, the condition and the keys of ORDER BY inside, and filters outside.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html
 */
export function planQualify(
  scope: Scope,
  qualify: Expression,
  planned: {
    readonly items: readonly Item[];
    readonly list: readonly string[];
    readonly rest: string;
    readonly distinct: string;
    readonly columns: readonly PlannedColumn[];
    readonly orderBy: readonly SortKey[];
  },
): PlannedPart {
  const condition = planCondition(scope, qualify, "QUALIFY");
  if (!condition.window && !planned.items.some((item) => item.value.window)) {
    throw new SqlError("42601", "QUALIFY requires a window function in the select list or in its condition", {
      position: qualify.span.start + 1,
    });
  }
  const hidden = scope.state.freshName("qualify");
  const keys = planned.orderBy.map((key) => {
    const ordinal = ordinalOf(key.expression, planned.items, "ORDER BY");
    if (ordinal !== undefined) return planned.items[ordinal - 1]?.value ?? planExpression(scope, key.expression);
    const value = orderValue(scope, planned.items, key.expression, false);
    const place = /^\d+$/.test(value.sql) ? planned.items[Number(value.sql) - 1]?.value : undefined;
    return place ?? value;
  });
  const names = planned.items.map((_, index) => `"c${index + 1}"`);
  const inner = [
    ...planned.items.map((item, index) => `${item.value.sql} AS ${names[index]}`),
    `${condition.sql} AS ${quoteIdentifier(hidden)}`,
    ...keys.map((value, index) => `${value.sql} AS "k${index + 1}"`),
  ];
  const outer = planned.items.map((item, index) => `"qualified".${names[index]} AS ${quoteIdentifier(item.name)}`);
  const order = planned.orderBy.map((key, index) => sortKey({ sql: `"qualified"."k${index + 1}"` }, key));
  const text =
    `SELECT ${planned.distinct}${outer.join(", ")} FROM (SELECT ${inner.join(", ")}${planned.rest}) AS "qualified" ` +
    `WHERE "qualified".${quoteIdentifier(hidden)}${order.length === 0 ? "" : ` ORDER BY ${order.join(", ")}`}`;
  return { text, columns: planned.columns };
}
