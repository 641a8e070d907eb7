import { SqlError } from "../sql/sql-error.ts";
import type { CreateMaterializedView, Expression, FromItem, Query, Select, Span } from "../sql/tree.ts";
import type { CatalogRelation } from "./catalog.ts";
import { AGGREGATES } from "./plan-aggregate.ts";
import type { PlanContext, UsedFunction } from "./plan-context.ts";
import { type PlannedColumn, planQuery } from "./plan-query.ts";
import { isStreamQuery, streamOf } from "./stream-source.ts";
import { isGrouping, type PlannedGroups, planGroups } from "./streaming-groups.ts";
import { type StreamingRuleName, StreamingViewError } from "./streaming-rules.ts";
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

/** Column of a batch that is true where kinesis_data surely is JSON. */
export const KNOWN_JSON = "kinesis_json";

export interface PlannedStreamingView {
  readonly stream: CatalogRelation;
  /** The engine's SELECT over `stagingName`, which holds the six stream columns of a batch of new records, and `KNOWN_JSON`. */
  readonly body: string;
  readonly columns: readonly PlannedColumn[];
  /** Whether it asks for the records' JSON. */
  readonly readsJson: boolean;
  /** Set when the definition groups: `body` then gives the groups of one batch, to be added to those kept. */
  readonly groups?: PlannedGroups;
}

/** Where only the plan is wanted. */
const GROUPS = '"groups"';

/**
 * Checks a materialized view over a stream against what Redshift maintains incrementally, and plans its body.
 *
 * Gives undefined when the query reads no stream: it is an ordinary materialized view.
 * https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html , materialized-view-create-sql-command.html
 * @param groupsName engine's name of the table that will keep the groups of a view that groups
 * @throws SqlError naming what a streaming view can't hold.
 */
export function planStreamingView(
  view: Pick<CreateMaterializedView, "query" | "autoRefresh">,
  context: PlanContext,
  stagingName: string,
  groupsName = GROUPS,
): PlannedStreamingView | undefined {
  const { query } = view;
  if (!isStreamQuery(query, context.catalog)) return undefined;
  const select = plainSelect(query);
  const [item, ...others] = select.from;
  if (item === undefined || others.length > 0 || item.kind !== "table") throw fromError(item, others);
  const stream = streamOf(item, context.catalog);
  if (stream === undefined) throw refused("one stream", "a streaming view reads its stream directly", item.span);
  refuseExpressions(select);
  refuseNavigation(select);
  const staged: CatalogRelation = {
    ...stream,
    // Read as any table is: nothing else may read a stream.
    kind: "table",
    columns: STREAM_COLUMNS,
    engineName: stagingName,
    knownJson: { kinesis_data: KNOWN_JSON },
  };
  const catalog = { relation: () => staged };
  const planned = planQuery(query, { ...context, catalog });
  refuseFunctions(planned.functions, view.autoRefresh);
  refuseTwice(planned.columns);
  const { columns } = planned;
  const readsJson = planned.functions.some(({ name }) => name === "json_parse" || name === "can_json_parse");
  if (!isGrouping(select)) return { stream, body: planned.text, columns, readsJson };
  const groups = planGroups(select, columns, { ...context, catalog }, { staging: stagingName, groups: groupsName });
  return { stream, body: groups.body, columns, readsJson, groups };
}

/** Refuses a mutable function where a view, streaming or not, refreshes by itself. */
export function refuseMutableFunctions(functions: readonly UsedFunction[]): void {
  const mutable = functions.find(({ volatility, name }) => volatility !== "immutable" || name.startsWith(":"));
  if (mutable !== undefined) throw mutableFunction(mutable);
}

function plainSelect(query: Query): Select {
  const [common] = query.with;
  if (common !== undefined) throw columnAliases("common table", common.span);
  if (query.body.kind !== "select")
    throw refused("set operation", `${query.body.operator.toUpperCase()} is not supported`, query.body.span);
  const select = query.body;
  const clauses: readonly (readonly [StreamingRuleName, string, Span | undefined])[] = [
    ["sorted or limited", "ORDER BY", query.orderBy[0]?.expression.span],
    ["sorted or limited", "LIMIT", query.limit?.span],
    ["sorted or limited", "OFFSET", query.offset?.span],
    ["sorted or limited", "TOP", select.top?.span],
    ["distinct", "DISTINCT", select.distinct ? select.span : undefined],
    ["window", "QUALIFY", select.qualify?.span],
    ["select into", "INTO", select.into?.name.span],
  ];
  for (const [rule, clause, span] of clauses) {
    if (span !== undefined) throw refused(rule, `${clause} is not supported`, span);
  }
  return select;
}

function fromError(item: FromItem | undefined, others: readonly FromItem[]): SqlError {
  const [second] = others;
  if (second !== undefined) return refused("join", "joins are not supported", second.span);
  if (item?.kind === "join") return refused("join", "joins are not supported", item.span);
  const span = item?.span ?? { start: 0, end: 0 };
  return item?.kind === "subquery"
    ? columnAliases("subquery", span)
    : refused("one stream", "a streaming view reads one stream", span);
}

/** Subqueries, windows, and aggregates that can't be added to. */
function refuseExpressions(select: Select): void {
  for (const expression of expressionsOf(select)) {
    someExpression(expression, (part) => {
      if ("query" in part) throw columnAliases("subquery", part.span);
      if (part.kind !== "function") return false;
      if (part.over !== undefined) throw refused("window", "window functions are not supported", part.span);
      if (part.distinct) throw refused("aggregate", "DISTINCT aggregates are not supported", part.span);
      if (part.withinGroup !== undefined || part.approximate || !isMaintained(part.name.name.text)) {
        throw refused(
          "aggregate",
          `aggregate function ${part.name.name.text.toUpperCase()} is not supported`,
          part.span,
        );
      }
      return false;
    });
  }
}

/** False for an aggregate that new records can't be added to. */
function isMaintained(name: string): boolean {
  return !Object.hasOwn(AGGREGATES, name) || ["count", "sum", "min", "max", "avg"].includes(name);
}

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
      const words = `navigation on column "${first.text}" is not allowed as it is not SUPER type`;
      throw new StreamingViewError("navigation by alias", "42809", words, base.span);
    });
    if (item.alias !== undefined) aliases.add(item.alias.text);
  }
}

function refuseFunctions(functions: readonly UsedFunction[], autoRefresh: boolean): void {
  const mutable = functions.find(({ volatility }) => volatility !== "immutable");
  if (mutable !== undefined)
    throw autoRefresh
      ? mutableFunction(mutable)
      : refused("mutable function", `mutable function ${mutable.name} is not supported`, mutable.span);
  if (autoRefresh) refuseMutableFunctions(functions);
}

function refuseTwice(columns: readonly PlannedColumn[]): void {
  const names = columns.map((column) => column.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SqlError("42701", `column "${twice}" specified more than once`);
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
  return new StreamingViewError(
    "automatic refresh",
    "0A000",
    `materialized view cannot be created, reason: auto refresh is not supported for materialized view with mutable function. Found mutable function ${found}.;`,
    span,
  );
}

/** The documented words for a query in a query: what it names would be an alias of the stream's column. */
function columnAliases(rule: StreamingRuleName, span: Span): SqlError {
  return refused(rule, "Column aliases are not supported.", span);
}

function refused(rule: StreamingRuleName, reason: string, span: Span): SqlError {
  return new StreamingViewError(
    rule,
    "0A000",
    `Materialized view over stream could not be created, reason: ${reason}`,
    span,
  );
}
