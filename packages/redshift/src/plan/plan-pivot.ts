import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, Name, PivotItem, UnpivotItem } from "../sql/tree.ts";
import { unify } from "./plan-case.ts";
import { asExpression } from "./plan-column.ts";
import { planExpression } from "./plan-expression.ts";
import { planFrom } from "./plan-from.ts";
import type { PlannedColumn } from "./plan-query.ts";
import type { Scope, ScopeColumn } from "./scope.ts";
import { someExpression } from "./walk-expression.ts";

const PIVOTED = ["count", "sum", "min", "max", "avg"];

/**
 * PIVOT: groups by the columns it does not name, with a column for each value (and aggregate).
 * https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_clause-pivot-unpivot-examples.html
 */
export function planPivot(scope: Scope, item: PivotItem): string {
  refuseSource(scope, item);
  for (const { value } of item.values) refuseValue(value);
  const inner = scope.withoutSources();
  const from = planFrom(inner, [item.source]);
  const all = columnsOf(inner);
  find(all, item.column);
  const used = new Set([item.column.text, ...item.aggregates.flatMap(({ expression }) => namesIn(expression, all))]);
  const keys = all.filter((column) => !used.has(column.name));
  const outputs: { readonly sql: string; readonly column: PlannedColumn }[] = keys.map((column) => ({
    sql: column.sql,
    column: { name: column.name, type: column.type, weight: 1 },
  }));
  for (const { value, alias } of item.values) {
    const wanted = planExpression(inner, value);
    for (const aggregate of item.aggregates) {
      const planned = planExpression(inner, onlyWhere(aggregate.expression, item.column, value));
      const base = alias?.text ?? (value.kind === "null" ? "null" : (wanted.literal ?? wanted.label));
      const name = aggregate.alias === undefined ? base : `${base}_${aggregate.alias.text}`;
      outputs.push({ sql: planned.sql, column: { name, type: planned.type, weight: 1 } });
    }
  }
  const list = outputs.map(({ sql, column }) => `${sql} AS ${quoteIdentifier(column.name)}`);
  const group = keys.length === 0 ? "" : ` GROUP BY ${keys.map((_, index) => index + 1).join(", ")}`;
  return added(
    scope,
    item.alias,
    `SELECT ${list.join(", ")}${from}${group}`,
    outputs.map(({ column }) => column),
  );
}

/** UNPIVOT: a row for each column named, without NULLs unless they are asked for. */
export function planUnpivot(scope: Scope, item: UnpivotItem): string {
  refuseSource(scope, item);
  const inner = scope.withoutSources();
  const from = planFrom(inner, [item.source]);
  const all = columnsOf(inner);
  const turned = item.columns.map(({ column, label }) => ({
    column: find(all, column),
    label: quoteLiteral(label ?? column.text),
  }));
  const position = item.span.start + 1;
  const { type, values } = unify(
    "UNPIVOT",
    turned.map(({ column }) => asExpression(column)),
    position,
  );
  const names = new Set(turned.map(({ column }) => column.name));
  const kept = all.filter((column) => !names.has(column.name));
  const rows = turned.map(({ label }, index) => `(${label}, ${values[index]?.sql}, ${index})`).join(", ");
  const columns: PlannedColumn[] = [
    ...kept.map((column) => ({ name: column.name, type: column.type, weight: 1 })),
    { name: item.name.text, type: { name: "varchar" }, weight: 1 },
    { name: item.value.text, type, weight: 1 },
  ];
  const sources = [...kept.map((column) => column.sql), '"turned"."label"', '"turned"."value"'];
  const list = columns.map((column, index) => `${sources[index]} AS ${quoteIdentifier(column.name)}`);
  const where = item.includeNulls ? "" : ' WHERE "turned"."value" IS NOT NULL';
  const text = `SELECT ${list.join(", ")}${from} CROSS JOIN LATERAL (VALUES ${rows}) AS "turned"("label", "value", "place")${where}`;
  return added(scope, item.alias, text, columns);
}

function added(scope: Scope, alias: Name | undefined, text: string, columns: readonly PlannedColumn[]): string {
  const called = alias?.text ?? scope.state.freshName("pivot");
  const scoped = columns.map(({ name, type, weight }) => ({
    name,
    type,
    weight,
    sql: `${quoteIdentifier(called)}.${quoteIdentifier(name)}`,
  }));
  scope.add({ alias: called, columns: scoped }, alias);
  return `(${text}) AS ${quoteIdentifier(called)}`;
}

/** PIVOT and UNPIVOT take tables, subqueries and names of WITH. */
function refuseSource(scope: Scope, { kind, source, span }: PivotItem | UnpivotItem): void {
  const recursive =
    source.kind === "table" && source.parts.length === 1 && scope.common(source.parts[0]?.text ?? "")?.recursive;
  const taken = (source.kind === "table" || source.kind === "subquery") && !recursive;
  if (taken) return;
  const what = recursive ? "a recursive table of WITH" : source.kind === "join" ? "a join" : source.kind;
  throw new SqlError("0A000", `${kind.toUpperCase()} of ${what} is not supported`, { position: span.start + 1 });
}

function refuseValue(value: Expression): void {
  if (!someExpression(value, (part) => part.kind === "column" || "query" in part)) return;
  throw new SqlError("0A000", "Values of PIVOT's IN list cannot be column references or subqueries", {
    position: value.span.start + 1,
  });
}

function columnsOf(scope: Scope): readonly ScopeColumn[] {
  return scope.sources.flatMap((source) => source.columns);
}

function find(columns: readonly ScopeColumn[], name: Name): ScopeColumn {
  const column = columns.find((candidate) => candidate.name === name.text);
  if (column !== undefined) return column;
  throw new SqlError("42703", `column "${name.text}" does not exist`, { position: name.span.start + 1 });
}

/** Columns an aggregate reads: they are no keys. */
function namesIn(expression: Expression, columns: readonly ScopeColumn[]): readonly string[] {
  const found: string[] = [];
  someExpression(expression, (part) => {
    if (part.kind === "column") found.push(...part.parts.map((name) => name.text));
    return false;
  });
  return found.filter((name) => columns.some((column) => column.name === name));
}

/** The aggregate over the rows of one value: `SUM(x)` becomes `SUM(CASE WHEN column = value THEN x END)`. */
function onlyWhere(aggregate: Expression, column: Name, value: Expression): Expression {
  const { span } = aggregate;
  if (aggregate.kind !== "function" || !PIVOTED.includes(aggregate.name.name.text) || aggregate.over !== undefined) {
    throw new SqlError("0A000", "PIVOT supports the aggregate functions COUNT, SUM, MIN, MAX and AVG only", {
      position: span.start + 1,
    });
  }
  const left: Expression = { kind: "column", parts: [column], span: column.span };
  const when: Expression =
    value.kind === "null"
      ? { kind: "is", operand: left, test: "null", negated: false, span }
      : { kind: "binary", operator: "=", left, right: value, span };
  const [counted = { kind: "number", text: "1", span } as const, ...more] = aggregate.arguments;
  const argument: Expression = { kind: "case", branches: [{ when, result: counted }], span };
  return { ...aggregate, star: false, arguments: [argument, ...more] };
}
