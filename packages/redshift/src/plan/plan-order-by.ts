import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, SortKey } from "../sql/tree.ts";
import { planExpression } from "./plan-expression.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { sortKey } from "./sort-key.ts";

/** An item of a select list. */
export interface Item {
  readonly name: string;
  readonly value: PlannedExpression;
  /** The expression of a written item, by which GROUP BY and ORDER BY may know it. */
  readonly written?: Expression;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_ORDER_BY_clause.html */
export function planOrder(scope: Scope, items: readonly Item[], keys: readonly SortKey[], distinct: boolean): string {
  if (keys.length === 0) return "";
  const sorted = keys.map((key) => sortKey(orderValue(scope, items, key.expression, distinct), key));
  return ` ORDER BY ${sorted.join(", ")}`;
}

/** An ordinal, an output's name, or an expression over FROM, in which aliases count as well. */
export function orderValue(
  scope: Scope,
  items: readonly Item[],
  expression: Expression,
  distinct: boolean,
): PlannedExpression {
  if (expression.kind === "string") {
    throw new SqlError("42601", "non-integer constant in ORDER BY", { position: expression.span.start + 1 });
  }
  const ordinal = ordinalOf(expression, items, "ORDER BY");
  if (ordinal !== undefined) return { sql: String(ordinal), type: { name: "integer" }, label: "", weight: 1 };
  if (expression.kind === "column" && expression.parts.length === 1) {
    const named = items.filter((item) => item.name === expression.parts[0]?.text);
    const [first] = named;
    if (first !== undefined && named.every((item) => item.value.sql === first.value.sql)) {
      return { ...first.value, sql: distinct ? quoteIdentifier(first.name) : String(items.indexOf(first) + 1) };
    }
  }
  const value = planExpression(scope, expression);
  const place = distinct ? items.findIndex((item) => item.value.sql === value.sql) : -1;
  return place < 0 ? value : { ...value, sql: String(place + 1) };
}

/** The item of the select list that a number or an alias stands for. A column of FROM wins over an alias. */
export function itemOf(scope: Scope, items: readonly Item[], expression: Expression, clause: string): Item | undefined {
  const ordinal = ordinalOf(expression, items, clause);
  if (ordinal !== undefined) return items[ordinal - 1];
  if (expression.kind !== "column" || expression.parts.length !== 1) return undefined;
  const [name] = expression.parts;
  if (name === undefined || scope.ownColumn(name) !== undefined) return undefined;
  return items.find((item) => item.name === name.text && item.written !== undefined);
}

/** The place in the select list that a number stands for. */
export function ordinalOf(expression: Expression, items: readonly Item[], clause: string): number | undefined {
  if (expression.kind !== "number" || !/^\d+$/.test(expression.text)) return undefined;
  const ordinal = Number(expression.text);
  if (ordinal >= 1 && ordinal <= items.length) return ordinal;
  throw new SqlError("42P10", `${clause} position ${ordinal} is not in select list`, {
    position: expression.span.start + 1,
  });
}
