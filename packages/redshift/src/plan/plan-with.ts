import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { CommonTable, Query } from "../sql/tree.ts";
import { countReferences } from "./count-references.ts";
import { distinctColumns } from "./distinct-columns.ts";
import { fence, type PlannedPart, planInnerQuery, renamed } from "./plan-query.ts";
import { planRecursive } from "./plan-recursive.ts";
import type { Scope } from "./scope.ts";

/**
 * WITH, its names defined in the scope; empty text where none is left to print.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_WITH_clause.html
 */
export function planWith(scope: Scope, query: Pick<Query, "recursive" | "with">): string {
  const names = new Set<string>();
  const printed = query.with.flatMap((table) => {
    const position = { position: table.span.start + 1 };
    const name = table.name.text;
    if (names.has(name)) throw new SqlError("42712", `WITH query name "${name}" specified more than once`, position);
    names.add(name);
    if (table.query.with.length > 0) {
      throw new SqlError("0A000", "A WITH clause inside a WITH clause subquery is not supported", position);
    }
    const recursive = query.recursive && countReferences(table.query, name) > 0;
    return recursive ? planRecursive(scope, table) : planCommon(scope, query, table);
  });
  if (printed.length === 0) return "";
  return `WITH ${query.recursive ? "RECURSIVE " : ""}${printed.join(", ")} `;
}

/**
 * A name of WITH. Used once, it is printed in place, where conditions reach through it; used more often, it is computed once.
 * Gives what the engine's WITH needs for it.
 */
function planCommon(scope: Scope, query: Pick<Query, "with">, table: CommonTable): readonly string[] {
  const inner: PlannedPart = planInnerQuery(scope.withoutSources(), table.query);
  const names = table.columns?.map((name) => name.text);
  const { text, columns } = distinctColumns(fence(renamed(inner, names, table.span.start + 1)));
  const once = countReferences(query, table.name.text) <= 1;
  const engineName = once ? `(${text})` : quoteIdentifier(scope.state.freshName(table.name.text));
  scope.defineCommon(table.name.text, {
    engineName,
    columns: columns.map(({ name, type, weight, engineName: sql }) => ({ name, type, weight, sql })),
  });
  return once ? [] : [`${engineName} AS (${text})`];
}
