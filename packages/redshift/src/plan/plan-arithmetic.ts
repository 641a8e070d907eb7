import type { RedshiftType } from "../sql/redshift-type.ts";
import { coerce } from "./convert.ts";
import { noOperator } from "./plan-operator.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { asDecimal, commonType, engineType, familyOf, isInteger } from "./type-rules.ts";

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
  "time + interval": { name: "time" },
  "time - interval": { name: "time" },
  "time - time": { name: "interval" },
  "timestamp + interval": { name: "timestamp" },
  "timestamp - interval": { name: "timestamp" },
  "interval + timestamp": { name: "timestamp" },
  "timestamp - timestamp": { name: "interval" },
  "timestamp - date": { name: "interval" },
  "date - timestamp": { name: "interval" },
  "timestamptz + interval": { name: "timestamptz" },
  "timestamptz - interval": { name: "timestamptz" },
  "timestamptz - timestamptz": { name: "interval" },
  "interval + interval": { name: "interval" },
  "interval - interval": { name: "interval" },
  "interval * integer": { name: "interval" },
  "integer * interval": { name: "interval" },
  "interval / integer": { name: "interval" },
};

/** `+ - * / % ^` and the bit operators. */
export function arithmetic(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const families = [familyOf(left.type), familyOf(right.type)];
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
  // Two REALs give a DOUBLE PRECISION.
  if (common.name === "real") {
    return compose(`((${one.sql})::float8 ${operator} (${other.sql})::float8)`, DOUBLE, "?column?", [left, right]);
  }
  if (common.name !== "decimal") return compose(sql, common, "?column?", [left, right]);
  const type = decimalResult(operator, one.type, other.type);
  if (operator !== "/" || type.scale === undefined) return compose(sql, type, "?column?", [left, right]);
  return compose(`round((${one.sql})::numeric / (${other.sql})::numeric, ${type.scale})`, type, "?column?", [
    left,
    right,
  ]);
}

/** Digits of a DECIMAL result. https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_computations201.html */
function decimalResult(operator: string, left: RedshiftType, right: RedshiftType): RedshiftType {
  const free = [left, right].some((type) => type.name === "decimal" && type.precision === undefined);
  if (free) return { name: "decimal" };
  const [one, other] = [asDecimal(left), asDecimal(right)];
  const whole = Math.max(one.precision - one.scale, other.precision - other.scale);
  const scale = Math.max(one.scale, other.scale);
  if (operator === "*") return decimal(one.precision + other.precision + 1, one.scale + other.scale);
  if (operator !== "/") return decimal(whole + scale + 1, scale);
  const digits = Math.max(4, one.scale + other.precision - other.scale + 1);
  return decimal(one.precision - one.scale + other.scale + digits, digits);
}

function decimal(precision: number, scale: number): RedshiftType {
  if (precision <= 38) return { name: "decimal", precision, scale };
  // What does not fit is taken from the fraction, down to four digits.
  return { name: "decimal", precision: 38, scale: Math.max(Math.min(scale, 4), scale - (precision - 38)) };
}

function dateArithmetic(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const [one, other] = [dated(left, right), dated(right, left)];
  const type = DATE_RESULTS[`${kindOf(one)} ${operator} ${kindOf(other)}`];
  if (type === undefined) throw noOperator(operator, [left, right], position);
  const sides = [one, other].map((side) => (isInteger(side.type) ? `(${side.sql})::int4` : side.sql));
  const sql = `(${sides.join(` ${operator} `)})`;
  return compose(type.name === "bigint" ? `${sql}::int8` : sql, type, "?column?", [left, right]);
}

/** A string literal beside a date is read as one; beside an interval it is an interval. */
function dated(value: PlannedExpression, beside: PlannedExpression): PlannedExpression {
  if (value.type.name !== "unknown") return value;
  return {
    ...value,
    sql: `(${value.sql})::${engineType({ name: beside.type.name })}`,
    type: { name: beside.type.name },
  };
}

function kindOf(value: PlannedExpression): string {
  return isInteger(value.type) ? "integer" : value.type.name;
}

/** SUPER arithmetic is dynamic and gives a SUPER; what is no number gives NULL. https://docs.aws.amazon.com/redshift/latest/dg/query-super.html */
function superArithmetic(
  operator: string,
  left: PlannedExpression,
  right: PlannedExpression,
  position: number,
): PlannedExpression {
  const sides = [left, right].map((side) => {
    if (side.type.name === "super") return `redshift_internal.as_number(${side.sql})`;
    if (familyOf(side.type) !== "number") throw noOperator(operator, [left, right], position);
    return `(${side.sql})::numeric`;
  });
  return compose(`to_jsonb(${sides.join(` ${operator} `)})`, { name: "super" }, "?column?", [left, right]);
}

function typed(value: PlannedExpression, type: RedshiftType): PlannedExpression {
  if (value.sql === "NULL") return { ...value, sql: `NULL::${engineType({ name: type.name })}`, type };
  return value.type.name === "unknown" ? coerce(value, { name: type.name }) : value;
}
