import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Expression, GroupBy, Select, SelectItem, SortKey } from "../sql/tree.ts";
import { sortKey } from "./plan-aggregate.ts";
import { asExpression } from "./plan-column.ts";
import { planCondition, planExpression } from "./plan-expression.ts";
import { planFrom } from "./plan-from.ts";
import type { PlannedColumn, PlannedPart } from "./plan-query.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";

interface Item {
  readonly name: string;
  readonly value: PlannedExpression;
  /** The expression of a written item, by which GROUP BY and ORDER BY may know it. */
  readonly written?: Expression;
}

/** One SELECT, with the ORDER BY of the query it is the whole of. */
export function planSelect(scope: Scope, select: Select, orderBy: readonly SortKey[]): PlannedPart {
  if (select.into !== undefined) {
    throw new NotSupportedSql("SELECT INTO", {
      position: select.into.name.span.start + 1,
      hint: "Use CREATE TABLE AS.",
    });
  }
  const from = planFrom(scope, select.from);
  const where = select.where === undefined ? undefined : planWhere(scope, select.where);
  const items = planItems(scope, select.items);
  const group = select.groupBy === undefined ? "" : ` GROUP BY ${planGroupBy(scope, select.groupBy, items)}`;
  const aliases = new Map(scope.aliases);
  scope.aliases.clear();
  const having = select.having === undefined ? "" : ` HAVING ${planCondition(scope, select.having, "HAVING").sql}`;
  for (const [name, value] of aliases) scope.aliases.set(name, value);
  const distinct = select.distinct ? "DISTINCT " : "";
  const columns = items.map(
    ({ name, value }): PlannedColumn => ({
      name,
      type: value.type.name === "unknown" && value.sql !== "NULL" ? { name: "varchar" } : value.type,
      weight: value.weight,
      ...(value.source === undefined ? {} : { source: value.source }),
    }),
  );
  const list = items.map(({ name, value }) => `${value.sql} AS ${quoteIdentifier(name)}`);
  const rest = `${from}${where === undefined ? "" : ` WHERE ${where.sql}`}${group}${having}`;
  if (select.qualify !== undefined) {
    return planQualify(scope, select.qualify, { items, list, rest, distinct, columns, orderBy });
  }
  const order = planOrder(scope, items, orderBy, select.distinct);
  return { text: `SELECT ${distinct}${list.join(", ")}${rest}${order}`, columns };
}

function planWhere(scope: Scope, expression: Expression): PlannedExpression {
  const where = planCondition(scope, expression, "WHERE");
  const position = { position: expression.span.start + 1 };
  if (where.aggregate) throw new SqlError("42803", "aggregates not allowed in WHERE clause", position);
  if (where.window) throw new SqlError("42P20", "window functions not allowed in WHERE clause", position);
  return where;
}

/** The select list with stars expanded. An alias may be used by the items after it; a column of that name wins. */
function planItems(scope: Scope, written: readonly SelectItem[]): readonly Item[] {
  const items: Item[] = [];
  for (const item of written) {
    if (item.kind === "star") items.push(...expandStar(scope, item));
    else {
      const value = planExpression(scope, item.expression);
      const name = item.alias?.text ?? value.label;
      if (item.alias !== undefined) scope.aliases.set(name, { ...value, sql: `(${value.sql})` });
      items.push({ name, value, written: item.expression });
    }
  }
  return items;
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
  return sources
    .flatMap((source) => source.columns.filter((column) => alias !== undefined || !source.merged?.has(column.name)))
    .filter((column) => !excluded.has(column.name))
    .map((column) => ({ name: column.name, value: asExpression(column) }));
}

function planGroupBy(scope: Scope, groupBy: GroupBy, items: readonly Item[]): string {
  if (groupBy.kind === "all") {
    const keys = items.flatMap((item, index) => (item.value.aggregate ? [] : [String(index + 1)]));
    return keys.length === 0 ? "()" : keys.join(", ");
  }
  const aliases = new Map(scope.aliases);
  const key = (expression: Expression): string => {
    const ordinal = ordinalOf(expression, items, "GROUP BY");
    if (ordinal !== undefined) return String(ordinal);
    // A column of FROM wins over an alias.
    if (expression.kind === "column" && expression.parts.length === 1) {
      const [name] = expression.parts;
      if (name !== undefined && scope.ownColumn(name) === undefined) {
        const place = items.findIndex((item) => item.name === name.text && item.written !== undefined);
        if (place >= 0) return String(place + 1);
      }
    }
    const planned = planExpression(scope, expression);
    const position = { position: expression.span.start + 1 };
    if (planned.aggregate) throw new SqlError("42803", "aggregates not allowed in GROUP BY clause", position);
    return planned.literal === undefined ? planned.sql : `(${planned.sql})::text`;
  };
  const printed = groupBy.items.map((item) => {
    if (item.kind === "expression") return key(item.expression);
    if (item.kind === "grouping sets")
      return `GROUPING SETS (${item.sets.map((set) => `(${set.map(key).join(", ")})`).join(", ")})`;
    return `${item.kind.toUpperCase()} (${item.expressions.map(key).join(", ")})`;
  });
  for (const [name, value] of aliases) scope.aliases.set(name, value);
  return printed.join(", ");
}

function planOrder(scope: Scope, items: readonly Item[], keys: readonly SortKey[], distinct: boolean): string {
  if (keys.length === 0) return "";
  const sorted = keys.map((key) => sortKey(orderValue(scope, items, key.expression, distinct), key));
  return ` ORDER BY ${sorted.join(", ")}`;
}

/** An ordinal, an output's name, or an expression over FROM, in which aliases count as well. */
function orderValue(
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
  return planExpression(scope, expression);
}

function ordinalOf(expression: Expression, items: readonly Item[], clause: string): number | undefined {
  if (expression.kind !== "number" || !/^\d+$/.test(expression.text)) return undefined;
  const ordinal = Number(expression.text);
  if (ordinal >= 1 && ordinal <= items.length) return ordinal;
  throw new SqlError("42P10", `${clause} position ${ordinal} is not in select list`, {
    position: expression.span.start + 1,
  });
}

/**
 * QUALIFY filters what the windows gave: the engine computes the list, the condition and the keys of ORDER BY inside, and filters outside.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html
 */
function planQualify(
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
  const order = planned.orderBy.map((key, index) =>
    sortKey({ sql: `"qualified"."k${index + 1}"`, type: { name: "unknown" }, label: "", weight: 1 }, key),
  );
  const text =
    `SELECT ${planned.distinct}${outer.join(", ")} FROM (SELECT ${inner.join(", ")}${planned.rest}) AS "qualified" ` +
    `WHERE "qualified".${quoteIdentifier(hidden)}${order.length === 0 ? "" : ` ORDER BY ${order.join(", ")}`}`;
  return { text, columns: planned.columns };
}
