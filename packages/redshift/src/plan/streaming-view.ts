import { SqlError } from "../sql/sql-error.ts";
import type { CreateMaterializedView, Expression, FromItem, Query, Select, Span } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import type { PlanContext, UsedFunction } from "./plan-context.ts";
import { type PlannedColumn, planQuery } from "./plan-query.ts";
import { isStreamQuery, streamOf } from "./stream-source.ts";
import { someExpression } from "./walk-expression.ts";

/** The six columns a Kinesis stream offers. https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion-getting-started.html */
export const STREAM_COLUMNS: CatalogRelation["columns"] = [
  { name: "approximate_arrival_timestamp", type: { name: "timestamp" } },
  { name: "partition_key", type: { name: "varchar", length: 256 } },
  { name: "shard_id", type: { name: "char", length: 20 } },
  { name: "sequence_number", type: { name: "varchar", length: 128 } },
  { name: "refresh_time", type: { name: "timestamp" } },
  { name: "kinesis_data", type: { name: "varbyte", length: 16_777_216 } },
];

export interface PlannedStreamingView {
  readonly stream: CatalogRelation;
  /** The engine's SELECT over `stagingName`, which holds the six stream columns of a batch of new records. */
  readonly body: string;
  readonly columns: readonly PlannedColumn[];
  /**
   * Set when the definition groups: `body` then gives the groups of one batch only, and `groups` tells how to add them to those the view
   * holds: by column, `key`, or the aggregate that combines two.
   */
  readonly groups?: readonly ("key" | "count" | "sum" | "min" | "max")[];
}

/** Aggregates that new records can be added to. https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html */
const COMBINED: Readonly<Record<string, "count" | "sum" | "min" | "max">> = {
  count: "count",
  sum: "sum",
  min: "min",
  max: "max",
};

/**
 * Checks a materialized view over a stream against what Redshift maintains incrementally, and plans its body.
 *
 * Gives undefined when the query reads no stream: it is an ordinary materialized view.
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html , materialized-view-create-sql-command.html
 * @throws SqlError naming what a streaming view can't hold.
 */
export function planStreamingView(
  view: Pick<CreateMaterializedView, "query" | "autoRefresh">,
  context: PlanContext,
  stagingName: string,
): PlannedStreamingView | undefined {
  const { query } = view;
  if (!isStreamQuery(query, context.catalog)) return undefined;
  const select = plainSelect(query);
  const [item, ...others] = select.from;
  if (item === undefined || others.length > 0 || item.kind !== "table") throw fromError(item, others);
  const stream = streamOf(item, context.catalog);
  if (stream === undefined) throw refused("a streaming view reads its stream directly", item.span);
  refuseExpressions(select);
  refuseNavigation(select);
  const staged: CatalogRelation = { ...stream, columns: STREAM_COLUMNS, engineName: stagingName };
  const catalog = { relation: () => staged };
  const planned = planQuery(query, { ...context, catalog });
  refuseFunctions(planned.functions, view.autoRefresh);
  refuseTwice(planned.columns);
  const groups = groupsOf(select, planned.columns);
  return { stream, body: planned.text, columns: planned.columns, ...(groups === undefined ? {} : { groups }) };
}

/** Refuses a mutable function where a view, streaming or not, refreshes by itself. */
export function refuseMutableFunctions(functions: readonly UsedFunction[]): void {
  const mutable = functions.find(({ volatility, name }) => volatility !== "immutable" || name.startsWith(":"));
  if (mutable !== undefined) throw mutableFunction(mutable);
}

function plainSelect(query: Query): Select {
  const [common] = query.with;
  // The documented words for a query in a query: what it names would be an alias of the stream's column.
  if (common !== undefined) throw columnAliases(common.span);
  if (query.body.kind !== "select")
    throw refused(`${query.body.operator.toUpperCase()} is not supported`, query.body.span);
  const select = query.body;
  const clauses: readonly (readonly [string, Span | undefined])[] = [
    ["ORDER BY", query.orderBy[0]?.expression.span],
    ["LIMIT", query.limit?.span],
    ["OFFSET", query.offset?.span],
    ["TOP", select.top?.span],
    ["DISTINCT", select.distinct ? select.span : undefined],
    ["QUALIFY", select.qualify?.span],
    ["INTO", select.into?.name.span],
  ];
  for (const [clause, span] of clauses) if (span !== undefined) throw refused(`${clause} is not supported`, span);
  return select;
}

function fromError(item: FromItem | undefined, others: readonly FromItem[]): SqlError {
  const [second] = others;
  if (second !== undefined) return refused("joins are not supported", second.span);
  if (item?.kind === "join") return refused("joins are not supported", item.span);
  const span = item?.span ?? { start: 0, end: 0 };
  return item?.kind === "subquery" ? columnAliases(span) : refused("a streaming view reads one stream", span);
}

/** Subqueries, windows, and aggregates that can't be added to. */
function refuseExpressions(select: Select): void {
  for (const expression of expressionsOf(select)) {
    someExpression(expression, (part) => {
      if ("query" in part) throw columnAliases(part.span);
      if (part.kind !== "function") return false;
      if (part.over !== undefined) throw refused("window functions are not supported", part.span);
      if (part.distinct) throw refused("DISTINCT aggregates are not supported", part.span);
      if (part.withinGroup !== undefined || part.approximate || NOT_COMBINED.includes(part.name.name.text)) {
        throw refused(`aggregate function ${part.name.name.text.toUpperCase()} is not supported`, part.span);
      }
      return false;
    });
  }
}

const NOT_COMBINED = [
  ..."any_value bit_and bit_or bool_and bool_or listagg median percentile_cont percentile_disc".split(" "),
  ..."stddev stddev_pop stddev_samp variance var_pop var_samp".split(" "),
];

/** An alias of the same list is no column yet: `navigation on column "payload" is not allowed as it is not SUPER type`. */
function refuseNavigation(select: Select): void {
  const aliases = new Set<string>();
  for (const item of select.items) {
    if (item.kind === "star") continue;
    someExpression(item.expression, (part) => {
      const base = part.kind === "navigation" && part.base.kind === "column" ? part.base : part;
      if (base.kind !== "column") return false;
      const [first] = base.parts;
      const navigates = base.parts.length > 1 || part.kind === "navigation";
      if (first === undefined || !navigates || !aliases.has(first.text)) return false;
      throw new SqlError("42809", `navigation on column "${first.text}" is not allowed as it is not SUPER type`, {
        position: base.span.start + 1,
      });
    });
    if (item.alias !== undefined) aliases.add(item.alias.text);
  }
}

function refuseFunctions(functions: readonly UsedFunction[], autoRefresh: boolean): void {
  const mutable = functions.find(({ volatility }) => volatility !== "immutable");
  if (mutable !== undefined)
    throw autoRefresh
      ? mutableFunction(mutable)
      : refused(`mutable function ${mutable.name} is not supported`, mutable.span);
  if (autoRefresh) refuseMutableFunctions(functions);
}

function refuseTwice(columns: readonly PlannedColumn[]): void {
  const names = columns.map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SqlError("42701", `column "${twice}" specified more than once`);
}

/** How each column of a grouping view is combined with a later batch's. */
function groupsOf(select: Select, columns: readonly PlannedColumn[]): PlannedStreamingView["groups"] {
  const grouping = select.groupBy !== undefined;
  const items = select.items.map((item) => (item.kind === "item" ? item : undefined));
  const kinds = items.map((item) => (item === undefined ? undefined : aggregateOf(item.expression)));
  const aggregated = items.some((item) => item !== undefined && holdsAggregate(item.expression));
  if (!grouping && !aggregated) return undefined;
  const having = select.having;
  if (having !== undefined) throw refused("HAVING is not supported here: put it in a view on top", having.span);
  return columns.map(({ type }, index) => {
    const item = items[index];
    if (item === undefined) return "key";
    const kind = kinds[index];
    if (kind !== undefined) return kind;
    // https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_type.html
    if (!holdsAggregate(item.expression)) {
      if (type.name !== "varbyte" && type.name !== "super") return "key";
      throw refused(`grouping by ${type.name.toUpperCase()} is not supported`, item.span);
    }
    throw refused(
      "AVG, and expressions over aggregates, are not supported here: keep SUM and COUNT, and divide in a view",
      item.span,
    );
  });
}

function aggregateOf(expression: Expression): "count" | "sum" | "min" | "max" | undefined {
  return expression.kind === "function" ? COMBINED[expression.name.name.text] : undefined;
}

function holdsAggregate(expression: Expression): boolean {
  return someExpression(
    expression,
    (part) =>
      part.kind === "function" && (part.name.name.text === "avg" || COMBINED[part.name.name.text] !== undefined),
  );
}

function expressionsOf(select: Select): readonly Expression[] {
  const grouped = select.groupBy?.kind === "items" ? select.groupBy.items : [];
  return [
    ...select.items.flatMap((item) => (item.kind === "item" ? [item.expression] : [])),
    ...[select.where, select.having].filter((expression) => expression !== undefined),
    ...grouped.flatMap((item) => (item.kind === "expression" ? [item.expression] : [])),
  ];
}

function mutableFunction({ name, span }: UsedFunction): SqlError {
  const found = name.startsWith(":") ? name : `:${name}`;
  return new SqlError(
    "0A000",
    `materialized view cannot be created, reason: auto refresh is not supported for materialized view with mutable function. Found mutable function ${found}.;`,
    { position: span.start + 1 },
  );
}

function columnAliases(span: Span): SqlError {
  return refused("Column aliases are not supported.", span);
}

function refused(reason: string, span: Span): SqlError {
  return new SqlError("0A000", `Materialized view over stream could not be created, reason: ${reason}`, {
    position: span.start + 1,
  });
}
