import type { GroupBy } from "../sql/tree.ts";
import { planExpression } from "./plan-expression.ts";
import { type Item, itemOf } from "./plan-order-by.ts";
import type { Scope } from "./scope.ts";

/**
 * Blanks at the end of a VARCHAR do not count when values are compared, so not in GROUP BY, DISTINCT and UNION either: the engine does
 * these over BPCHAR, which keeps the blanks and compares without them.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html#r_Character_types-significance-of-trailing-blanks
 */
export function withoutBlanks(sql: string): string {
  return `(${sql})::bpchar`;
}

/** The text again, with its blanks, which a cast would take away. */
export function withBlanks(sql: string): string {
  return `convert_from(bpcharsend(${sql}), 'UTF8')`;
}

/** VARCHAR columns among the keys of GROUP BY, with what the rest of the SELECT says for each of them. */
export function textKeys(scope: Scope, groupBy: GroupBy, items: readonly Item[]): ReadonlyMap<string, string> {
  const columns = new Set(
    scope.sources.flatMap((source) =>
      source.columns.filter((column) => column.type.name === "varchar").map((column) => column.sql),
    ),
  );
  const keys = columns.size === 0 ? [] : keysOf(scope, groupBy, items);
  return new Map(keys.filter((sql) => columns.has(sql)).map((sql) => [sql, withBlanks(withoutBlanks(sql))]));
}

function keysOf(scope: Scope, groupBy: GroupBy, items: readonly Item[]): readonly string[] {
  if (groupBy.kind === "all") return items.filter(({ value }) => !value.aggregate).map(({ value }) => value.sql);
  // GROUPING SETS, ROLLUP and CUBE name their columns several times, as does GROUPING.
  if (groupBy.items.some((item) => item.kind !== "expression")) return [];
  return groupBy.items.flatMap((item) => {
    if (item.kind !== "expression") return [];
    const named = itemOf(scope, items, item.expression, "GROUP BY");
    return [(named?.value ?? planExpression(scope, item.expression)).sql];
  });
}
