import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { FunctionCall, SortKey } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { planWindow } from "./plan-window.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { sortKey } from "./sort-key.ts";
import { engineType, familyOf, isInteger } from "./type-rules.ts";

/** Aggregates that read values in an order: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html , r_MEDIAN.html */
export const ORDERED_AGGREGATES = ["listagg", "median", "percentile_cont", "percentile_disc"] as const;

const WHOLE_PARTITION = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
const INTERNAL = "redshift_internal";

/** LISTAGG, MEDIAN, PERCENTILE_CONT, PERCENTILE_DISC, over groups or, with OVER, over partitions. */
export function planOrderedAggregate(scope: Scope, call: FunctionCall): PlannedExpression {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  noteUse(scope, call);
  if (call.over !== undefined && (call.over.orderBy.length > 0 || call.over.frame !== undefined)) {
    throw new SqlError("42601", `The OVER clause of ${name.toUpperCase()} cannot contain an ORDER BY or a frame`, {
      position,
    });
  }
  if (call.over !== undefined && call.approximate) {
    throw new SqlError("0A000", `APPROXIMATE ${name.toUpperCase()} as a window function is not supported`, {
      position,
    });
  }
  return name === "listagg" ? planListagg(scope, call, values) : planPercentile(scope, call, values);
}

/** LISTAGG ignores NULL and empty strings. https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html , r_WF_LISTAGG.html */
function planListagg(scope: Scope, call: FunctionCall, values: readonly PlannedExpression[]): PlannedExpression {
  const [value, separator] = values;
  if (value === undefined || values.length > 2) throw undefinedFunction("listagg", values, call.span.start + 1);
  const listed = `NULLIF((${coerce(value, { name: "varchar" }).sql})::text, '')`;
  const between = separator === undefined ? "''" : `(${separator.sql})::text`;
  const keys = (call.withinGroup ?? []).map((key) => sortKey(planExpression(scope, key.expression), key));
  const order = keys.length === 0 ? "" : ` ORDER BY ${keys.join(", ")}`;
  const [aggregate, given] = call.distinct
    ? [`${INTERNAL}.listagg_distinct`, `ROW(${listed}, ${between})::${INTERNAL}.listed`]
    : ["string_agg", `${listed}, ${between}`];
  const sql =
    call.over === undefined
      ? `${aggregate}(${given}${order})`
      : `${aggregate}(${given}) OVER ${planWindow(scope, call.over, keys.length === 0 ? {} : { order: keys.join(", "), frame: WHOLE_PARTITION })}`;
  return aggregated(call, `${INTERNAL}.within_listagg_limit(${sql})`, { name: "varchar", length: 65_535 }, values);
}

/** MEDIAN(x), PERCENTILE_CONT(p), PERCENTILE_DISC(p) WITHIN GROUP (ORDER BY x). https://docs.aws.amazon.com/redshift/latest/dg/r_PERCENTILE_CONT.html */
function planPercentile(scope: Scope, call: FunctionCall, values: readonly PlannedExpression[]): PlannedExpression {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const [first] = values;
  const median = name === "median";
  const [key, ...moreKeys] = call.withinGroup ?? [];
  const fits = median ? key === undefined : key !== undefined && moreKeys.length === 0;
  if (first === undefined || values.length !== 1 || !fits || call.distinct || call.star) {
    throw undefinedFunction(name, values, position);
  }
  const fraction = median ? "0.5" : constantFraction(first, position);
  const sorted = median || key === undefined ? first : planExpression(scope, key.expression);
  const measure = measureOf(sorted);
  if (measure === undefined) throw undefinedFunction(name, [sorted], position);
  const continuous = name !== "percentile_disc";
  const sql = percentileSql(scope, call, {
    engine: continuous ? "percentile_cont" : "percentile_disc",
    fraction,
    value: measure.sql,
    ...(key === undefined ? {} : { key }),
  });
  const { type } = sorted;
  const exact = continuous && (isInteger(type) || type.name === "decimal");
  const returns: RedshiftType = exact
    ? { name: "decimal" }
    : type.name === "unknown" || (continuous && type.name === "real")
      ? { name: "double precision" }
      : type;
  return aggregated(call, exact ? withScale(sql, type) : measure.back(sql), returns, [first, sorted]);
}

interface Percentile {
  readonly engine: "percentile_cont" | "percentile_disc";
  readonly fraction: string;
  readonly value: string;
  readonly key?: SortKey;
}

function percentileSql(scope: Scope, call: FunctionCall, { engine, fraction, value, key }: Percentile): string {
  const descending = key?.descending ?? false;
  if (call.over === undefined) {
    return `${engine}(${fraction}) WITHIN GROUP (ORDER BY ${value}${descending ? " DESC" : ""})`;
  }
  const sample = `ROW(${value}, ${fraction}, ${descending})::${INTERNAL}.sample`;
  return `${INTERNAL}.${engine}_over(${sample}) OVER ${planWindow(scope, call.over)}`;
}

interface Measure {
  /** The value as a number that can be interpolated. */
  readonly sql: string;
  /** The engine's SQL of a value of the type, of such a number. */
  readonly back: (sql: string) => string;
}

/** Numbers and dates are measured in one number; undefined for other types. */
function measureOf({ sql, type }: PlannedExpression): Measure | undefined {
  const number = `(${sql})::float8`;
  switch (type.name) {
    case "date":
      return { sql: `((${sql}) - date '2000-01-01')::float8`, back: (n) => `(date '2000-01-01' + floor(${n})::int4)` };
    case "timestamp":
    case "timestamptz": {
      const zero = `${type.name} '2000-01-01 00:00:00${type.name === "timestamp" ? "" : "+00"}'`;
      return {
        sql: `extract(epoch from ((${sql}) - ${zero}))::float8`,
        back: (n) => `(${zero} + (${n}) * interval '1 second')`,
      };
    }
    case "decimal":
      return { sql: number, back: (n) => withScale(n, type) };
    case "smallint":
    case "integer":
    case "bigint":
      return { sql: number, back: (n) => `(${n})::${engineType(type)}` };
    default:
      return ["number", "unknown"].includes(familyOf(type)) ? { sql: number, back: (n) => n } : undefined;
  }
}

/** A DECIMAL of as many digits after the point as it needs: one at least, as the guide shows them, and those of its type. */
function withScale(sql: string, { scale = 0 }: RedshiftType): string {
  return `(trim_scale((${sql})::numeric) + 0.${"0".repeat(Math.max(1, scale))})`;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_PERCENTILE_CONT.html#r_PERCENTILE_CONT-arguments */
function constantFraction({ literal, sql }: PlannedExpression, position: number): string {
  const fraction = Number(literal);
  if (literal === undefined || Number.isNaN(fraction)) {
    throw new SqlError("42601", "The percentile must be a numeric constant between 0 and 1", { position });
  }
  if (fraction >= 0 && fraction <= 1) return `(${sql})::float8`;
  throw new SqlError("2202E", `percentile value ${literal} is not between 0 and 1`, { position });
}

function aggregated(
  call: FunctionCall,
  sql: string,
  type: RedshiftType,
  values: readonly PlannedExpression[],
): PlannedExpression {
  const planned = compose(sql, type, call.name.name.text, values);
  return { ...planned, ...(call.over === undefined ? { aggregate: true } : { window: true }) };
}

/**
 * Several of one SELECT share one order, and stand beside no other DISTINCT aggregate; all of them run on the compute nodes.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_MEDIAN.html , r_LISTAGG.html , c_SQL_functions_compute_node_only.html
 */
function noteUse(scope: Scope, call: FunctionCall): void {
  const name = call.name.name.text;
  const { span } = call;
  scope.state.functions.push({ name, volatility: "immutable", leaderOnly: false, computeOnly: true, span });
  if (call.over !== undefined || (name === "percentile_disc" && call.approximate)) return;
  const keys = name === "median" ? call.arguments.slice(0, 1) : (call.withinGroup ?? []).map((key) => key.expression);
  scope.noteAggregate("sorted", span.start + 1);
  if (keys.length === 0) return;
  const order = keys.map((key) => planExpression(scope, key).sql).join(", ");
  if (scope.sortedBy !== undefined && scope.sortedBy !== order) {
    throw new SqlError("0A000", "within group ORDER BY clauses for aggregate functions must be the same", {
      position: span.start + 1,
    });
  }
  scope.sortedBy = order;
}
