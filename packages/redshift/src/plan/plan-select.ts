import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, Select, SelectItem, SortKey } from "../sql/tree.ts";
import { textKeys, withBlanks, withoutBlanks } from "./blank-rule.ts";
import { refuseCaseInsensitive } from "./case-insensitive.ts";
import { asExpression } from "./plan-column.ts";
import { planCondition, planExpression } from "./plan-expression.ts";
import { fromSql, type PlannedItem, planFromItems } from "./plan-from.ts";
import { planGroupBy } from "./plan-group-by.ts";
import { planHierarchy } from "./plan-hierarchy.ts";
import { type Item, planOrder } from "./plan-order-by.ts";
import { hasOuterJoinMarks, type OuterJoins, outerJoinsOf } from "./plan-outer-join.ts";
import { planQualify } from "./plan-qualify.ts";
import type { PlannedColumn, PlannedPart } from "./plan-query.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope, ScopeColumn } from "./scope.ts";
import { documentItems, shareDocuments } from "./shared-document.ts";
import { someExpression } from "./walk-expression.ts";

/** One SELECT, with the ORDER BY of the query it is the whole of. */
export function planSelect(scope: Scope, select: Select, orderBy: readonly SortKey[]): PlannedPart {
  if (select.into !== undefined) {
    throw new SqlError("42601", "SELECT INTO is not allowed in a subquery", {
      position: select.into.name.span.start + 1,
    });
  }
  const sources = planFromItems(scope, select.from);
  if (select.hierarchy === undefined) return planClauses(scope, select, orderBy, sources);
  const hierarchy = planHierarchy(scope, fromSql(sources), select.hierarchy);
  const planned = planClauses(hierarchy.scope, select, orderBy, hierarchy.from);
  scope.correlated ||= hierarchy.scope.correlated;
  scope.windowed ||= hierarchy.scope.windowed;
  return planned;
}

/** What follows FROM, whose items are printed after the rest is planned: WHERE may join them. */
function planClauses(
  scope: Scope,
  select: Select,
  orderBy: readonly SortKey[],
  sources: readonly PlannedItem[] | (() => string),
): PlannedPart {
  const joins = outerJoins(scope, select);
  const items = planGroupedItems(
    scope,
    select,
    typeof sources !== "function" && sources.length > 0 && joins.items.length === 0,
  );
  const { where: condition } = joins;
  const where = condition === undefined ? undefined : scope.beforeGroups(() => planWhere(scope, condition));
  const group = select.groupBy === undefined ? "" : ` GROUP BY ${planGroupBy(scope, select.groupBy, items)}`;
  const aliases = new Map(scope.aliases);
  scope.aliases.clear();
  const having = select.having === undefined ? "" : ` HAVING ${planHaving(scope, select.having)}`;
  for (const [name, value] of aliases) scope.aliases.set(name, value);
  const distinct = select.distinct ? "DISTINCT " : "";
  const columns = items.map(
    ({ name, value }): PlannedColumn => ({
      name,
      type: value.type.name === "unknown" && value.sql !== "NULL" ? { name: "varchar" } : value.type,
      weight: value.weight,
      ...(value.source === undefined ? {} : { source: value.source }),
      ...(value.type.name === "unknown" ? { untyped: true } : {}),
    }),
  );
  if (select.distinct)
    for (const { value } of items) refuseCaseInsensitive(value.type, "DISTINCT", select.span.start + 1);
  const list = items.map(({ name, value }) => `${value.sql} AS ${quoteIdentifier(name)}`);
  const order = select.qualify === undefined ? planOrder(scope, items, orderBy, select.distinct) : "";
  const from = typeof sources === "function" ? sources() : joinedFrom(scope, sources, joins);
  const rest = `${from}${documentItems(scope)}${where === undefined ? "" : ` WHERE ${where.filter ?? where.sql}`}${group}${having}`;
  if (select.qualify !== undefined) {
    return planQualify(scope, select.qualify, { items, list, rest, distinct, columns, orderBy });
  }
  if (select.distinct && items.some(({ value }) => value.type.name === "varchar")) {
    return { text: distinctText(items, `${rest}${order}`), columns };
  }
  return { text: `SELECT ${distinct}${list.join(", ")}${rest}${order}`, columns };
}

/** The select list; where it is grouped by text, planned again as it is after the groups are made. */
function planGroupedItems(scope: Scope, select: Select, mayShare: boolean): readonly Item[] {
  const { items: written, groupBy } = select;
  const items = planSharing(scope, written, mayShare);
  // The engine knows a key in a subquery only where it is a column.
  if (groupBy === undefined || holdsQuery(select)) return items;
  const keys = textKeys(scope, groupBy, items);
  if (keys.size === 0) return items;
  scope.groupedText = keys;
  scope.aliases.clear();
  scope.sortedBy = undefined;
  return planItems(scope, written);
}

function holdsQuery({ items, having }: Select): boolean {
  const expressions = items.map((item) => (item.kind === "item" ? item.expression : undefined));
  return [...expressions, having].some(
    (expression) => expression !== undefined && someExpression(expression, (part) => "query" in part),
  );
}

/** DISTINCT by the rule of trailing blanks. */
function distinctText(items: readonly Item[], rest: string): string {
  const isText = ({ value }: Item): boolean => value.type.name === "varchar";
  const inner = items.map(
    (item) => `${isText(item) ? withoutBlanks(item.value.sql) : item.value.sql} AS ${quoteIdentifier(item.name)}`,
  );
  const names = items.map((_, index) => `"c${index + 1}"`);
  const outer = items.map((item, index) => {
    const column = `"once".${names[index]}`;
    return `${isText(item) ? withBlanks(column) : column} AS ${quoteIdentifier(item.name)}`;
  });
  return `SELECT ${outer.join(", ")} FROM (SELECT DISTINCT ${inner.join(", ")}${rest}) AS "once"(${names.join(", ")})`;
}

/** The select list, planned again where attributes of a document are cast often enough to read it once for all. */
function planSharing(scope: Scope, written: readonly SelectItem[], mayShare: boolean): readonly Item[] {
  const before = new Map(scope.aliases);
  const items = planItems(scope, written);
  if (!mayShare || !shareDocuments(scope)) return items;
  scope.aliases.clear();
  for (const [name, value] of before) scope.aliases.set(name, value);
  return planItems(scope, written);
}

function outerJoins(scope: Scope, { from, where }: Select): OuterJoins {
  if (where === undefined) return { items: [] };
  return hasOuterJoinMarks(where) ? outerJoinsOf(scope, from, where) : { items: [], where };
}

/** FROM, with the left joins that WHERE asked for. */
function joinedFrom(scope: Scope, sources: readonly PlannedItem[], joins: OuterJoins): string {
  if (!joins.items.some(({ on }) => on !== undefined)) return fromSql(sources);
  scope.takesOuterJoinMarks = true;
  const [first, ...others] = joins.items;
  const joined = others.map(({ index, on }) => {
    const text = sources[index]?.text ?? "";
    return on === undefined ? ` CROSS JOIN ${text}` : ` LEFT JOIN ${text} ON ${planCondition(scope, on, "WHERE").sql}`;
  });
  scope.takesOuterJoinMarks = false;
  return ` FROM ${sources[first?.index ?? 0]?.text ?? ""}${joined.join("")}`;
}

/** The select list's aliases may be used: https://docs.aws.amazon.com/redshift/latest/dg/r_WHERE_clause.html#r_WHERE_clause_usage_notes */
function planWhere(scope: Scope, expression: Expression): PlannedExpression {
  scope.takesOuterJoinMarks = true;
  const where = planCondition(scope, expression, "WHERE");
  scope.takesOuterJoinMarks = false;
  const position = { position: expression.span.start + 1 };
  if (where.aggregate) throw new SqlError("42803", "aggregates not allowed in WHERE clause", position);
  if (where.window) throw new SqlError("42P20", "window functions not allowed in WHERE clause", position);
  return where;
}

function planHaving(scope: Scope, expression: Expression): string {
  const having = planCondition(scope, expression, "HAVING");
  if (!having.window) return having.sql;
  throw new SqlError("42P20", "window functions not allowed in HAVING clause", { position: expression.span.start + 1 });
}

/** The select list with stars expanded. An alias may be used by the items after it; a column of that name wins. */
function planItems(scope: Scope, written: readonly SelectItem[]): readonly Item[] {
  const items: Item[] = [];
  for (const item of written) {
    if (item.kind === "star") items.push(...expandStar(scope, item));
    else {
      refuseTruthTest(item.expression);
      const value = planExpression(scope, item.expression);
      const name = item.alias?.text ?? value.label;
      if (item.alias !== undefined) scope.aliases.set(name, { ...value, sql: `(${value.sql})` });
      items.push({ name, value, written: item.expression });
    }
  }
  return items;
}

/** IS TRUE, FALSE and UNKNOWN are no part of a select list. https://docs.aws.amazon.com/redshift/latest/dg/r_Boolean_type.html */
function refuseTruthTest(expression: Expression): void {
  if (someExpression(expression, (part) => part.kind === "is" && part.test !== "null")) {
    throw new SqlError("0A000", "Not implemented", {
      position: expression.span.start + 1,
      detail: "IS TRUE, IS FALSE and IS UNKNOWN can't stand in a select list.",
    });
  }
}

function expandStar(scope: Scope, star: Extract<SelectItem, { kind: "star" }>): readonly Item[] {
  const [first, second] = star.qualifier;
  const position = star.span.start + 1;
  const alias = second ?? first;
  const sources =
    alias === undefined
      ? scope.sources
      : scope.sources.filter(
          (source) => source.alias === alias.text && (second === undefined || source.schema === first?.text),
        );
  if (sources.length === 0) {
    if (alias === undefined)
      throw new SqlError("42601", "SELECT * with no tables specified is not valid", { position });
    throw new SqlError("42P01", `missing FROM-clause entry for table "${alias.text}"`, { position });
  }
  const excluded = new Set(star.exclude.map((name) => name.text));
  for (const name of star.exclude) {
    if (sources.some((source) => source.columns.some((column) => column.name === name.text))) continue;
    throw new SqlError("42703", `column "${name.text}" does not exist`, { position: name.span.start + 1 });
  }
  return sources
    .flatMap((source) => source.columns.filter((column) => alias !== undefined || !source.merged?.has(column.name)))
    .filter((column) => !excluded.has(column.name) && !isUnreadable(scope, column))
    .map((column) => ({
      name: column.name,
      value: { ...asExpression(column), sql: scope.groupedText.get(column.sql) ?? column.sql },
    }));
}

function isUnreadable(scope: Scope, { relation, name }: ScopeColumn): boolean {
  const { unreadable } = scope.state.context;
  if (relation === undefined) return false;
  const hidden = relation.columns.some((column) => column.hidden && column.name === name);
  return hidden || (unreadable?.get(relation.engineName)?.has(name) ?? false);
}
