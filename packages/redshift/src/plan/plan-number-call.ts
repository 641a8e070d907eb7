import type { RedshiftType } from "../sql/redshift-type.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import type { SpecialCall } from "./plan-call.ts";
import { planExpression } from "./plan-expression.ts";
import { convertArgument, undefinedFunction } from "./plan-function.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { asDecimal, familyOf, isInteger } from "./type-rules.ts";

/** Digits of TEXT_TO_NUMERIC_ALT's result when none are given. */
const NUMERIC_ALT = { precision: 38, scale: 0 };

export const NUMBER_CALLS: Readonly<Record<string, SpecialCall>> = {
  mod: planMod,
  text_to_int_alt: (scope, call) => {
    const values = call.arguments.map((argument) => planExpression(scope, argument));
    const number = teradataNumber(call, values.slice(0, 2), values);
    if (values.length > 2) throw undefinedFunction("text_to_int_alt", values, call.span.start + 1);
    return compose(`trunc(${number})::int4`, { name: "integer" }, "text_to_int_alt", values);
  },
  text_to_numeric_alt: (scope, call) => {
    const values = call.arguments.map((argument) => planExpression(scope, argument));
    const texts = values.slice(0, values[1] !== undefined && !isInteger(values[1].type) ? 2 : 1);
    const digits = values.slice(texts.length);
    const written = digits.map((value) =>
      isInteger(value.type) && value.literal !== undefined ? Number(value.literal) : -1,
    );
    const { precision, scale } =
      digits.length === 0 ? NUMERIC_ALT : { precision: written[0] ?? -1, scale: written[1] ?? -1 };
    if (![0, 2].includes(digits.length) || precision < 1 || precision > 38 || scale < 0 || scale > precision) {
      throw undefinedFunction("text_to_numeric_alt", values, call.span.start + 1);
    }
    const number = teradataNumber(call, texts, values);
    const sql = `redshift_internal.round_even(${number}, ${precision}, ${scale})`;
    return compose(sql, { name: "decimal", precision, scale }, "text_to_numeric_alt", values);
  },
};

/**
 * MOD: of two DECIMALs, of two integers of one size, or of an INTEGER and another integer, which gives an INTEGER; a SMALLINT and a BIGINT
 * do not go together. https://docs.aws.amazon.com/redshift/latest/dg/r_MOD.html
 */
function planMod(scope: Scope, call: FunctionCall): PlannedExpression {
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const [left, right] = values;
  if (left === undefined || right === undefined || values.length !== 2) {
    throw undefinedFunction("mod", values, call.span.start + 1);
  }
  const type = modType(left.type, right.type);
  if (type === undefined) throw undefinedFunction("mod", values, call.span.start + 1);
  const sides = [left, right].map((value) => {
    const wide = type.name === "decimal" || !isInteger(value.type) ? coerce(value, { name: type.name }) : value;
    return wide.sql;
  });
  const cast = type.name === "integer" ? "::int4" : "";
  return compose(`mod(${sides.join(", ")})${cast}`, type, "mod", values);
}

function modType(left: RedshiftType, right: RedshiftType): RedshiftType | undefined {
  const names = [left.name, right.name].map((name) => (name === "unknown" ? "integer" : name));
  if (names.includes("decimal") && [left, right].every((type) => isInteger(type) || type.name === "decimal")) {
    if ([left, right].some((type) => type.name === "decimal" && type.precision === undefined))
      return { name: "decimal" };
    const [one, other] = [asDecimal(left), asDecimal(right)];
    const scale = Math.max(one.scale, other.scale);
    return {
      name: "decimal",
      precision: Math.min(38, Math.max(one.precision - one.scale, other.precision - other.scale) + scale),
      scale,
    };
  }
  if (![left, right].every((type) => isInteger(type) || type.name === "unknown")) return undefined;
  if (names.includes("integer")) return { name: "integer" };
  return names[0] === names[1] ? { name: left.name } : undefined;
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_TEXT_TO_NUMERIC_ALT.html */
function teradataNumber(
  call: FunctionCall,
  texts: readonly PlannedExpression[],
  values: readonly PlannedExpression[],
): string {
  if (texts.length === 0 || texts.some((value) => !["string", "unknown"].includes(familyOf(value.type)))) {
    throw undefinedFunction(call.name.name.text, values, call.span.start + 1);
  }
  return `redshift_internal.teradata_number(${texts.map((value) => convertArgument(value, "string").sql).join(", ")})`;
}
