import { quoteIdentifier } from "../engine/quote.ts";
import type { Name, Span, TableItem, UnnestItem, UnpivotObjectItem } from "../sql/tree.ts";
import { itemValue, planColumn } from "./plan-column.ts";
import { planExpression } from "./plan-expression.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope, ScopeColumn } from "./scope.ts";

/** `FROM t, t.payload.tags AS tag AT i`: the items of an array; undefined when the name is a table's. */
export function planUnnestTable(scope: Scope, item: TableItem): string | undefined {
  const [first, second] = item.parts;
  if (first === undefined) return undefined;
  // In a subquery the item may be one of an outer query.
  const known = scope.source(first.text);
  if (known === undefined) return undefined;
  // A table of a schema with that name wins: https://docs.aws.amazon.com/redshift/latest/dg/tutorial-query-nested-data.html
  if (item.parts.length === 2 && scope.state.context.catalog.relation(first.text, second?.text ?? "") !== undefined)
    return undefined;
  // One name alone is the value of an item to the left: `t.rows AS line, line AS cell`.
  if (second === undefined && itemValue(known) === undefined) return undefined;
  const array = planColumn(scope, { kind: "column", parts: item.parts, span: item.span });
  noteOuterItems(scope, item);
  return itemsOf(scope, array, item.alias ?? item.parts.at(-1), item.at);
}

/** `FROM t, t.a[0].b AS x AT i` */
export function planUnnest(scope: Scope, { expression, alias, at }: UnnestItem): string {
  const array = planExpression(scope, expression);
  noteOuterItems(scope, expression);
  return itemsOf(scope, array, alias, at);
}

/** `FROM t, UNPIVOT t.payload AS v AT k`: the attributes of an object. https://docs.aws.amazon.com/redshift/latest/dg/query-super.html */
export function planUnpivotObject(scope: Scope, { expression, value, key }: UnpivotObjectItem): string {
  const object = planExpression(scope, expression);
  noteOuterItems(scope, expression);
  const alias = value.text;
  addValue(scope, alias, value, key, { name: "varchar" });
  const columns = `${quoteIdentifier(key?.text ?? "key")}, ${quoteIdentifier(alias)}`;
  return `LATERAL json_each(CASE WHEN json_typeof(${object.sql}) = 'object' THEN ${object.sql} END) AS ${quoteIdentifier(alias)}(${columns})`;
}

/** While FROM is planned, what makes a query correlated is the SUPER it goes through. */
function noteOuterItems(scope: Scope, { span }: { readonly span: Span }): void {
  if (scope.correlated) scope.outerItems ??= { position: span.start + 1 };
}

/** The index AT counts from 0. What is no array has no items. */
function itemsOf(scope: Scope, array: PlannedExpression, name: Name | undefined, at: Name | undefined): string {
  const alias = name?.text ?? scope.state.freshName("element");
  const place = at?.text ?? "place";
  addValue(scope, alias, name, at, { name: "bigint" });
  const items = `json_array_elements(CASE WHEN json_typeof(${array.sql}) = 'array' THEN ${array.sql} END) WITH ORDINALITY`;
  const numbered = `SELECT "item"."value", "item"."place" - 1 FROM ${items} AS "item"("value", "place")`;
  return `LATERAL (${numbered}) AS ${quoteIdentifier(alias)}(${quoteIdentifier(alias)}, ${quoteIdentifier(place)})`;
}

function addValue(
  scope: Scope,
  alias: string,
  name: Name | undefined,
  at: Name | undefined,
  placeType: ScopeColumn["type"],
): void {
  const column = (columnName: string, type: ScopeColumn["type"]): ScopeColumn => ({
    name: columnName,
    type,
    sql: `${quoteIdentifier(alias)}.${quoteIdentifier(columnName)}`,
    weight: 1,
  });
  const columns = [column(alias, { name: "super" }), ...(at === undefined ? [] : [column(at.text, placeType)])];
  scope.add({ alias, columns }, name);
}
