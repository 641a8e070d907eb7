import type { RedshiftType } from "../sql/redshift-type.ts";

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
  interval: () => ({ name: "interval" }),
  oid: () => ({ name: "oid" }),
  jsonb: () => ({ name: "super" }),
  bytea: () => ({ name: "varbyte" }),
};

/** Redshift's type of a column of the engine, or undefined. @param modifier PostgreSQL's atttypmod */
export function columnType(typeName: string, modifier: number): RedshiftType | undefined {
  return TYPES[typeName]?.(modifier);
}

/** PostgreSQL adds its header's four bytes to a length. */
function length(modifier: number): { readonly length?: number } {
  return modifier < 4 ? {} : { length: modifier - 4 };
}
