import type { RedshiftType } from "../sql/redshift-type.ts";

/** An interval's fields and their bits in PostgreSQL, largest first. */
const FIELDS: readonly (readonly [number, string])[] = [
  [2, "year"],
  [1, "month"],
  [3, "day"],
  [10, "hour"],
  [11, "minute"],
  [12, "second"],
];

/** What PostgreSQL's types are in Redshift; one that is missing here can't be seen from Redshift. */
const TYPES: Readonly<Record<string, (modifier: number) => RedshiftType>> = {
  bool: () => ({ name: "boolean" }),
  int2: () => ({ name: "smallint" }),
  int4: () => ({ name: "integer" }),
  int8: () => ({ name: "bigint" }),
  float4: () => ({ name: "real" }),
  float8: () => ({ name: "double precision" }),
  numeric: (modifier) =>
    modifier < 4
      ? { name: "decimal" }
      : { name: "decimal", precision: ((modifier - 4) >> 16) & 0xffff, scale: (modifier - 4) & 0x7ff },
  bpchar: (modifier) => ({ name: "char", ...length(modifier) }),
  varchar: (modifier) => ({ name: "varchar", ...length(modifier) }),
  text: () => ({ name: "varchar" }),
  name: () => ({ name: "name" }),
  date: () => ({ name: "date" }),
  time: () => ({ name: "time" }),
  timetz: () => ({ name: "timetz" }),
  timestamp: () => ({ name: "timestamp" }),
  timestamptz: () => ({ name: "timestamptz" }),
  interval: intervalType,
  oid: () => ({ name: "oid" }),
  json: () => ({ name: "super" }),
  bytea: () => ({ name: "varbyte" }),
};

/** Redshift's type of a column of the engine, or undefined. @param modifier PostgreSQL's atttypmod */
export function columnType(typeName: string, modifier: number): RedshiftType | undefined {
  return TYPES[typeName]?.(modifier);
}

/** PostgreSQL keeps the set of an interval's fields in the upper half of the modifier, the digits of a second in the lower. */
function intervalType(modifier: number): RedshiftType {
  if (modifier < 0) return { name: "interval" };
  const set = (modifier >> 16) & 0x7fff;
  const held = FIELDS.filter(([bit]) => set & (1 << bit)).map(([, field]) => field);
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined || held.length === FIELDS.length) return { name: "interval" };
  const digits = modifier & 0xffff;
  const fields = first === last ? first : `${first} to ${last}`;
  if (last === "month" || last === "year") return { name: "intervaly2m", fields };
  return { name: "intervald2s", fields, ...(digits > 6 ? {} : { precision: digits }) };
}

/** PostgreSQL adds its header's four bytes to a length. */
function length(modifier: number): { readonly length?: number } {
  return modifier < 4 ? {} : { length: modifier - 4 };
}
