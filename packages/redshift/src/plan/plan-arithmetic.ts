import type { RedshiftType } from "../sql/redshift-type.ts";
import { coerce } from "./convert.ts";
import { concatenate, noOperator } from "./plan-operator.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { asDecimal, commonType, engineType, familyOf, isInteger } from "./type-rules.ts";

/** https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_OPERATORS.html */
const BITS: Readonly<Record<string, string>> = { "&": "varbyte_and", "|": "varbyte_or", "#": "varbyte_xor" };

const MOST_DIGITS = 38;

const DOUBLE: RedshiftType = { name: "double precision" };

/** Types of date arithmetic: what plus or minus what gives what. https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html */
const DATE_RESULTS: Readonly<Record<string, RedshiftType>> = {
  "date + integer": { name: "date" },
  "integer + date": { name: "date" },
  "date - integer": { name: "date" },
  "date - date": { name: "bigint" },
  "date + interval": { name: "timestamp" },
  "date - interval": { name: "timestamp" },
  "interval + date": { name: "timestamp" },
  "date + time": { name: "timestamp" },
  "time + date": { name: "timestamp" },
  "date + timetz": { name: "timestamptz" },
  "timetz + date": { name: "timestamptz" },
  "time + interval": { name: "time" },
  "interval + time": { name: "time" },
  "time - interval": { name: "time" },
  "time - time": { name: "interval" },
  "timetz + interval": { name: "timetz" },
  "interval + timetz": { name: "timetz" },
  "timetz - interval": { name: "timetz" },
  "timestamp + interval": { name: "timestamp" },
  "timestamp - interval": { name: "timestamp" },
  "interval + timestamp": { name: "timestamp" },
  "timestamp - timestamp": { name: "interval" },
  "timestamp - date": { name: "interval" },
  "date - timestamp": { name: "interval" },
  "timestamptz + interval": { name: "timestamptz" },
  "timestamptz - interval": { name: "timestamptz" },
  "interval + timestamptz": { name: "timestamptz" },
  "timestamptz - timestamptz": { name: "interval" },
  "timestamptz - timestamp": { name: "interval" },
  "timestamp - timestamptz": { name: "interval" },
  "timestamp - integer": { name: "timestamp" },
  "timestamptz - integer": { name: "timestamptz" },
  "interval + interval": { name: "interval" },
  "interval - interval": { name: "interval" },
  "interval * number": { name: "interval" },
  "number * interval": { name: "interval" },
  "interval / number": { name: "interval" },
};

/** `+ - * / % ^` and the bit operators. */
export function arithmetic(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const families = [familyOf(left.type), familyOf(right.type)];
  // `+` joins text, as in the guide's page of NVL2, and VARBYTE.
  const joined = operator === "+" && (families.includes("string") || families.includes("varbyte"));
  if (joined && families.every((family) => ["string", "varbyte", "unknown"].includes(family))) {
    return concatenate(left, right, position);
  }
  const bits = BITS[operator];
  if (bits !== undefined && families.every((family) => family === "varbyte")) {
    return compose(`redshift_internal.${bits}(${left.sql}, ${right.sql})`, { name: "varbyte" }, "?column?", [
      left,
      right,
    ]);
  }
  if (families.includes("super")) return superArithmetic(operator, left, right, position);
  if (families.includes("datetime") || families.includes("interval")) {
    return dateArithmetic(operator, left, right, position);
  }
  if (families.every((family) => family === "number" || family === "unknown")) {
    return numberArithmetic(operator, left, right, position);
  }
  throw noOperator(operator, [left, right], position);
}

function numberArithmetic(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const common = commonType(left.type, right.type);
  if (common === undefined || common.name === "unknown") throw noOperator(operator, [left, right], position);
  const [one, other] = [typed(left, common), typed(right, common)];
  const sql = `(${one.sql} ${operator} ${other.sql})`;
  if (operator === "^")
    return compose(`((${one.sql})::float8 ^ (${other.sql})::float8)`, DOUBLE, "?column?", [left, right]);
  if (common.name === "real" && one.type.name !== other.type.name) {
    return compose(`((${one.sql})::float8 ${operator} (${other.sql})::float8)`, DOUBLE, "?column?", [left, right]);
  }
  if (common.name !== "decimal") return compose(sql, common, "?column?", [left, right]);
  const { type, checked } = decimalResult(operator, one.type, other.type);
  if (type.scale === undefined) return compose(sql, type, "?column?", [left, right]);
  // The engine's quotient has as many decimals as its dividend, and sixteen digits at least.
  const quotient = `round(round((${one.sql})::numeric, ${type.scale}) / (${other.sql})::numeric, ${type.scale})`;
  const value = operator === "/" ? quotient : sql;
  // Up to 38 digits the result fits by its type.
  const fitting = checked ? `redshift_internal.fit_decimal(${value}, ${type.precision}, ${type.scale})` : value;
  return compose(fitting, type, "?column?", [left, right]);
}

/**
 * Digits of a DECIMAL result, and whether it may have more than the 38 there are room for.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
 */
function decimalResult(
  operator: string,
  left: RedshiftType,
  right: RedshiftType,
): { readonly type: RedshiftType; readonly checked: boolean } {
  const free = [left, right].some((type) => type.name === "decimal" && type.precision === undefined);
  if (free) return { type: { name: "decimal" }, checked: false };
  const [one, other] = [asDecimal(left), asDecimal(right)];
  const whole = Math.max(one.precision - one.scale, other.precision - other.scale);
  const scale = Math.max(one.scale, other.scale);
  if (operator === "*") return decimal(one.precision + other.precision + 1, one.scale + other.scale);
  if (operator !== "/") return decimal(whole + scale + 1, scale);
  const digits = Math.max(4, one.scale + other.precision - other.scale + 1);
  const precision = one.precision - one.scale + other.scale + digits;
  // A quotient's fraction makes room, down to four digits.
  return decimal(precision, precision <= MOST_DIGITS ? digits : Math.max(MOST_DIGITS + digits - precision, 4));
}

function decimal(precision: number, scale: number): { readonly type: RedshiftType; readonly checked: boolean } {
  const type = {
    name: "decimal",
    precision: Math.min(precision, MOST_DIGITS),
    scale: Math.min(scale, MOST_DIGITS),
  } as const;
  return { type, checked: precision > MOST_DIGITS };
}

function dateArithmetic(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const [one, other] = [dated(left, right, operator), dated(right, left, operator)];
  const withInterval = [one, other].some((side) => familyOf(side.type) === "interval");
  const general = DATE_RESULTS[`${kindOf(one, withInterval)} ${operator} ${kindOf(other, withInterval)}`];
  if (general === undefined) throw noOperator(operator, [left, right], position);
  const type = resultType(general, one.type, other.type);
  const sides = [one, other].map((side) => {
    if (familyOf(side.type) !== "number") return side.sql;
    if (withInterval) return `(${side.sql})::float8`;
    return general.name === "date" ? `(${side.sql})::int4` : `(${side.sql}) * INTERVAL '1 day'`;
  });
  const sql = `(${sides.join(` ${operator} `)})`;
  return compose(finished(sql, general, type), type, "?column?", [left, right]);
}

/** A DATE and years or months give a DATE; intervals keep their type. https://docs.aws.amazon.com/redshift/latest/dg/r_interval_data_types.html */
function resultType(general: RedshiftType, left: RedshiftType, right: RedshiftType): RedshiftType {
  const names = [left.name, right.name];
  if (general.name === "timestamp" && names.includes("date") && names.includes("intervaly2m")) return { name: "date" };
  const intervals = [left, right].filter((type) => familyOf(type) === "interval").map(({ name }) => name);
  if (general.name !== "interval" || intervals.length === 0) return general;
  return { name: intervals.every((name) => name === intervals[0]) ? (intervals[0] ?? "interval") : "interval" };
}

function finished(sql: string, general: RedshiftType, type: RedshiftType): string {
  if (type.name === "bigint") return `${sql}::int8`;
  // The cast tells views and tables of it what type it is, and leaves no days with months.
  return type.name === general.name ? sql : `${sql}::${engineType(type)}`;
}

/** A string literal beside a date is read as one; beside an interval, or added to a timestamp, it is an interval. */
function dated(value: PlannedExpression, beside: PlannedExpression, operator: string): PlannedExpression {
  if (value.type.name !== "unknown") return value;
  if ("*/".includes(operator)) return coerce(value, DOUBLE);
  const added = operator === "+" && ["timestamp", "timestamptz"].includes(beside.type.name);
  return coerce(value, { name: added ? "interval" : beside.type.name });
}

function kindOf({ type }: PlannedExpression, withInterval: boolean): string {
  if (familyOf(type) === "interval") return "interval";
  if (withInterval && familyOf(type) === "number") return "number";
  return isInteger(type) ? "integer" : type.name;
}

/** SUPER arithmetic is dynamic and gives a SUPER; what is no number gives NULL. https://docs.aws.amazon.com/redshift/latest/dg/operators-functions.html */
function superArithmetic(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const sides = [left, right].map((side) => {
    if (!["super", "number", "string", "unknown"].includes(familyOf(side.type))) {
      throw noOperator(operator, [left, right], position);
    }
    return coerce(side, { name: "super" }).sql;
  });
  if (!["+", "-", "*", "/", "%"].includes(operator)) throw noOperator(operator, [left, right], position);
  const sql = `redshift_internal.super_arithmetic('${operator}', ${sides.join(", ")})`;
  return compose(sql, { name: "super" }, "?column?", [left, right]);
}

function typed(value: PlannedExpression, type: RedshiftType): PlannedExpression {
  if (value.sql === "NULL") return { ...value, sql: `NULL::${engineType({ name: type.name })}`, type };
  return value.type.name === "unknown" ? coerce(value, { name: type.name }) : value;
}
