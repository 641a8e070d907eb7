import { BIGINT, DOUBLE, type FunctionRule, INTEGER, rule, typeOf } from "./function-rule.ts";

const CEILING = [rule("decimal", typeOf(0), "ceil($1)"), rule("double precision", DOUBLE, "ceil($1)")];
const POWER = [rule("double precision, double precision", DOUBLE, "power($1, $2)")];

/** Functions of one DOUBLE PRECISION that PostgreSQL has under the same name. */
const TRIGONOMETRY = "acos asin atan cos cot degrees exp radians sin sqrt tan cbrt ln".split(" ");

/** https://docs.aws.amazon.com/redshift/latest/dg/Math_functions.html */
export const NUMBER_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  ...Object.fromEntries(TRIGONOMETRY.map((name) => [name, [rule("double precision", DOUBLE, `${name}($1)`)]])),
  abs: [rule("number", typeOf(0), "abs($1)")],
  atan2: [rule("double precision, double precision", DOUBLE, "atan2($1, $2)")],
  ceil: CEILING,
  ceiling: CEILING,
  dexp: [rule("double precision", DOUBLE, "exp($1)")],
  dlog1: [rule("double precision", DOUBLE, "ln($1)")],
  dlog10: [rule("double precision", DOUBLE, "log($1)")],
  floor: [rule("decimal", typeOf(0), "floor($1)"), rule("double precision", DOUBLE, "floor($1)")],
  log: [rule("double precision", DOUBLE, "log($1)")],
  mod: [
    rule("integer, integer", INTEGER, "mod($1, $2)"),
    rule("bigint, bigint", BIGINT, "mod($1, $2)"),
    rule("decimal, decimal", typeOf(0), "mod($1, $2)"),
  ],
  pi: [rule("", DOUBLE, "pi()")],
  pow: POWER,
  power: POWER,
  random: [rule("", DOUBLE, "random()", { volatility: "volatile" })],
  round: [
    rule("decimal", typeOf(0), "round($1)"),
    rule("double precision", DOUBLE, "round(($1)::numeric)::float8"),
    rule("decimal, whole", typeOf(0), "round($1, $2)"),
    rule("double precision, whole", DOUBLE, "round(($1)::numeric, $2)::float8"),
  ],
  sign: [rule("decimal", typeOf(0), "sign($1)"), rule("double precision", DOUBLE, "sign($1)")],
};
