import type { RedshiftType } from "../sql/redshift-type.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { FunctionCall, SortKey } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { planWindow } from "./plan-window.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf, isInteger } from "./type-rules.ts";

interface AggregateRule {
  /** What the engine computes over the rows. */
  readonly sql: (value: PlannedExpression) => string;
  readonly returns: (type: RedshiftType) => RedshiftType;
  /** What is made of the engine's result. @default as it is */
  readonly finish?: (sql: string, type: RedshiftType) => string;
  readonly accepts: (type: RedshiftType) => boolean;
}

/** Aggregates that read values in an order: https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html , r_MEDIAN.html */
const ORDERED = ["listagg", "median", "percentile_cont", "percentile_disc"];

const DOUBLE: RedshiftType = { name: "double precision" };
const isNumber = (type: RedshiftType): boolean => familyOf(type) === "number" || type.name === "unknown";
const isBoolean = (type: RedshiftType): boolean => familyOf(type) === "boolean";
const same = (type: RedshiftType): RedshiftType => (type.name === "unknown" ? { name: "varchar" } : type);

/** Deviations are DOUBLE PRECISION whatever they are of. https://docs.aws.amazon.com/redshift/latest/dg/r_STDDEV_functions.html */
function deviation(name: string): AggregateRule {
  return { sql: (value) => `${name}((${value.sql})::float8)`, returns: () => DOUBLE, accepts: isNumber };
}

function plain(name: string, accepts: (type: RedshiftType) => boolean): AggregateRule {
  return { sql: (value) => `${name}(${value.sql})`, returns: same, accepts };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/c_Aggregate_Functions.html */
export const AGGREGATES: Readonly<Record<string, AggregateRule | "own">> = {
  count: "own",
  listagg: "own",
  median: "own",
  percentile_cont: "own",
  percentile_disc: "own",
  any_value: plain("any_value", () => true),
  // AVG of integers is BIGINT without the fraction; of a DECIMAL it keeps the scale. https://docs.aws.amazon.com/redshift/latest/dg/r_AVG.html
  avg: {
    sql: (value) => `avg(${value.sql})`,
    returns: (type) => {
      if (isInteger(type)) return { name: "bigint" };
      if (type.name !== "decimal") return DOUBLE;
      return type.scale === undefined ? { name: "decimal" } : { name: "decimal", precision: 38, scale: type.scale };
    },
    finish: (sql, type) => {
      if (isInteger(type)) return `trunc(${sql})::int8`;
      return type.name === "decimal" && type.scale !== undefined ? `round(${sql}, ${type.scale})` : sql;
    },
    accepts: isNumber,
  },
  bit_and: plain("bit_and", isInteger),
  bit_or: plain("bit_or", isInteger),
  bool_and: plain("bool_and", isBoolean),
  bool_or: plain("bool_or", isBoolean),
  max: plain("max", (type) => type.name !== "boolean"),
  min: plain("min", (type) => type.name !== "boolean"),
  stddev: deviation("stddev_samp"),
  stddev_pop: deviation("stddev_pop"),
  stddev_samp: deviation("stddev_samp"),
  // SUM of integers is BIGINT, of BIGINT and DECIMAL DECIMAL(38, s), of floats DOUBLE PRECISION. https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html
  sum: {
    sql: (value) => (value.type.name === "real" ? `sum((${value.sql})::float8)` : `sum(${value.sql})`),
    returns: (type) => {
      if (type.name === "smallint" || type.name === "integer") return { name: "bigint" };
      if (type.name === "bigint") return { name: "decimal", precision: 38, scale: 0 };
      if (familyOf(type) === "interval") return { name: type.name };
      if (type.name !== "decimal") return DOUBLE;
      return type.scale === undefined ? { name: "decimal" } : { name: "decimal", precision: 38, scale: type.scale };
    },
    accepts: (type) => isNumber(type) || familyOf(type) === "interval",
  },
  var_pop: deviation("var_pop"),
  var_samp: deviation("var_samp"),
  variance: deviation("var_samp"),
};

/** An aggregate over groups, or over a window where it has OVER. */
export function planAggregate(scope: Scope, call: FunctionCall): PlannedExpression {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const nested = values.find((value) => value.aggregate);
  if (nested !== undefined && call.over === undefined) {
    throw new SqlError("42803", "aggregate function calls may not have nested aggregate or window function", {
      position,
    });
  }
  noteOrder(scope, call);
  if (call.approximate) return finish(scope, call, planApproximate(scope, call, values), values);
  if (name === "count") return finish(scope, call, planCount(call, values), values);
  if (name === "listagg") return finish(scope, call, planListagg(scope, call, values), values);
  if (ORDERED.includes(name)) return finish(scope, call, planPercentile(scope, call, values), values);
  const rule = AGGREGATES[name];
  const [given] = values;
  if (rule === undefined || rule === "own" || given === undefined || values.length !== 1) {
    throw undefinedFunction(name, values, position);
  }
  const value = given.type.name === "super" && name !== "any_value" ? superValue(name, given) : given;
  if (!rule.accepts(value.type)) throw undefinedFunction(name, values, position);
  const typed =
    value.type.name === "unknown"
      ? coerce(value, rule === AGGREGATES.max || rule === AGGREGATES.min ? { name: "varchar" } : DOUBLE)
      : value;
  const core = rule.sql(call.distinct ? { ...typed, sql: `DISTINCT ${typed.sql}` } : typed);
  return finish(
    scope,
    call,
    { core, type: rule.returns(typed.type), wrap: (sql) => rule.finish?.(sql, typed.type) ?? sql },
    values,
  );
}

interface AggregateCore {
  readonly core: string;
  readonly type: RedshiftType;
  readonly wrap?: (sql: string) => string;
}

function finish(
  scope: Scope,
  call: FunctionCall,
  { core, type, wrap }: AggregateCore,
  values: readonly PlannedExpression[],
): PlannedExpression {
  const name = call.name.name.text;
  scope.state.functions.push({ name, volatility: "immutable", leaderOnly: false, span: call.span });
  if (call.over === undefined) return { ...compose(wrap?.(core) ?? core, type, name, values), aggregate: true };
  if (ORDERED.includes(name))
    throw new NotSupportedSql(`${name.toUpperCase()} as a window function`, { position: call.span.start + 1 });
  if (call.distinct) {
    throw new SqlError("0A000", "DISTINCT is not implemented for window functions", { position: call.span.start + 1 });
  }
  const over = planWindow(scope, call.over, { needsFrame: true });
  return { ...compose(wrap?.(`${core} OVER ${over}`) ?? `${core} OVER ${over}`, type, name, values), window: true };
}

function planCount(call: FunctionCall, values: readonly PlannedExpression[]): AggregateCore {
  const type = { name: "bigint" } as const;
  const [value] = values;
  if (call.star) return { core: "count(*)", type };
  if (value === undefined || values.length !== 1) throw undefinedFunction("count", values, call.span.start + 1);
  return { core: `count(${call.distinct ? "DISTINCT " : ""}${value.sql})`, type };
}

/** APPROXIMATE COUNT(DISTINCT x) and APPROXIMATE PERCENTILE_DISC are answered exactly. https://docs.aws.amazon.com/redshift/latest/dg/r_COUNT.html */
function planApproximate(scope: Scope, call: FunctionCall, values: readonly PlannedExpression[]): AggregateCore {
  const name = call.name.name.text;
  if (name === "count" && call.distinct) return planCount(call, values);
  if (name === "percentile_disc") return planPercentile(scope, call, values);
  throw new SqlError("42601", "APPROXIMATE is only supported with COUNT(DISTINCT) and PERCENTILE_DISC", {
    position: call.span.start + 1,
  });
}

/** LISTAGG ignores NULL and empty strings. https://docs.aws.amazon.com/redshift/latest/dg/r_LISTAGG.html */
function planListagg(scope: Scope, call: FunctionCall, values: readonly PlannedExpression[]): AggregateCore {
  const [value, separator] = values;
  if (value === undefined || values.length > 2) throw undefinedFunction("listagg", values, call.span.start + 1);
  const text = coerce(value, { name: "varchar" });
  const listed = `NULLIF((${text.sql})::text, '')`;
  const keys = (call.withinGroup ?? []).map((key) => {
    const planned = planExpression(scope, key.expression);
    return sortKey(planned.sql === value.sql ? { ...planned, sql: listed } : planned, key);
  });
  const order = keys.length === 0 ? "" : ` ORDER BY ${keys.join(", ")}`;
  const between = separator === undefined ? "''" : `(${separator.sql})::text`;
  return {
    core: `string_agg(${call.distinct ? "DISTINCT " : ""}${listed}, ${between}${order})`,
    type: { name: "varchar", length: 65_535 },
  };
}

/** MEDIAN(x), PERCENTILE_CONT(p), PERCENTILE_DISC(p) WITHIN GROUP (ORDER BY x). https://docs.aws.amazon.com/redshift/latest/dg/r_PERCENTILE_CONT.html */
function planPercentile(scope: Scope, call: FunctionCall, values: readonly PlannedExpression[]): AggregateCore {
  const name = call.name.name.text;
  const position = call.span.start + 1;
  const [first] = values;
  const median = name === "median";
  const key = call.withinGroup?.[0];
  if (first === undefined || values.length !== 1 || (median ? key !== undefined : key === undefined)) {
    throw undefinedFunction(name, values, position);
  }
  const sorted = median || key === undefined ? first : planExpression(scope, key.expression);
  const fraction = median ? "0.5" : `(${first.sql})::float8`;
  const order = key?.descending ? " DESC" : "";
  const type = sorted.type;
  const engine = name === "percentile_disc" ? "percentile_disc" : "percentile_cont";
  if (engine === "percentile_disc")
    return { core: `${engine}(${fraction}) WITHIN GROUP (ORDER BY ${sorted.sql}${order})`, type };
  const exact = isInteger(type) || type.name === "decimal";
  if (!isNumber(type) && familyOf(type) !== "datetime") throw undefinedFunction(name, [sorted], position);
  if (familyOf(type) === "datetime") {
    throw new NotSupportedSql(`${name.toUpperCase()} of a date or time`, { position });
  }
  const core = `${engine}(${fraction}) WITHIN GROUP (ORDER BY (${sorted.sql})::float8${order})`;
  return exact ? { core, type: { name: "decimal" }, wrap: (sql) => `(${sql})::numeric` } : { core, type: DOUBLE };
}

/** `expression DESC NULLS LAST` */
export function sortKey(value: PlannedExpression, key: SortKey): string {
  const direction = key.descending ? " DESC" : "";
  return `${value.sql}${direction}${key.nulls === undefined ? "" : ` NULLS ${key.nulls.toUpperCase()}`}`;
}

/** A SUPER is aggregated as the number in it; COUNT takes it as it is. */
function superValue(name: string, value: PlannedExpression): PlannedExpression {
  if (name === "bool_and" || name === "bool_or") return coerce(value, { name: "boolean" });
  return coerce(value, DOUBLE);
}

/**
 * Several sort-based aggregates of one SELECT share one order.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_MEDIAN.html
 */
function noteOrder(scope: Scope, call: FunctionCall): void {
  const name = call.name.name.text;
  if (!ORDERED.includes(name) || call.over !== undefined || (name === "percentile_disc" && call.approximate)) return;
  const keys = name === "median" ? call.arguments.slice(0, 1) : (call.withinGroup ?? []).map((key) => key.expression);
  if (keys.length === 0) return;
  const order = keys.map((key) => planExpression(scope, key).sql).join(", ");
  if (scope.sortedBy !== undefined && scope.sortedBy !== order) {
    throw new SqlError("0A000", "within group ORDER BY clauses for aggregate functions must be the same", {
      position: call.span.start + 1,
    });
  }
  scope.sortedBy = order;
}
