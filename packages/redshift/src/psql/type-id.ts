import type { RedshiftType, RedshiftTypeName } from "../sql/redshift-type.ts";

/** A modifier's header: PostgreSQL adds the four bytes of a value's length to it. */
const MODIFIER_HEADER = 4;
const VARIABLE = -1;

interface TypeId {
  /** OID of the type. */
  readonly id: number;
  /** Bytes of a value; -1 where they vary. */
  readonly bytes: number;
}

/**
 * What types are on the wire: PostgreSQL's, and Redshift's own.
 * SUPER 4000, VARBYTE 6551, INTERVAL YEAR TO MONTH 1188 and DAY TO SECOND 1190: https://github.com/aws/amazon-redshift-python-driver (redshift_connector/utils/oids.py)
 */
const TYPE_IDS: Readonly<Record<RedshiftTypeName, TypeId>> = {
  boolean: { id: 16, bytes: 1 },
  name: { id: 19, bytes: 64 },
  bigint: { id: 20, bytes: 8 },
  smallint: { id: 21, bytes: 2 },
  integer: { id: 23, bytes: 4 },
  oid: { id: 26, bytes: 4 },
  real: { id: 700, bytes: 4 },
  "double precision": { id: 701, bytes: 8 },
  unknown: { id: 705, bytes: -2 },
  char: { id: 1042, bytes: VARIABLE },
  varchar: { id: 1043, bytes: VARIABLE },
  date: { id: 1082, bytes: 4 },
  time: { id: 1083, bytes: 8 },
  timestamp: { id: 1114, bytes: 8 },
  timestamptz: { id: 1184, bytes: 8 },
  interval: { id: 1186, bytes: 16 },
  intervaly2m: { id: 1188, bytes: 4 },
  intervald2s: { id: 1190, bytes: 8 },
  timetz: { id: 1266, bytes: 12 },
  decimal: { id: 1700, bytes: VARIABLE },
  regclass: { id: 2205, bytes: 4 },
  regtype: { id: 2206, bytes: 4 },
  super: { id: 4000, bytes: VARIABLE },
  varbyte: { id: 6551, bytes: VARIABLE },
};

/** Other numbers a client may give a parameter's type, with what they are here. */
const ALSO: Readonly<Record<number, RedshiftTypeName>> = { 17: "varbyte", 25: "varchar" };

const NAMES: ReadonlyMap<number, RedshiftTypeName> = new Map(
  Object.entries(TYPE_IDS).map(([name, { id }]) => [id, name as RedshiftTypeName]),
);

export function typeIdOf(type: RedshiftType): TypeId {
  return TYPE_IDS[type.name];
}

/** `atttypmod`: a text's length, or a decimal's digits; -1 where there is none. */
export function typeModifier({ name, length, precision, scale = 0 }: RedshiftType): number {
  if (name === "decimal") return precision === undefined ? -1 : ((precision << 16) | scale) + MODIFIER_HEADER;
  return length === undefined ? -1 : length + MODIFIER_HEADER;
}

/** The type a client means by a number; undefined for one that is not known here. */
export function typeNameOf(id: number): RedshiftTypeName | undefined {
  return NAMES.get(id) ?? ALSO[id];
}
