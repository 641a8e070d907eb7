import { SqlError } from "../sql/sql-error.ts";
import type { Expression, Frame, FrameBound, SortKey, Window } from "../sql/tree.ts";
import { withoutBlanks } from "./blank-rule.ts";
import { refuseCaseInsensitive } from "./case-insensitive.ts";
import { planExpression } from "./plan-expression.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { sortKey } from "./sort-key.ts";
import { someExpression } from "./walk-expression.ts";

export interface WindowOptions {
  /**
   * What OVER may hold beside PARTITION BY. `framed`, of aggregates and FIRST_VALUE and its like: an order with a frame. `ordered`, of
   * ranking: an order alone. `partitioned`: neither. @default "partitioned"
   */
  readonly clauses?: "framed" | "ordered" | "partitioned";
  /** A frame that replaces the one written. */
  readonly frame?: string;
  /** An order that replaces the one written. */
  readonly order?: string;
  /** Sorts the other way round. @default false */
  readonly reversed?: boolean;
}

/**
 * The parenthesis of OVER.
 * https://docs.aws.amazon.com/redshift/latest/dg/c_Window_functions.html#r_Window_function_synopsis
 * @throws SqlError when the window has what its function does not take, needs a frame and has none, or is ordered by a constant
 */
export function planWindow(scope: Scope, window: Window, options: WindowOptions = {}): string {
  const { clauses = "partitioned", frame, order, reversed = false } = options;
  scope.windowed = true;
  refuseClauses(window, clauses);
  const position = window.span.start + 1;
  const partition = window.partitionBy.map((expression) => {
    if (expression.kind === "string") throw constantKey("PARTITION BY", position);
    const key = notWindowed(planExpression(scope, expression), position);
    refuseCaseInsensitive(key.type, "PARTITION BY", position);
    return key.type.name === "varchar" ? withoutBlanks(key.sql) : key.sql;
  });
  const keys = window.orderBy.map((key) => orderKey(scope, reversed ? reverse(key) : key, position));
  const sorted = order ?? keys.join(", ");
  const parts = [
    ...(partition.length === 0 ? [] : [`PARTITION BY ${partition.join(", ")}`]),
    ...(sorted === "" ? [] : [`ORDER BY ${sorted}`]),
    ...(frame !== undefined ? [frame] : window.frame === undefined ? [] : [frameSql(scope, window.frame, position)]),
  ];
  return `(${parts.join(" ")})`;
}

function refuseClauses({ orderBy, frame, span }: Window, clauses: WindowOptions["clauses"]): void {
  const position = { position: span.start + 1 };
  if (clauses === "framed" && orderBy.length > 0 && frame === undefined) {
    throw new SqlError("42601", "Aggregate window functions with an ORDER BY clause require a frame clause", position);
  }
  if (clauses !== "framed" && frame !== undefined) {
    throw new SqlError("42601", "The OVER clause of this function cannot contain a window frame", position);
  }
  if (clauses === "partitioned" && orderBy.length > 0) {
    throw new SqlError("42601", "The OVER clause of this function cannot contain an ORDER BY clause", position);
  }
}

/** Columns or expressions over columns: no constants, no ordinals. */
function orderKey(scope: Scope, key: SortKey, position: number): string {
  if (!someExpression(key.expression, (part) => VARIABLE.includes(part.kind))) throw constantKey("ORDER BY", position);
  const { sql, type } = notWindowed(planExpression(scope, key.expression), position);
  return sortKey({ sql: type.name === "varchar" ? withoutBlanks(sql) : sql }, key);
}

const VARIABLE: readonly Expression["kind"][] = ["column", "navigation", "function", "scalar query", "exists"];

function reverse({ expression, descending, nulls }: SortKey): SortKey {
  const key = { expression, descending: !descending };
  return nulls === undefined ? key : { ...key, nulls: nulls === "first" ? "last" : "first" };
}

function notWindowed(value: PlannedExpression, position: number): PlannedExpression {
  if (!value.window) return value;
  throw new SqlError("42P20", "window functions may not be nested", { position });
}

function constantKey(clause: string, position: number): SqlError {
  return new SqlError("0A000", `constant expressions are not allowed in ${clause} of a window`, { position });
}

/** ROWS only. A start alone ends at the current row, except that UNBOUNDED FOLLOWING begins there. */
function frameSql(scope: Scope, { unit, start, end }: Frame, position: number): string {
  if (unit === "range") throw new SqlError("0A000", "RANGE frames are not supported, only ROWS", { position });
  const current = { kind: "current row" } as const;
  const open = end === undefined && start.kind === "unbounded following";
  const [from, to] = open ? [current, start] : [start, end ?? current];
  const [first, last] = [placeOf(scope, from), placeOf(scope, to)];
  const empty = from.kind === "unbounded following" || to.kind === "unbounded preceding" || first > last;
  if (empty) throw new SqlError("42P20", "A window frame cannot start after it ends", { position });
  return `ROWS BETWEEN ${boundSql(from, first)} AND ${boundSql(to, last)}`;
}

/** Where a bound lies, counted from the current row. @throws SqlError unless its offset is a constant that is not negative */
function placeOf(scope: Scope, bound: FrameBound): number {
  if (bound.kind === "unbounded preceding") return Number.NEGATIVE_INFINITY;
  if (bound.kind === "unbounded following") return Number.POSITIVE_INFINITY;
  if (!("offset" in bound)) return 0;
  const { literal } = planExpression(scope, bound.offset);
  const offset = Number(literal);
  if (literal !== undefined && Number.isInteger(offset) && offset >= 0) {
    return bound.kind === "preceding" ? -offset : offset;
  }
  throw new SqlError("22013", "The offset of a window frame must be a constant that is not negative", {
    position: bound.offset.span.start + 1,
  });
}

function boundSql(bound: FrameBound, place: number): string {
  const offset = "offset" in bound ? `${Math.abs(place)} ` : "";
  return `${offset}${bound.kind.toUpperCase()}`;
}
