import { quoteLiteral } from "../engine/quote.ts";
import { formatType, type RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Expression, FunctionCall } from "../sql/tree.ts";
import { coerce } from "./convert.ts";
import { datePart } from "./date-part.ts";
import type { SpecialCall } from "./plan-call.ts";
import { planExpression } from "./plan-expression.ts";
import { undefinedFunction } from "./plan-function.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import type { Scope } from "./scope.ts";
import { familyOf, isInteger } from "./type-rules.ts";

const NO_CLOCK = ["dow", "doy", "epoch", "timezone", "timezone_hour", "timezone_minute"];

/** Parts that a time of day has. */
const CLOCK = ["hour", "minute", "second", "millisecond", "microsecond"];

/** Parts that are years, which DATEADD adds otherwise than months. */
const YEARS: Readonly<Record<string, number>> = { year: 1, decade: 10, century: 100, millennium: 1000 };

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
  if (isTime(stamp)) refusePart(part, name, "DATEADD", stamp.type);
  const type: RedshiftType = stamp.type.name === "date" ? { name: "timestamp" } : stamp.type;
  const whole = isInteger(count.type) ? count : coerce(count, { name: "bigint" });
  return compose(added(stamp, whole, name), type, "date_add", [count, value]);
}

/** A year after the 29th of February is the 1st of March, twelve months after it the 28th of February. */
function added(stamp: PlannedExpression, count: PlannedExpression, part: string): string {
  const years = YEARS[part];
  if (years !== undefined) {
    const sql = `redshift_internal.add_years((${stamp.sql})::timestamp, ((${count.sql}) * ${years})::int4)`;
    return stamp.type.name === "timestamptz" ? `(${sql})::timestamptz` : sql;
  }
  const [unit, size] = part === "quarter" ? ["month", 3] : [part, 1];
  if (count.literal !== undefined && /^-?\d+$/.test(count.literal)) {
    return `(${stamp.sql} + interval ${quoteLiteral(`${Number(count.literal) * size} ${unit}`)})`;
  }
  return `(${stamp.sql} + (${count.sql}) * interval ${quoteLiteral(`${size} ${unit}`)})`;
}

/** DATEDIFF(part, from, to) counts boundaries. https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html */
function planDateDiff(scope: Scope, call: FunctionCall): PlannedExpression {
  const [part, ...rest] = call.arguments;
  const [from, to] = rest.map((argument) => planExpression(scope, argument));
  if (part === undefined || from === undefined || to === undefined || rest.length !== 2) {
    throw mismatch(scope, call, "date_diff");
  }
  const name = partOf(part, "DATEDIFF", NO_CLOCK);
  const stamps = [asStamp(from, to), asStamp(to, from)];
  const names = stamps.map((stamp) => stamp?.type.name);
  const zoned = names.includes("timestamptz");
  const timed = names.includes("time") || names.includes("timetz");
  // There is no DATEDIFF of a TIMESTAMP and a TIMESTAMPTZ.
  if (names.includes(undefined) || ((zoned || timed) && names[0] !== names[1]))
    throw mismatch(scope, call, "date_diff");
  if (timed && stamps[0] !== undefined) refusePart(part, name, "DATEDIFF", stamps[0].type);
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
  // A word is a column here: only a string names the part.
  if (part.kind === "column") throw mismatch(scope, call, "date_trunc", planExpression(scope, part));
  const name = partOf(part, "DATE_TRUNC", NO_CLOCK);
  const value = asStamp(planExpression(scope, argument));
  if (value === undefined || isTime(value)) throw mismatch(scope, call, "date_trunc");
  const zoned = value.type.name === "timestamptz";
  const stamp = value.type.name === "date" ? `(${value.sql})::timestamp` : value.sql;
  return compose(
    `date_trunc(${quoteLiteral(name)}, ${stamp})`,
    { name: zoned ? "timestamptz" : "timestamp" },
    "date_trunc",
    [value],
  );
}

/**
 * DATE_PART gives DOUBLE PRECISION with fractions, EXTRACT an INTEGER without (DOUBLE PRECISION of a TIMESTAMPTZ).
 * https://docs.aws.amazon.com/redshift/latest/dg/r_DATE_PART_function.html , r_EXTRACT_function.html
 */
function planPart(scope: Scope, call: FunctionCall, type: RedshiftType): PlannedExpression {
  const label = call.name.name.text === "extract" ? "date_part" : "pgdate_part";
  const [part, argument, ...more] = call.arguments;
  if (part === undefined || argument === undefined || more.length > 0) throw mismatch(scope, call, label);
  const name = partOf(part, call.name.name.text.toUpperCase(), []);
  const planned = planExpression(scope, argument);
  const value = familyOf(planned.type) === "interval" ? planned : asStamp(planned);
  if (value === undefined) throw mismatch(scope, call, label);
  const sql = partSql(name, { ...value, sql: asWritten(argument) ?? value.sql });
  const double = { name: "double precision" } as const;
  if (type.name !== "integer") return compose(sql, double, label, [value]);
  if (value.type.name === "timestamptz")
    return compose(name === "epoch" ? sql : `trunc(${sql})`, double, label, [value]);
  const whole = name === "epoch" ? "int8" : "int4";
  return compose(`trunc(${sql})::${whole}`, { name: name === "epoch" ? "bigint" : "integer" }, label, [value]);
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html */
function partSql(part: string, { sql, type }: PlannedExpression): string {
  const value = familyOf(type) === "interval" ? `justify_hours(${sql})` : sql;
  // Milliseconds and microseconds are of the fraction alone, without the seconds.
  if (part === "millisecond") return `(extract(milliseconds from ${value}) % 1000)::float8`;
  if (part === "microsecond") return `(extract(microseconds from ${value}) % 1000000)::float8`;
  // The first decade has nine years, 1 to 9.
  if (part === "decade") return `(floor(date_part('year', ${value}) / 10) + 1)`;
  return `date_part(${quoteLiteral(part)}, ${value})`;
}

/** A TIMETZ literal keeps its zone here, though everywhere else it is UTC. */
function asWritten(argument: Expression): string | undefined {
  if (argument.kind !== "cast" || argument.type.name !== "timetz" || argument.operand.kind !== "string")
    return undefined;
  return `${quoteLiteral(argument.operand.value)}::timetz`;
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

/** A date-time value; a string literal takes the type of a time of day beside it, and is a TIMESTAMP otherwise. */
function asStamp(value: PlannedExpression, beside?: PlannedExpression): PlannedExpression | undefined {
  const family = familyOf(value.type);
  if (family === "datetime") return value;
  if (family !== "unknown" && family !== "super") return undefined;
  return coerce(value, family === "unknown" && beside && isTime(beside) ? beside.type : { name: "timestamp" });
}

function isTime({ type }: PlannedExpression): boolean {
  return type.name === "time" || type.name === "timetz";
}

/** A time of day has no days. */
function refusePart(part: Expression, name: string, functionName: string, type: RedshiftType): void {
  if (CLOCK.includes(name)) return;
  throw new SqlError("22023", `invalid date part "${name}" for ${functionName} of a ${formatType(type)}`, {
    position: part.span.start + 1,
  });
}

function isCount(value: PlannedExpression): boolean {
  return isInteger(value.type) || value.type.name === "unknown" || value.type.name === "super";
}

/** Redshift names the function inside, and calls a part that is a word "unknown". */
function mismatch(scope: Scope, call: FunctionCall, name: string, part?: PlannedExpression): Error {
  const values = call.arguments.map((argument, index): PlannedExpression => {
    if (index === 0 && part !== undefined) return part;
    const word = index === 0 && argument.kind === "column";
    return word ? { sql: "", type: { name: "unknown" }, label: "", weight: 1 } : planExpression(scope, argument);
  });
  return undefinedFunction(`pg_catalog.${name}`, values, call.span.start + 1);
}
