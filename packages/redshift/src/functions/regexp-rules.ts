import { type FunctionRule, INTEGER, rule, VARCHAR } from "./function-rule.ts";

/** One rule for each number of arguments. */
function forms(parameters: string, least: number, returns: FunctionRule["returns"], name: string): FunctionRule[] {
  const all = parameters.split(", ");
  return all
    .slice(least - 1)
    .map((_, index) => rule(all.slice(0, least + index).join(", "), returns, `redshift_internal.${name}($*)`));
}

/** https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_SUBSTR.html , REGEXP_REPLACE.html , REGEXP_COUNT.html , REGEXP_INSTR.html */
export const REGEXP_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  regexp_count: forms("string, string, whole, string", 2, INTEGER, "regexp_count"),
  regexp_instr: forms("string, string, whole, whole, whole, string", 2, INTEGER, "regexp_instr"),
  regexp_replace: forms("string, string, string, whole, string", 2, VARCHAR, "regexp_replace"),
  regexp_substr: forms("string, string, whole, whole, string", 2, VARCHAR, "regexp_substr"),
};
