import { quoteIdentifier } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Expression, FunctionCall, Name, Query, Select, SelectItem, Span } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { mapExpression } from "./map-expression.ts";
import { AGGREGATES } from "./plan-aggregate.ts";
import { type PlanContext, PlanState } from "./plan-context.ts";
import { planExpression } from "./plan-expression.ts";
import { planFrom } from "./plan-from.ts";
import { type PlannedColumn, planQuery } from "./plan-query.ts";
import { Scope } from "./scope.ts";
import { StreamingViewError } from "./streaming-rules.ts";
import { someExpression } from "./walk-expression.ts";

/** How two values of a column become one when records are added to a group. */
export type Combine = "group" | "key" | "count" | "sum" | "min" | "max";

export interface GroupColumn {
  readonly name: string;
  /** The engine's type is made of it; `group` columns are uuids. */
  readonly type: RedshiftType;
  readonly combine: Combine;
}

/** What a grouping view keeps of a stream: its groups, with everything its columns are made of. */
export interface PlannedGroups {
  readonly columns: readonly GroupColumn[];
  /** Averages, computed by the engine from two of the columns. */
  readonly computed: readonly { readonly name: string; readonly type: RedshiftType; readonly sql: string }[];
  /** The engine's SELECT of `columns` over one batch of records. */
  readonly body: string;
  /** The engine's SELECT over `relation`: what the view shows. */
  readonly view: string;
}

const GROUP = "group";

/** Aggregates that new records can be added to; AVG is kept as SUM and COUNT. https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html */
const KEPT: Readonly<Record<string, Exclude<Combine, "group" | "key">>> = {
  count: "count",
  sum: "sum",
  min: "min",
  max: "max",
};

/** Whether a select groups: it has GROUP BY, HAVING or an aggregate. */
export function isGrouping(select: Select): boolean {
  const aggregated = select.items.some((item) => item.kind === "item" && holdsAggregate(item.expression));
  return select.groupBy !== undefined || select.having !== undefined || aggregated;
}

/**
 * Plans a view that groups a stream, as `body` for the groups of a batch and `view` for what is shown of all of them.
 * @param shown the columns of the definition, planned as a plain query
 * @param names engine's names of the batch's table, and of the table the groups will be in
 */
export function planGroups(
  select: Select,
  shown: readonly PlannedColumn[],
  context: PlanContext,
  names: { readonly staging: string; readonly groups: string },
): PlannedGroups {
  const items = select.items.flatMap((item) => (item.kind === "item" ? [item] : allColumns(item, context, select)));
  const keys = keysOf(select, items);
  const scope = new Scope(new PlanState(context));
  planFrom(scope, select.from);
  const kept = keep(items, select.having, keys, scope);
  const state = planState(select, kept.list, context);
  for (const [index, item] of kept.list.entries()) refuseBytes(state.columns[index], item);
  const columns: GroupColumn[] = [
    { name: GROUP, type: { name: "varchar" }, combine: "group" },
    ...kept.list.map(({ name, combine }, index) => ({
      name,
      combine,
      type: state.columns[index]?.type ?? { name: "varchar" },
    })),
  ];
  const computed = kept.averages.map(({ name, argument, sum, count }) => {
    const given = planExpression(scope, argument).type;
    const type = planQuery(queryOf(select, [itemOf(aggregateOf("avg", argument), name)]), context).columns[0]?.type;
    return { name, type: type ?? { name: "double precision" }, sql: averageSql(given, sum, count) };
  });
  const shownOf: CatalogRelation = {
    schema: "redshift_internal",
    name: "groups",
    kind: "table",
    columns: [...columns.slice(1), ...computed].map(({ name, type }) => ({ name, type })),
    engineName: names.groups,
  };
  const view: Query = {
    ...queryOf(select, []),
    body: {
      kind: "select",
      distinct: false,
      items: items.map((item, index) => itemOf(kept.rewrite(item.expression), shown[index]?.name ?? "")),
      from: [{ kind: "table", parts: [nameOf("groups")], span: select.span }],
      ...(select.having === undefined ? {} : { where: kept.rewrite(select.having) }),
      span: select.span,
    },
  };
  const { text } = planQuery(view, { ...context, catalog: { relation: () => shownOf } });
  return { columns, computed, body: bodyOf(state.text, kept.list, names.staging), view: text };
}

interface Kept {
  readonly name: string;
  readonly combine: Exclude<Combine, "group">;
  readonly expression: Expression;
}

interface Average {
  readonly name: string;
  readonly argument: Expression;
  readonly sum: string;
  readonly count: string;
}

/** What has to be kept for the items and HAVING, and how each is written over it. */
function keep(
  items: readonly Extract<SelectItem, { kind: "item" }>[],
  having: Expression | undefined,
  keys: readonly Expression[],
  scope: Scope,
) {
  const written = (expression: Expression): string => planExpression(scope, expression).sql;
  const aliases = new Set(items.map(({ alias }) => alias?.text));
  const list: Kept[] = keys.map((expression, index) => ({ name: `key ${index + 1}`, combine: "key", expression }));
  const averages: Average[] = [];
  const byText = new Map<string, string>();
  for (const key of list) byText.set(written(key.expression), key.name);
  const keepAggregate = (call: FunctionCall): string => {
    const text = written(call);
    const known = byText.get(text);
    if (known !== undefined) return known;
    const [argument] = call.arguments;
    const name = call.name.name.text;
    if (name === "avg" && argument !== undefined) {
      const sum = keepAggregate(aggregateOf("sum", argument));
      const average = {
        name: `average ${averages.length + 1}`,
        argument,
        sum,
        count: keepAggregate(aggregateOf("count", argument)),
      };
      averages.push(average);
      byText.set(text, average.name);
      return average.name;
    }
    const made: Kept = { name: `aggregate ${list.length + 1}`, combine: KEPT[name] ?? "count", expression: call };
    list.push(made);
    byText.set(text, made.name);
    return made.name;
  };
  const rewrite = (expression: Expression): Expression =>
    mapExpression(expression, (part) => {
      if (part.kind === "function" && isKept(part)) return columnOf(keepAggregate(part), part.span);
      if (holdsAggregate(part)) return undefined;
      // The name of another item, unless the stream has a column of that name.
      const [first] = part.kind === "column" ? part.parts : [];
      if (first !== undefined && aliases.has(first.text) && scope.ownColumn(first) === undefined) return part;
      const name = byText.get(written(part));
      if (name !== undefined) return columnOf(name, part.span);
      if (part.kind !== "column") return undefined;
      const column = part.parts.map(({ text }) => text).join(".");
      throw new SqlError(
        "42803",
        `column "${column}" must appear in the GROUP BY clause or be used in an aggregate function`,
        { position: part.span.start + 1 },
      );
    });
  for (const expression of [...items.map((item) => item.expression), ...(having === undefined ? [] : [having])]) {
    rewrite(expression);
  }
  return { list, averages, rewrite };
}

function planState(select: Select, kept: readonly Kept[], context: PlanContext) {
  const items = kept.map(({ name, expression }) => itemOf(expression, name));
  const grouped = kept.filter(({ combine }) => combine === "key").map(({ expression }) => expression);
  const query = queryOf(select, items);
  if (query.body.kind !== "select" || grouped.length === 0) return planQuery(query, context);
  const groupBy = {
    kind: "items",
    items: grouped.map((_, index) => ({
      kind: "expression" as const,
      expression: { kind: "number" as const, text: String(index + 1), span: select.span },
    })),
    span: select.span,
  } as const;
  return planQuery({ ...query, body: { ...query.body, groupBy } }, context);
}

/** A group is known by a hash of its keys, which an index finds whatever their types and lengths. */
function bodyOf(state: string, kept: readonly Kept[], staging: string): string {
  const keys = kept.filter(({ combine }) => combine === "key").map(({ name }) => `b.${quoteIdentifier(name)}`);
  // Without GROUP BY a batch of no records would still be a row.
  const records = keys.length === 0 ? ` WHERE EXISTS (SELECT FROM ${staging})` : "";
  return `SELECT md5(jsonb_build_array(${keys.join(", ")})::text)::uuid, b.* FROM (${state}) AS b${records}`;
}

/** Keys of GROUP BY as expressions over the stream: ordinals and aliases stand for items. */
function keysOf(select: Select, items: readonly Extract<SelectItem, { kind: "item" }>[]): readonly Expression[] {
  const { groupBy } = select;
  if (groupBy === undefined) return [];
  if (groupBy.kind === "all")
    return items.map(({ expression }) => expression).filter((expression) => !holdsAggregate(expression));
  return groupBy.items.map((item) => {
    if (item.kind !== "expression")
      throw new StreamingViewError(
        "grouping",
        "0A000",
        because(`${item.kind.toUpperCase()} is not supported`),
        groupBy.span,
      );
    const { expression } = item;
    if (expression.kind === "number") return items[Number(expression.text) - 1]?.expression ?? expression;
    if (expression.kind !== "column" || expression.parts.length > 1) return expression;
    const [name] = expression.parts;
    return items.find(({ alias }) => alias?.text === name?.text)?.expression ?? expression;
  });
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_type.html */
function refuseBytes(column: PlannedColumn | undefined, { combine, expression }: Kept): void {
  const name = column?.type.name;
  if (name === "super" && combine !== "key") {
    throw new NotSupportedSql(`${combine.toUpperCase()} of a SUPER value in a streaming view`, {
      position: expression.span.start + 1,
      hint: "Cast the value to a number first.",
    });
  }
  if (combine !== "key" || (name !== "varbyte" && name !== "super")) return;
  throw new StreamingViewError(
    "group by bytes",
    "0A000",
    because(`grouping by ${name.toUpperCase()} is not supported`),
    expression.span,
  );
}

function averageSql(type: RedshiftType, sum: string, count: string): string {
  const total = `${quoteIdentifier(sum)}${type.name === "decimal" || /int/.test(type.name) ? "::numeric" : ""}`;
  const quotient = `(${total} / NULLIF(${quoteIdentifier(count)}, 0))`;
  const rule = AGGREGATES.avg;
  return rule === undefined || rule === "own" ? quotient : (rule.finish?.(quotient, type, false) ?? quotient);
}

/** `*` of a grouping select is the stream's columns. */
function allColumns(
  star: Extract<SelectItem, { kind: "star" }>,
  context: PlanContext,
  select: Select,
): readonly Extract<SelectItem, { kind: "item" }>[] {
  return planQuery(queryOf(select, [star]), context).columns.map(({ name }) => itemOf(columnOf(name, star.span), name));
}

function holdsAggregate(expression: Expression): boolean {
  return someExpression(expression, isKept);
}

function isKept(part: Expression): part is FunctionCall {
  if (part.kind !== "function" || part.name.schema !== undefined || part.over !== undefined) return false;
  return part.name.name.text === "avg" || Object.hasOwn(KEPT, part.name.name.text);
}

function queryOf(select: Select, items: readonly SelectItem[]): Query {
  const { groupBy: _, having: __, ...rest } = select;
  return { kind: "query", recursive: false, with: [], body: { ...rest, items }, orderBy: [], span: select.span };
}

function itemOf(expression: Expression, alias: string): Extract<SelectItem, { kind: "item" }> {
  return { kind: "item", expression, alias: nameOf(alias), span: expression.span };
}

function aggregateOf(name: string, argument: Expression): FunctionCall {
  const { span } = argument;
  return {
    kind: "function",
    name: { name: nameOf(name), span },
    arguments: [argument],
    star: false,
    distinct: false,
    approximate: false,
    span,
  };
}

function columnOf(name: string, span: Span): Expression {
  return { kind: "column", parts: [nameOf(name)], span };
}

function nameOf(text: string): Name {
  return { text, written: text, quoted: true, span: { start: 0, end: 0 } };
}

function because(reason: string): string {
  return `Materialized view over stream could not be created, reason: ${reason}`;
}
