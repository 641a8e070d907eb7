import { SqlError } from "../sql/sql-error.ts";
import type { Frame, FrameBound, SortKey, Window } from "../sql/tree.ts";
import { planExpression } from "./plan-expression.ts";
import type { Scope } from "./scope.ts";

export interface WindowOptions {
  /** Aggregates and FIRST_VALUE and its like need a frame where they are ordered. */
  readonly needsFrame?: boolean;
  /** A frame that replaces the one written. */
  readonly frame?: string;
}

/**
 * The parenthesis of OVER.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Window_function_synopsis.html
 * @throws SqlError when an ordered window that needs a frame has none, or the order is by a constant.
 */
export function planWindow(scope: Scope, window: Window, { needsFrame = false, frame }: WindowOptions = {}): string {
  const position = window.span.start + 1;
  scope.windowed = true;
  if (needsFrame && window.orderBy.length > 0 && window.frame === undefined) {
    throw new SqlError("42601", "Aggregate window functions with an ORDER BY clause require a frame clause", {
      position,
    });
  }
  const partition = window.partitionBy.map((expression) => {
    if (expression.kind === "string" || expression.kind === "number") throw constantKey(position);
    return planExpression(scope, expression).sql;
  });
  const order = window.orderBy.map((key) => orderKey(scope, key, position));
  const clauses = [
    ...(partition.length === 0 ? [] : [`PARTITION BY ${partition.join(", ")}`]),
    ...(order.length === 0 ? [] : [`ORDER BY ${order.join(", ")}`]),
    ...(frame !== undefined ? [frame] : window.frame === undefined ? [] : [frameSql(scope, window.frame)]),
  ];
  return `(${clauses.join(" ")})`;
}

function orderKey(scope: Scope, { expression, descending, nulls }: SortKey, position: number): string {
  if (expression.kind === "string" || expression.kind === "number") throw constantKey(position);
  const direction = descending ? " DESC" : "";
  return `${planExpression(scope, expression).sql}${direction}${nulls === undefined ? "" : ` NULLS ${nulls.toUpperCase()}`}`;
}

function frameSql(scope: Scope, { unit, start, end }: Frame): string {
  const from = boundSql(scope, start);
  const span = end === undefined ? from : `BETWEEN ${from} AND ${boundSql(scope, end)}`;
  return `${unit.toUpperCase()} ${span}`;
}

function boundSql(scope: Scope, bound: FrameBound): string {
  if (bound.kind === "preceding" || bound.kind === "following") {
    return `${planExpression(scope, bound.offset).sql} ${bound.kind.toUpperCase()}`;
  }
  return bound.kind.toUpperCase();
}

/** Ordinals and literals are no keys of a window. https://docs.aws.amazon.com/redshift/latest/dg/r_Window_function_synopsis.html */
function constantKey(position: number): SqlError {
  return new SqlError("0A000", "constant expressions are not allowed in PARTITION BY and ORDER BY of a window", {
    position,
  });
}
