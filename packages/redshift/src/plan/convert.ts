import { quoteLiteral } from "../engine/quote.ts";
import { formatType, type RedshiftType, type RedshiftTypeName } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import { datetimeLiteral, textAsDatetime } from "./datetime-literal.ts";
import { intervalLiteral } from "./plan-interval.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { asDecimal, engineType, familyOf, isInteger, type TypeFamily } from "./type-rules.ts";

/** The families each family can be cast to by CAST. https://docs.aws.amazon.com/redshift/latest/dg/r_Type_conversion.html ; VARBYTE: r_VARBYTE_type.html */
const CASTS: Readonly<Record<TypeFamily, readonly TypeFamily[]>> = {
  string: ["string", "number", "boolean", "datetime", "interval", "super", "varbyte", "object"],
  number: ["string", "number", "boolean", "super", "varbyte", "object"],
  boolean: ["boolean", "number", "super"],
  datetime: ["string", "datetime"],
  interval: ["string", "interval"],
  super: ["string", "number", "boolean", "datetime", "super"],
  varbyte: ["varbyte", "string", "number"],
  object: ["object", "number", "string"],
  unknown: ["string", "number", "boolean", "datetime", "interval", "super", "varbyte", "object", "unknown"],
};

/** Date-time types that become one another. */
const DATE_TIMES: Readonly<Record<string, readonly string[]>> = {
  date: ["date", "timestamp", "timestamptz"],
  time: ["time", "timetz"],
  timetz: ["timetz", "time"],
  timestamp: ["timestamp", "date", "time", "timestamptz"],
  timestamptz: ["timestamptz", "timestamp", "date", "time", "timetz"],
};

/** TRY_CAST takes these pairs only; SUPER goes to no date-time type. https://docs.aws.amazon.com/redshift/latest/dg/r_TRY_CAST.html */
const TRY_CASTS: Partial<Record<TypeFamily, readonly TypeFamily[]>> = {
  string: ["string", "number", "datetime", "super"],
  unknown: ["string", "number", "datetime", "super"],
  number: ["number", "string", "boolean", "super"],
  boolean: ["number", "super"],
  datetime: ["datetime", "string"],
  super: ["string", "number", "boolean", "super"],
};

/** What a cast of something without a name is called: by the type's name in the catalog. */
const CAST_LABELS: Partial<Record<RedshiftTypeName, string>> = {
  smallint: "int2",
  integer: "int4",
  bigint: "int8",
  real: "float4",
  "double precision": "float8",
  decimal: "numeric",
  boolean: "bool",
  char: "bpchar",
};

/** Labels that are no names. */
const WEAK_LABELS = ["?column?", "case", "bool"];

/** A DECIMAL of 19 digits is kept in 8 bytes, which hold no more than 9223372036854775807. */
const LONGEST_OF_8_BYTES = 19;
/** What reading a SUPER as another type weighs beside other operations. */
const SUPER_CAST_WEIGHT = 6;

const FLOATS = ["real", "double precision"];

const INTERNAL = "redshift_internal";

/**
 * An explicit cast: CAST, `::`, CONVERT.
 * @param rounding enable_numeric_rounding
 * @throws SqlError when Redshift has none between the two.
 */
export function castTo(
  from: PlannedExpression,
  to: RedshiftType,
  position: number,
  rounding = false,
): PlannedExpression {
  if (!canCast(from.type, to)) {
    throw new SqlError("42846", `cannot cast type ${typeName(from.type)} to ${formatType({ name: to.name })}`, {
      position,
    });
  }
  const weak = from.literal !== undefined || from.typedLiteral === true || WEAK_LABELS.includes(from.label);
  const cast = compose(explicitCast(from, to, rounding), to, weak ? castLabel(to) : from.label, [from]);
  const weighed = from.type.name === "super" ? { ...cast, weight: cast.weight + SUPER_CAST_WEIGHT } : cast;
  return weak ? { ...weighed, typedLiteral: true } : weighed;
}

/** TRY_CAST: NULL where the cast fails. */
export function tryCast(from: PlannedExpression, to: RedshiftType, position: number): PlannedExpression {
  const allowed = TRY_CASTS[familyOf(from.type)] ?? [];
  if (!allowed.includes(familyOf(to)) || !canCast(from.type, to)) {
    throw new SqlError(
      "42846",
      `TRY_CAST from ${typeName(from.type)} to ${formatType({ name: to.name })} is not supported`,
      {
        position,
      },
    );
  }
  const family = familyOf(from.type);
  const text = family === "string" || family === "unknown";
  if (text && familyOf(to) === "datetime") {
    const convert = (written: string): string => `${INTERNAL}.try_${engineName(to)}((${written})::text)`;
    return compose(datetimeLiteral(from.sql, from.literal, to, convert), to, "try_cast", [from]);
  }
  if (text && !["string", "super"].includes(familyOf(to))) {
    return compose(`${INTERNAL}.try_${engineName(to)}(${textOf(from)}${typmod(to)})`, to, "try_cast", [from]);
  }
  if (family === "number" && familyOf(to) === "number") {
    // A fraction is rounded as CAST does it, before the digits are read as an integer.
    const whole = isInteger(to) && !isInteger(from.type) ? `round((${from.sql})::numeric)` : `(${from.sql})`;
    return compose(`${INTERNAL}.try_${engineName(to)}(${whole}::text${typmod(to)})`, to, "try_cast", [from]);
  }
  return compose(castSql(from, to), to, "try_cast", [from]);
}

/** A conversion nobody wrote: arguments, branches of CASE, values stored. The caller knows that it is allowed. */
export function coerce(from: PlannedExpression, to: RedshiftType): PlannedExpression {
  if (from.type.name === to.name && from.type.scale === to.scale && from.type.precision === to.precision) return from;
  return { ...compose(castSql(from, to), to, from.label, [from]), ...(from.aggregate ? { aggregate: true } : {}) };
}

/** A value stored in a column: longer text is an error unless the excess is blanks. https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html */
export function assign(from: PlannedExpression, to: RedshiftType, column: string, position: number): PlannedExpression {
  if (from.sql === "NULL") return from;
  const families = [familyOf(from.type), familyOf(to)];
  const truth = isInteger(from.type) && to.name === "boolean";
  const same = families[0] === families[1] || from.type.name === "unknown" || families[0] === "super" || truth;
  const toText = families[1] === "string" && ["number", "datetime"].includes(families[0] ?? "");
  if ((!same && !toText && families[1] !== "super") || !canCast(from.type, to)) {
    throw new SqlError(
      "42804",
      `column "${column}" is of type ${formatType({ name: to.name })} but expression is of type ${typeName(from.type)}`,
      { position, hint: "You will need to rewrite or cast the expression." },
    );
  }
  if ((to.name === "varchar" || to.name === "char") && to.length !== undefined) {
    const text =
      familyOf(from.type) === "string" || from.type.name === "unknown"
        ? textOf(from)
        : castSql(from, { name: "varchar" });
    const name = formatType({ name: to.name });
    return compose(`${INTERNAL}.fit(${text}, ${to.length}, ${quoteLiteral(name)})`, to, column, [from]);
  }
  if (to.name === "varbyte" && to.length !== undefined) {
    return compose(`${INTERNAL}.fit_bytes(${castSql(from, { name: "varbyte" })}, ${to.length})`, to, column, [from]);
  }
  return compose(castSql(from, to), to, column, [from]);
}

/** The name of a cast's column that nothing else names. */
function castLabel({ name }: RedshiftType): string {
  return CAST_LABELS[name] ?? name;
}

/** A type in an error message, where a literal's is quoted. */
export function typeName(type: RedshiftType): string {
  return type.name === "unknown" ? '"unknown"' : formatType({ name: type.name });
}

function canCast(from: RedshiftType, to: RedshiftType): boolean {
  if (!CASTS[familyOf(from)].includes(familyOf(to))) return false;
  if (familyOf(from) === "datetime" && familyOf(to) === "datetime")
    return DATE_TIMES[from.name]?.includes(to.name) ?? false;
  if (familyOf(from) === "number" && (to.name === "boolean" || to.name === "varbyte")) return isInteger(from);
  if (["varbyte", "boolean", "object"].includes(familyOf(from)) && familyOf(to) === "number") return isInteger(to);
  if (familyOf(from) === "number" && familyOf(to) === "object") return isInteger(from);
  return true;
}

/**
 * A DECIMAL from a table loses its digits in an explicit cast, where a constant is rounded: "results of explicit casts of values selected from
 * tables are not rounded", unless enable_numeric_rounding is on.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html , r_enable_numeric_rounding.html
 */
function explicitCast(from: PlannedExpression, to: RedshiftType, rounding: boolean): string {
  if (rounding || !from.stored || from.type.name !== "decimal") return castSql(from, to);
  if (isInteger(to)) return `trunc(${from.sql})::${engineType(to)}`;
  const { scale = 0 } = to;
  if (to.name !== "decimal" || (from.type.scale !== undefined && from.type.scale <= scale)) return castSql(from, to);
  return castSql({ ...from, sql: `trunc(${from.sql}, ${scale})` }, to);
}

function castSql(from: PlannedExpression, to: RedshiftType): string {
  const [source, target] = [familyOf(from.type), familyOf(to)];
  if (from.sql === "NULL") return `NULL::${engineType(to)}`;
  if (source === "super") return fromSuper(from, to);
  if (target === "super") {
    if (source === "unknown") return `to_json(${from.sql}::text)`;
    if (FLOATS.includes(from.type.name)) return `${INTERNAL}.float_text((${from.sql})::text)`;
    return `to_json(${from.type.name === "char" ? `(${from.sql})::text` : from.sql})`;
  }
  if (source === "unknown") {
    if (target === "varbyte") return cutBytes(`convert_to(${from.sql}, 'UTF8')`, to);
    if (target === "datetime") return datetimeLiteral(from.sql, from.literal, to);
    if (target === "interval" && from.literal !== undefined) return intervalLiteral(from.literal, to);
    return target === "string" ? limited(textOf(from), from, to) : `(${from.sql})::${engineType(to)}`;
  }
  if (source === "varbyte" && target === "string") return limited(`convert_from(${from.sql}, 'UTF8')`, from, to);
  if (target === "varbyte") return cutBytes(bytesOf(from), to);
  if (source === "interval" && target === "string") return limited(`${INTERNAL}.interval_text(${from.sql})`, from, to);
  if (to.name === "decimal" && (to.precision === LONGEST_OF_8_BYTES || (from.stored && narrows(from.type, to)))) {
    return `${INTERNAL}.fit_decimal((${from.sql})::numeric, ${to.precision}, ${to.scale ?? 0})`;
  }
  if (target === "string") return limited(`(${from.sql})::text`, from, to);
  if (source === "string" && target === "datetime") return textAsDatetime(from.sql, to);
  if (source === "boolean" && to.name !== "integer" && target === "number")
    return `(${from.sql})::int4::${engineType(to)}`;
  if (source === "number" && target === "boolean") return `((${from.sql}) <> 0)`;
  return `(${from.sql})::${engineType(to)}`;
}

/** True when a number may have more digits before the point than a DECIMAL has room for. */
function narrows(from: RedshiftType, to: RedshiftType): boolean {
  if (to.precision === undefined) return false;
  const { precision, scale } = asDecimal(from);
  return !isInteger(from) && from.precision === undefined ? true : precision - scale > to.precision - (to.scale ?? 0);
}

/** A CHAR with its blanks in UTF-8, an integer with as many bytes as its type has. https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_type.html */
function bytesOf({ sql, type }: PlannedExpression): string {
  if (type.name === "varbyte") return sql;
  if (isInteger(type)) return `${engineType(type)}send(${sql})`;
  if (type.name === "char" && type.length !== undefined) return `convert_to(rpad(${sql}, ${type.length}), 'UTF8')`;
  return `convert_to((${sql})::text, 'UTF8')`;
}

function cutBytes(sql: string, { length }: RedshiftType): string {
  return length === undefined ? sql : `substr(${sql}, 1, ${length})`;
}

/** A string cut to the bytes a cast gives it. */
function limited(text: string, from: PlannedExpression, to: RedshiftType): string {
  if (to.name === "char") {
    const single = from.type.name === "char" || isNumberOrDate(from) ? text : `${INTERNAL}.single_bytes(${text})`;
    return `(${single})::bpchar${to.length === undefined ? "" : `(${to.length})`}`;
  }
  if (to.length === undefined || (from.type.length !== undefined && from.type.length <= to.length)) return text;
  if (from.literal !== undefined && Buffer.byteLength(from.literal) <= to.length) return text;
  return `${INTERNAL}.cut(${text}, ${to.length})`;
}

function isNumberOrDate({ type, literal }: PlannedExpression): boolean {
  // Printable ASCII needs no look at run time.
  return ["number", "datetime"].includes(familyOf(type)) || (literal !== undefined && /^[ -~]*$/.test(literal));
}

/** Casts from SUPER are lax: what does not fit is NULL. https://docs.aws.amazon.com/redshift/latest/dg/super-configurations.html */
function fromSuper(from: PlannedExpression, to: RedshiftType): string {
  if (to.name === "super") return from.sql;
  const lax = `${INTERNAL}.super_${engineName(to)}(${from.sql}${typmod(to)})`;
  return familyOf(to) === "string" ? limited(lax, from, to) : lax;
}

function engineName(type: RedshiftType): string {
  if (familyOf(type) === "string") return "text";
  return engineType({ name: type.name });
}

/** DECIMAL's digits, for functions that convert to it. */
function typmod(type: RedshiftType): string {
  return type.name === "decimal" ? `, ${type.precision ?? 38}, ${type.scale ?? 0}` : "";
}

function textOf(from: PlannedExpression): string {
  return from.type.name === "varchar" ? from.sql : `(${from.sql})::text`;
}
