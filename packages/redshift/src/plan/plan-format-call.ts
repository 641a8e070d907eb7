import { quoteLiteral } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { FunctionCall } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import type { SpecialCall } from "./plan-call.ts";
import { planExpression } from "./plan-expression.ts";
import { planTableFunction } from "./plan-function.ts";
import type { PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf } from "./type-rules.ts";

/** Text within a format; L alone is the currency symbol, PL a sign. */
const CURRENCY = /("[^"]*")|PL|L/gi;
const QUOTED = /"[^"]*"/g;

/** A DECIMAL of more digits takes 128 bits: https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html */
const DIGITS_OF_64_BITS = 19;

/** Functions with a format: where Redshift's formats mean more than the engine's, or less. */
export const FORMAT_CALLS: Readonly<Record<string, SpecialCall>> = {
  to_char: planToChar,
  to_number: planToNumber,
  to_date: planFromText,
  to_timestamp: planFromText,
};

/** https://docs.aws.amazon.com/redshift/latest/dg/r_TO_CHAR.html */
function planToChar(scope: Scope, call: FunctionCall): PlannedExpression {
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const [value, format] = values;
  if (value?.type.name === "decimal" && (value.type.precision ?? 0) > DIGITS_OF_64_BITS) {
    throw new SqlError("0A000", "TO_CHAR does not support 128-bit DECIMAL values", { position: call.span.start + 1 });
  }
  if (value === undefined || format?.literal === undefined || values.length !== 2) return plan(scope, call, values);
  if (familyOf(value.type) === "number") {
    if (/E{4}/i.test(format.literal.replace(QUOTED, ""))) {
      throw new SqlError("0A000", '"E" is not supported', { position: call.span.start + 1 });
    }
    const dollars = format.literal.replace(CURRENCY, (written) => (written.toUpperCase() === "L" ? '"$"' : written));
    return plan(scope, call, [value, rewritten(format, dollars)]);
  }
  // Of a TIMESTAMP the zone is the session's.
  const zoned = /TZ|OF/i.test(format.literal.replace(QUOTED, ""));
  const stamp = zoned && ["timestamp", "date", "unknown"].includes(value.type.name);
  return plan(scope, call, [stamp ? coerce(value, { name: "timestamptz" }) : value, format]);
}

/**
 * FM and the currency symbol say nothing of the number's digits, and the engine counts characters by them.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_TO_NUMBER.html
 */
function planToNumber(scope: Scope, call: FunctionCall): PlannedExpression {
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const [value, format] = values;
  if (value === undefined || format?.literal === undefined || values.length !== 2) return plan(scope, call, values);
  const bare = format.literal.replace(/FM/gi, "");
  const digits = bare.replace(CURRENCY, (written) => (written.toUpperCase() === "L" ? "" : written));
  if (digits === bare) return plan(scope, call, [value, rewritten(format, bare)]);
  const text = coerce(value, { name: "varchar" });
  const number = { ...text, sql: `translate(${text.sql}, '$ ', '')` };
  return plan(scope, call, [number, rewritten(format, digits.replaceAll(" ", ""))]);
}

/** TO_DATE, TO_TIMESTAMP. https://docs.aws.amazon.com/redshift/latest/dg/r_TO_TIMESTAMP.html */
function planFromText(scope: Scope, call: FunctionCall): PlannedExpression {
  const values = call.arguments.map((argument) => planExpression(scope, argument));
  const format = values[1]?.literal?.replace(QUOTED, "") ?? "";
  const zone = /TZ|OF/i.exec(format)?.[0];
  if (zone !== undefined) {
    throw new SqlError("0A000", `"${zone}" is not supported as a part of the format of ${call.name.name.text}`, {
      position: call.span.start + 1,
    });
  }
  return plan(scope, call, values);
}

function plan(scope: Scope, call: FunctionCall, values: readonly PlannedExpression[]): PlannedExpression {
  return planTableFunction(scope.state, call, values);
}

function rewritten(format: PlannedExpression, text: string): PlannedExpression {
  return { ...format, sql: quoteLiteral(text).trim(), literal: text };
}
