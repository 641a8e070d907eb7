import type { PlannedExpression } from "../plan/planned-expression.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import { DOUBLE, type FunctionRule, REAL, rule, typeOf } from "./function-rule.ts";

/** Functions of one DOUBLE PRECISION that PostgreSQL has under the same name. */
const TRIGONOMETRY = "acos asin atan cos cot degrees exp radians sin sqrt tan cbrt".split(" ");

const POWER = [rule("double precision, double precision", DOUBLE, "power($1, $2)")];

/** LOG([base,] argument), of base 10 when none is given. https://docs.aws.amazon.com/redshift/latest/dg/r_LOG.html */
const LOG = [
  rule("double precision", DOUBLE, "log($1)"),
  rule("double precision, double precision", DOUBLE, "(ln($2) / ln($1))"),
];

/** Of a table's DECIMAL only the leader node knows a natural logarithm. https://docs.aws.amazon.com/redshift/latest/dg/r_LN.html */
const LN = [
  rule("integers", DOUBLE, "ln(($1)::float8)"),
  rule("double precision", DOUBLE, "ln($1)"),
  rule("decimal", DOUBLE, "ln(($1)::float8)", { leaderOnly: true }),
];

/** https://docs.aws.amazon.com/redshift/latest/dg/Math_functions.html ; MOD is in plan/plan-number-call.ts, for its types */
export const NUMBER_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  ...Object.fromEntries(TRIGONOMETRY.map((name) => [name, [rule("double precision", DOUBLE, `${name}($1)`)]])),
  abs: [rule("number", typeOf(0), "abs($1)")],
  atan2: [rule("double precision, double precision", DOUBLE, "atan2($1, $2)")],
  ceil: wholeNumber("ceil"),
  ceiling: wholeNumber("ceil"),
  dexp: [rule("double precision", DOUBLE, "exp($1)")],
  dlog1: LN,
  dlog10: LOG.slice(0, 1),
  floor: wholeNumber("floor"),
  ln: LN,
  log: LOG,
  pi: [rule("", DOUBLE, "pi()")],
  pow: POWER,
  power: POWER,
  round: digits("round"),
  sign: [
    rule("double precision", DOUBLE, "sign($1)"),
    rule("integers", DOUBLE, "sign(($1)::float8)"),
    rule("decimal", { name: "decimal", precision: 1, scale: 0 }, "sign($1)"),
  ],
};

/**
 * ROUND and TRUNC with and without a number of decimals. An integer becomes a DOUBLE PRECISION, which numbers are by preference.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_ROUND.html , r_TRUNC.html
 */
export function digits(name: "round" | "trunc"): readonly FunctionRule[] {
  return [
    rule("double precision", DOUBLE, `${name}(($1)::numeric)::float8`),
    rule("integers", DOUBLE, "($1)::float8"),
    rule("decimal", decimalOf, `${name}($1)`),
    rule("double precision, whole", DOUBLE, `${name}(($1)::numeric, $2)::float8`),
    rule("integers, whole", DOUBLE, `${name}(($1)::numeric, $2)::float8`),
    rule("decimal, whole", decimalOf, `${name}($1, $2)`),
  ];
}

/** CEILING and FLOOR keep the type of what they are given. https://docs.aws.amazon.com/redshift/latest/dg/r_CEILING_FLOOR.html */
function wholeNumber(name: "ceil" | "floor"): readonly FunctionRule[] {
  return [
    rule("double precision", DOUBLE, `${name}($1)`),
    rule("integers", typeOf(0), "$1"),
    rule("real", REAL, `${name}($1)::float4`),
    rule("decimal", decimalOf, `${name}($1)`),
  ];
}

/** A DECIMAL of as many decimals as a literal asks for; none without one. */
function decimalOf([value, decimals]: readonly PlannedExpression[]): RedshiftType {
  if (value?.type.precision === undefined) return { name: "decimal" };
  const { precision, scale = 0 } = value.type;
  if (decimals === undefined) return { name: "decimal", precision, scale: 0 };
  if (decimals.literal === undefined) return { name: "decimal" };
  return { name: "decimal", precision, scale: Math.min(scale, Math.max(0, Number(decimals.literal))) };
}
