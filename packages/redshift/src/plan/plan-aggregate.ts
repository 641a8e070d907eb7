import type { RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { withoutBlanks } from "./blank-rule.ts";
import { refuseCaseInsensitive } from "./case-insensitive.ts";
import { coerce } from "./convert.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { ORDERED_AGGREGATES, planOrderedAggregate } from "./plan-ordered-aggregate.ts";
import { planWindow } from "./plan-window.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf, isInteger } from "./type-rules.ts";

interface AggregateRule {
  /** The engine's aggregate, and what it is given. */
  readonly engine: string;
  readonly argument?: (value: PlannedExpression) => string;
  /** Over a window the type may be another. */
  readonly returns: (type: RedshiftType, overWindow: boolean) => RedshiftType;
  /** What is made of the engine's result. @default as it is */
  readonly finish?: (sql: string, type: RedshiftType, overWindow: boolean) => string;
  readonly accepts: (type: RedshiftType) => boolean;
}

/** Aggregates that give a SUPER of a SUPER. https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html , r_AVG.html , r_MAX.html */
const SUPER_AGGREGATES = ["avg", "max", "min", "sum"];

const DOUBLE: RedshiftType = { name: "double precision" };
const isNumber = (type: RedshiftType): boolean => familyOf(type) === "number" || type.name === "unknown";
const isBoolean = (type: RedshiftType): boolean => familyOf(type) === "boolean";
const same = (type: RedshiftType): RedshiftType => (type.name === "unknown" ? { name: "varchar" } : type);

function asDouble({ sql }: PlannedExpression): string {
  return `(${sql})::float8`;
}

/** Deviations are DOUBLE PRECISION whatever they are of. https://docs.aws.amazon.com/redshift/latest/dg/r_STDDEV_functions.html */
function deviation(name: string): AggregateRule {
  return { engine: name, argument: asDouble, returns: () => DOUBLE, accepts: isNumber };
}

function plain(name: string, accepts: (type: RedshiftType) => boolean): AggregateRule {
  return { engine: name, returns: same, accepts };
}

/** BIGINT for integers, except that windows over BIGINT give NUMERIC; the scale of a DECIMAL is kept. */
function total(type: RedshiftType, overWindow: boolean): RedshiftType {
  if (isInteger(type)) {
    return type.name === "bigint" && overWindow ? { name: "decimal", precision: 38, scale: 0 } : { name: "bigint" };
  }
  if (familyOf(type) === "interval") return { name: type.name };
  if (type.name !== "decimal") return DOUBLE;
  return type.scale === undefined ? { name: "decimal" } : { name: "decimal", precision: 38, scale: type.scale };
}

/** An integer takes part as the boolean it stands for. https://docs.aws.amazon.com/redshift/latest/dg/r_BOOL_AND.html */
function logical(name: string): AggregateRule {
  return {
    engine: name,
    argument: ({ sql, type }) => (isInteger(type) ? `(${sql}) <> 0` : sql),
    returns: () => ({ name: "boolean" }),
    accepts: (type) => isBoolean(type) || isInteger(type),
  };
}

/** https://docs.aws.amazon.com/redshift/latest/dg/c_Aggregate_Functions.html , c_bitwise_aggregate_functions.html */
export const AGGREGATES: Readonly<Record<string, AggregateRule | "own">> = {
  count: "own",
  ...Object.fromEntries(ORDERED_AGGREGATES.map((name) => [name, "own"] as const)),
  any_value: plain("any_value", () => true),
  // AVG of integers is without its fraction, of a DECIMAL cut at its scale: the guide's 2.71 is of 8.15 / 3.
  // https://docs.aws.amazon.com/redshift/latest/dg/r_AVG.html , r_WF_AVG.html , r_FROM_clause-pivot-unpivot-examples.html
  avg: {
    engine: "avg",
    argument: (value) => (value.type.name === "real" ? asDouble(value) : value.sql),
    returns: total,
    finish: (sql, type, overWindow) => {
      if (isInteger(type)) return `trunc(${sql})::${total(type, overWindow).name === "bigint" ? "int8" : "numeric"}`;
      return type.name === "decimal" && type.scale !== undefined ? `trunc(${sql}, ${type.scale})` : sql;
    },
    accepts: isNumber,
  },
  bit_and: plain("bit_and", isInteger),
  bit_or: plain("bit_or", isInteger),
  bool_and: logical("bool_and"),
  bool_or: logical("bool_or"),
  max: plain("max", (type) => type.name !== "boolean"),
  min: plain("min", (type) => type.name !== "boolean"),
  stddev: deviation("stddev_samp"),
  stddev_pop: deviation("stddev_pop"),
  stddev_samp: deviation("stddev_samp"),
  // https://docs.aws.amazon.com/redshift/latest/dg/r_SUM.html , r_WF_SUM.html
  sum: {
    engine: "sum",
    argument: (value) => (value.type.name === "real" ? asDouble(value) : value.sql),
    returns: total,
    finish: (sql, type, overWindow) => (type.name === "bigint" && !overWindow ? `(${sql})::int8` : sql),
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
  refuseApproximate(call);
  if (call.over === undefined && scope.groupedText.size > 0)
    return scope.beforeGroups(() => planAggregate(scope, call));
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const nested = values.some((value) => value.window || (value.aggregate && call.over === undefined));
  if (nested) {
    throw new SqlError("42803", "aggregate function calls may not have nested aggregate or window function", {
      position,
    });
  }
  if (ORDERED_AGGREGATES.some((ordered) => ordered === name)) return planOrderedAggregate(scope, call);
  if (call.withinGroup !== undefined) {
    throw new SqlError("42601", `WITHIN GROUP is not allowed for ${name.toUpperCase()}`, { position });
  }
  if (call.distinct) for (const { type } of values) refuseCaseInsensitive(type, "DISTINCT", position);
  if (call.distinct && call.over === undefined && !INDIFFERENT.includes(name))
    scope.noteAggregate("distinct", position);
  if (name === "count") return finish(scope, call, planCount(call, values), values);
  const rule = AGGREGATES[name];
  const [given] = values;
  if (rule === undefined || rule === "own" || given === undefined || values.length !== 1) {
    throw undefinedFunction(name, values, position);
  }
  if (given.type.name === "super" && SUPER_AGGREGATES.includes(name)) {
    const core = `redshift_internal.super_${name}(${call.distinct ? "DISTINCT " : ""}redshift_internal.super_value(${given.sql}))`;
    return finish(scope, call, { core, type: given.type }, values);
  }
  const value = given.type.name === "super" && name !== "any_value" ? superValue(name, given) : given;
  if (!rule.accepts(value.type)) throw undefinedFunction(name, values, position);
  const typed =
    value.type.name === "unknown"
      ? coerce(value, rule === AGGREGATES.max || rule === AGGREGATES.min ? { name: "varchar" } : DOUBLE)
      : value;
  const distinct = call.distinct && !INDIFFERENT.includes(name) ? "DISTINCT " : "";
  const core = `${rule.engine}(${distinct}${rule.argument?.(typed) ?? typed.sql})`;
  const overWindow = call.over !== undefined;
  const finished = (sql: string): string => rule.finish?.(sql, typed.type, overWindow) ?? sql;
  const type = rule.returns(typed.type, overWindow);
  return finish(scope, call, { core, type, wrap: finished }, values);
}

/** DISTINCT changes nothing in these. */
const INDIFFERENT = ["any_value", "min", "max", "bit_and", "bit_or", "bool_and", "bool_or"];

/** APPROXIMATE COUNT(DISTINCT x) and APPROXIMATE PERCENTILE_DISC are answered exactly. https://docs.aws.amazon.com/redshift/latest/dg/r_COUNT.html */
function refuseApproximate({ approximate, distinct, name, span }: FunctionCall): void {
  const text = name.name.text;
  if (!approximate || (text === "count" && distinct) || text === "percentile_disc") return;
  throw new SqlError("42601", "APPROXIMATE is only supported with COUNT(DISTINCT) and PERCENTILE_DISC", {
    position: span.start + 1,
  });
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
  if (call.distinct) {
    throw new SqlError("0A000", "DISTINCT is not implemented for window functions", { position: call.span.start + 1 });
  }
  const over = planWindow(scope, call.over, { clauses: "framed" });
  return { ...compose(wrap?.(`${core} OVER ${over}`) ?? `${core} OVER ${over}`, type, name, values), window: true };
}

function planCount(call: FunctionCall, values: readonly PlannedExpression[]): AggregateCore {
  const type = { name: "bigint" } as const;
  const [value] = values;
  if (call.star) return { core: "count(*)", type };
  if (value === undefined || values.length !== 1) throw undefinedFunction("count", values, call.span.start + 1);
  if (value.type.name === "super") {
    return { core: `count(${call.distinct ? "DISTINCT " : ""}redshift_internal.super_value(${value.sql}))`, type };
  }
  // Blanks at the end make no other value.
  const counted = call.distinct && value.type.name === "varchar" ? withoutBlanks(value.sql) : value.sql;
  if (call.approximate && value.type.name === "varbyte") throw undefinedFunction("count", values, call.span.start + 1);
  return { core: `count(${call.distinct ? "DISTINCT " : ""}${counted})`, type };
}

/** A SUPER in a statistic counts as the number in it. */
function superValue(name: string, value: PlannedExpression): PlannedExpression {
  if (name === "bool_and" || name === "bool_or") return coerce(value, { name: "boolean" });
  return coerce(value, DOUBLE);
}
