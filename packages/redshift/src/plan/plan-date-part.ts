import { quoteLiteral } from "../engine/quote.ts";
import type { RedshiftType } from "../sql/redshift-type.ts";
import type { Expression, FunctionCall } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import { datePart } from "./date-part.ts";
import type { SpecialCall } from "./plan-call.ts";
import { planExpression } from "./plan-expression.ts";
import { convertArgument, undefinedFunction } from "./plan-function.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf, isInteger } from "./type-rules.ts";

const NO_CLOCK = ["dow", "doy", "epoch", "timezone", "timezone_hour", "timezone_minute"];

/** What the engine adds for one of a part; quarters and the longer ones as months. */
const UNITS: Readonly<Record<string, string>> = {
  millennium: "1000 years",
  century: "100 years",
  decade: "10 years",
  quarter: "3 months",
};

/** https://docs.aws.amazon.com/redshift/latest/dg/Date_functions_header.html */
export const DATE_PART_CALLS: Readonly<Record<string, SpecialCall>> = {
  dateadd: planDateAdd,
  date_add: planDateAdd,
  datediff: planDateDiff,
  date_diff: planDateDiff,
  date_trunc: planDateTrunc,
  date_part: (scope, call) => planPart(scope, call, { name: "double precision" }),
  pgdate_part: (scope, call) => planPart(scope, call, { name: "double precision" }),
  extract: (scope, call) => planPart(scope, call, { name: "integer" }),
};

/** DATEADD(part, number, value): a DATE becomes a TIMESTAMP. https://docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html */
function planDateAdd(scope: Scope, call: FunctionCall): PlannedExpression {
  const [part, ...rest] = call.arguments;
  const [count, value] = rest.map((argument) => planExpression(scope, argument));
  if (part === undefined || count === undefined || value === undefined || rest.length !== 2 || !isCount(count)) {
    throw mismatch(scope, call, "date_add");
  }
  const name = partOf(part, "DATEADD", NO_CLOCK);
  const stamp = asStamp(value);
  if (stamp === undefined) throw mismatch(scope, call, "date_add");
  const unit = quoteLiteral(UNITS[name] ?? `1 ${name}`);
  const shift =
    count.literal !== undefined && /^-?\d+$/.test(count.literal) && UNITS[name] === undefined
      ? `interval ${quoteLiteral(`${count.literal} ${name}`)}`
      : `((${convertArgument(count, "whole").sql}) * interval ${unit})`;
  const type: RedshiftType = stamp.type.name === "date" ? { name: "timestamp" } : stamp.type;
  return compose(`(${stamp.sql} + ${shift})`, type, "date_add", [count, value]);
}

/** DATEDIFF(part, from, to) counts boundaries. https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html */
function planDateDiff(scope: Scope, call: FunctionCall): PlannedExpression {
  const [part, ...rest] = call.arguments;
  const [from, to] = rest.map((argument) => planExpression(scope, argument));
  if (part === undefined || from === undefined || to === undefined || rest.length !== 2) {
    throw mismatch(scope, call, "date_diff");
  }
  const name = partOf(part, "DATEDIFF", NO_CLOCK);
  const stamps = [asStamp(from), asStamp(to)];
  const names = stamps.map((stamp) => stamp?.type.name);
  const zoned = names.includes("timestamptz");
  const timed = names.includes("time") || names.includes("timetz");
  // There is no DATEDIFF of a TIMESTAMP and a TIMESTAMPTZ.
  if (names.includes(undefined) || ((zoned || timed) && names[0] !== names[1]))
    throw mismatch(scope, call, "date_diff");
  const sides = stamps.map((stamp) => {
    if (timed) return `(DATE '2000-01-01' + ${stamp?.sql})::timestamp`;
    return stamp?.type.name === "timestamp" ? stamp.sql : `(${stamp?.sql})::timestamp`;
  });
  return compose(`redshift_internal.datediff_${name}(${sides.join(", ")})`, { name: "bigint" }, "date_diff", [
    from,
    to,
  ]);
}

/** DATE_TRUNC('part', value); weeks begin on Monday. https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_TRUNC.html */
function planDateTrunc(scope: Scope, call: FunctionCall): PlannedExpression {
  const [part, argument, ...more] = call.arguments;
  if (part === undefined || argument === undefined || more.length > 0) throw mismatch(scope, call, "date_trunc");
  const name = partOf(part, "DATE_TRUNC", NO_CLOCK);
  const value = asStamp(planExpression(scope, argument));
  if (value === undefined || value.type.name === "time" || value.type.name === "timetz")
    throw mismatch(scope, call, "date_trunc");
  const zoned = value.type.name === "timestamptz";
  const stamp = value.type.name === "date" ? `(${value.sql})::timestamp` : value.sql;
  return compose(
    `date_trunc(${quoteLiteral(name)}, ${stamp})`,
    { name: zoned ? "timestamptz" : "timestamp" },
    "date_trunc",
    [value],
  );
}

/** DATE_PART gives DOUBLE PRECISION with fractions, EXTRACT an INTEGER without (DOUBLE PRECISION of a TIMESTAMPTZ). */
function planPart(scope: Scope, call: FunctionCall, type: RedshiftType): PlannedExpression {
  const label = call.name.name.text === "extract" ? "date_part" : "pgdate_part";
  const [part, argument, ...more] = call.arguments;
  if (part === undefined || argument === undefined || more.length > 0) throw mismatch(scope, call, label);
  const name = partOf(part, call.name.name.text.toUpperCase(), []);
  const planned = planExpression(scope, argument);
  const value = planned.type.name === "interval" ? planned : asStamp(planned);
  if (value === undefined) throw mismatch(scope, call, label);
  // Milliseconds and microseconds are of the fraction alone, without the seconds.
  const units: Readonly<Record<string, string>> = { millisecond: "milliseconds", microsecond: "microseconds" };
  const sql = `date_part(${quoteLiteral(units[name] ?? name)}, ${value.sql})`;
  if (type.name !== "integer" || value.type.name === "timestamptz")
    return compose(sql, { name: "double precision" }, label, [value]);
  const whole = name === "epoch" ? "int8" : "int4";
  return compose(`trunc(${sql})::${whole}`, { name: name === "epoch" ? "bigint" : "integer" }, label, [value]);
}

/** A part is written as a word or as a string. */
function partOf(part: Expression, functionName: string, refused: readonly string[]): string {
  const position = part.span.start + 1;
  if (part.kind === "column" && part.parts.length === 1) {
    return datePart(part.parts[0]?.text ?? "", functionName, position, refused);
  }
  if (part.kind === "string") return datePart(part.value, functionName, position, refused);
  return datePart("", functionName, position, refused);
}

function asStamp(value: PlannedExpression): PlannedExpression | undefined {
  const family = familyOf(value.type);
  if (family === "datetime") return value;
  if (family === "unknown") return { ...value, sql: `(${value.sql})::timestamp`, type: { name: "timestamp" } };
  return family === "super" ? coerce(value, { name: "timestamp" }) : undefined;
}

function isCount(value: PlannedExpression): boolean {
  return isInteger(value.type) || value.type.name === "unknown" || value.type.name === "super";
}

/** Redshift names the function inside, and calls a part that is a word "unknown". */
function mismatch(scope: Scope, call: FunctionCall, name: string): Error {
  const values = call.arguments.map((argument, index): PlannedExpression => {
    const word = index === 0 && argument.kind === "column";
    return word ? { sql: "", type: { name: "unknown" }, label: "", weight: 1 } : planExpression(scope, argument);
  });
  return undefinedFunction(`pg_catalog.${name}`, values, call.span.start + 1);
}
