import { quoteLiteral } from "../engine/quote.ts";
import { formatType, type RedshiftType } from "../sql/redshift-type.ts";
import { SqlError } from "../sql/sql-error.ts";
import { datetimeLiteral, textAsDatetime } from "./datetime-literal.ts";
import { intervalLiteral } from "./plan-interval.ts";
import { compose, type PlannedExpression } from "./planned-expression.ts";
import { engineType, familyOf, isInteger, type TypeFamily } from "./type-rules.ts";

/** The families each family can be cast to by CAST. https://docs.aws.amazon.com/redshift/latest/dg/r_Type_conversion.html ; VARBYTE: r_VARBYTE_type.html */
const CASTS: Readonly<Record<TypeFamily, readonly TypeFamily[]>> = {
  string: ["string", "number", "boolean", "datetime", "interval", "super", "varbyte"],
  number: ["string", "number", "boolean", "super"],
  boolean: ["boolean", "number", "super"],
  datetime: ["string", "datetime"],
  interval: ["string", "interval"],
  super: ["string", "number", "boolean", "datetime", "super"],
  varbyte: ["varbyte", "string", "number"],
  unknown: ["string", "number", "boolean", "datetime", "interval", "super", "varbyte", "unknown"],
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
  string: ["string", "number", "datetime"],
  unknown: ["string", "number", "datetime"],
  number: ["number", "string"],
  boolean: ["number"],
  datetime: ["datetime", "string"],
  super: ["string", "number", "boolean"],
};

const INTERNAL = "redshift_internal";

/** An explicit cast: CAST, `::`, CONVERT. @throws SqlError when Redshift has none between the two. */
export function castTo(from: PlannedExpression, to: RedshiftType, position: number): PlannedExpression {
  if (!canCast(from.type, to)) {
    throw new SqlError("42846", `cannot cast type ${typeName(from.type)} to ${formatType({ name: to.name })}`, {
      position,
    });
  }
  const constant = from.literal !== undefined || from.typedLiteral === true;
  const planned = compose(castSql(from, to), to, constant ? to.name : from.label, [from]);
  return constant ? { ...planned, typedLiteral: true } : planned;
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
  if (text && familyOf(to) !== "string") {
    return compose(`${INTERNAL}.try_${engineName(to)}(${textOf(from)}${typmod(to)})`, to, "try_cast", [from]);
  }
  if (family === "number" && familyOf(to) === "number") {
    return compose(`${INTERNAL}.try_${engineName(to)}((${from.sql})::text${typmod(to)})`, to, "try_cast", [from]);
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
  const same = families[0] === families[1] || from.type.name === "unknown" || families[0] === "super";
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
  return compose(castSql(from, to), to, column, [from]);
}

/** A type in an error message, where a literal's is quoted. */
export function typeName(type: RedshiftType): string {
  return type.name === "unknown" ? '"unknown"' : formatType({ name: type.name });
}

function canCast(from: RedshiftType, to: RedshiftType): boolean {
  if (!CASTS[familyOf(from)].includes(familyOf(to))) return false;
  if (familyOf(from) === "datetime" && familyOf(to) === "datetime")
    return DATE_TIMES[from.name]?.includes(to.name) ?? false;
  if (familyOf(from) === "number" && to.name === "boolean") return isInteger(from);
  if (familyOf(from) === "varbyte" && familyOf(to) === "number") return isInteger(to);
  return true;
}

function castSql(from: PlannedExpression, to: RedshiftType): string {
  const [source, target] = [familyOf(from.type), familyOf(to)];
  if (from.sql === "NULL") return `NULL::${engineType(to)}`;
  if (source === "super") return fromSuper(from, to);
  if (target === "super") {
    if (source === "unknown") return `to_jsonb(${from.sql}::text)`;
    return `to_jsonb(${from.type.name === "char" ? `(${from.sql})::text` : from.sql})`;
  }
  if (source === "unknown") {
    if (target === "varbyte") return `convert_to(${from.sql}, 'UTF8')`;
    if (target === "datetime") return datetimeLiteral(from.sql, from.literal, to);
    if (target === "interval" && from.literal !== undefined) return intervalLiteral(from.literal, to);
    return target === "string" ? limited(textOf(from), from, to) : `(${from.sql})::${engineType(to)}`;
  }
  if (source === "varbyte" && target === "string") return limited(`convert_from(${from.sql}, 'UTF8')`, from, to);
  if (source === "string" && target === "varbyte") return `convert_to((${from.sql})::text, 'UTF8')`;
  if (source === "interval" && target === "string") return limited(`justify_hours(${from.sql})::text`, from, to);
  if (target === "string") return limited(`(${from.sql})::text`, from, to);
  if (source === "string" && target === "datetime") return textAsDatetime(from.sql, to);
  if (source === "boolean" && to.name !== "integer" && target === "number")
    return `(${from.sql})::int4::${engineType(to)}`;
  if (source === "number" && target === "boolean") return `((${from.sql}) <> 0)`;
  return `(${from.sql})::${engineType(to)}`;
}

/** A string cut to the bytes a cast gives it. */
function limited(text: string, from: PlannedExpression, to: RedshiftType): string {
  if (to.name === "char") return `(${text})::bpchar${to.length === undefined ? "" : `(${to.length})`}`;
  if (to.length === undefined || (from.type.length !== undefined && from.type.length <= to.length)) return text;
  if (from.literal !== undefined && Buffer.byteLength(from.literal) <= to.length) return text;
  return `${INTERNAL}.cut(${text}, ${to.length})`;
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
