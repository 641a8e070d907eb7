import type { RedshiftType, RedshiftTypeName } from "../sql/redshift-type.ts";

/** What kinds of types behave alike. */
export type TypeFamily =
  | "string"
  | "number"
  | "boolean"
  | "datetime"
  | "interval"
  | "super"
  | "varbyte"
  | "object"
  | "unknown";

const FAMILIES: Readonly<Record<RedshiftTypeName, TypeFamily>> = {
  smallint: "number",
  integer: "number",
  bigint: "number",
  decimal: "number",
  real: "number",
  "double precision": "number",
  oid: "number",
  boolean: "boolean",
  char: "string",
  varchar: "string",
  name: "string",
  regclass: "object",
  regtype: "object",
  date: "datetime",
  time: "datetime",
  timetz: "datetime",
  timestamp: "datetime",
  timestamptz: "datetime",
  interval: "interval",
  intervaly2m: "interval",
  intervald2s: "interval",
  super: "super",
  varbyte: "varbyte",
  unknown: "unknown",
};

/** Of two numbers the later wins. https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_computations201.html */
const NUMBERS: readonly RedshiftTypeName[] = [
  "smallint",
  "integer",
  "oid",
  "bigint",
  "decimal",
  "real",
  "double precision",
];
const STAMPS: readonly RedshiftTypeName[] = ["date", "timestamp", "timestamptz"];
const TIMES: readonly RedshiftTypeName[] = ["time", "timetz"];

/** Digits an integer type holds, as the rules of decimal arithmetic count them. */
const DIGITS: Partial<Record<RedshiftTypeName, number>> = { smallint: 5, integer: 10, oid: 10, bigint: 19 };

const ENGINE_NAMES: Readonly<Record<RedshiftTypeName, string>> = {
  smallint: "int2",
  integer: "int4",
  bigint: "int8",
  decimal: "numeric",
  real: "float4",
  "double precision": "float8",
  boolean: "bool",
  char: "bpchar",
  varchar: "text",
  date: "date",
  time: "time",
  timetz: "timetz",
  timestamp: "timestamp",
  timestamptz: "timestamptz",
  interval: "interval",
  intervaly2m: "interval year to month",
  intervald2s: "interval day to second",
  super: "json",
  varbyte: "bytea",
  oid: "oid",
  name: "name",
  regclass: "regclass",
  regtype: "regtype",
  unknown: "text",
};

export function familyOf(type: RedshiftType): TypeFamily {
  return FAMILIES[type.name];
}

export function isInteger(type: RedshiftType): boolean {
  return DIGITS[type.name] !== undefined;
}

/** The engine's type for values: lengths are in bytes in Redshift, so they are kept by conversion, not by the type. */
export function engineType(type: RedshiftType): string {
  const name = ENGINE_NAMES[type.name];
  if (type.fields !== undefined) {
    return `interval ${type.fields}${type.precision === undefined ? "" : `(${type.precision})`}`;
  }
  if (type.name === "decimal" && type.precision !== undefined) return `${name}(${type.precision},${type.scale ?? 0})`;
  return type.name === "char" && type.length !== undefined ? `${name}(${type.length})` : name;
}

/** A number's precision and scale as a DECIMAL. */
export function asDecimal(type: RedshiftType): { readonly precision: number; readonly scale: number } {
  return { precision: type.precision ?? DIGITS[type.name] ?? 38, scale: type.scale ?? 0 };
}

/** The type both can become without losing, as UNION, CASE and COALESCE need; undefined when there is none. */
export function commonType(left: RedshiftType, right: RedshiftType): RedshiftType | undefined {
  if (left.name === "unknown") return right;
  if (right.name === "unknown") return left;
  const families = [familyOf(left), familyOf(right)];
  if (families[0] === families[1]) return sameFamily(left, right);
  // An object by its name is its OID.
  if (families.includes("object") && families.includes("number")) return { name: "oid" };
  if (families.includes("super") && !families.includes("varbyte") && !families.includes("datetime"))
    return { name: "super" };
  return undefined;
}

function sameFamily(left: RedshiftType, right: RedshiftType): RedshiftType | undefined {
  const family = familyOf(left);
  if (family === "number") return commonNumber(left, right);
  if (family === "string" || family === "varbyte") {
    const name = left.name === right.name ? left.name : "varchar";
    const folded = left.caseInsensitive || right.caseInsensitive ? ({ caseInsensitive: true } as const) : {};
    if (left.length === undefined || right.length === undefined) return { name, ...folded };
    return { name, length: Math.max(left.length, right.length), ...folded };
  }
  if (family === "interval") return { name: left.name === right.name ? left.name : "interval" };
  if (family !== "datetime") return left;
  const order = [STAMPS, TIMES].find((names) => names.includes(left.name) && names.includes(right.name));
  if (order === undefined) return undefined;
  return order.indexOf(left.name) >= order.indexOf(right.name) ? left : right;
}

function commonNumber(left: RedshiftType, right: RedshiftType): RedshiftType {
  const name = NUMBERS[Math.max(NUMBERS.indexOf(left.name), NUMBERS.indexOf(right.name))] ?? "double precision";
  if (name !== "decimal") return { name };
  if (left.name === "decimal" && left.precision === undefined) return { name };
  if (right.name === "decimal" && right.precision === undefined) return { name };
  const [one, other] = [asDecimal(left), asDecimal(right)];
  const scale = Math.max(one.scale, other.scale);
  const whole = Math.max(one.precision - one.scale, other.precision - other.scale);
  return { name, precision: Math.min(38, whole + scale), scale };
}
