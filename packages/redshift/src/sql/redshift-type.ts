/** The names Redshift's type system knows, under their canonical spelling. */
export type RedshiftTypeName =
  | "smallint"
  | "integer"
  | "bigint"
  | "decimal"
  | "real"
  | "double precision"
  | "boolean"
  | "char"
  | "varchar"
  | "date"
  | "time"
  | "timetz"
  | "timestamp"
  | "timestamptz"
  /** INTERVAL without a qualifier, which no column can be of. */
  | "interval"
  | "intervaly2m"
  | "intervald2s"
  | "super"
  | "varbyte"
  /** Catalog types, met in system views only. */
  | "oid"
  | "name"
  | "regclass"
  | "regtype"
  /** A string literal or NULL whose type its context decides. */
  | "unknown";

/**
 * A type with its modifiers: `length` in bytes for char, varchar and varbyte; `precision` and `scale` for decimal;
 * `fields` (`hour to minute`) and `precision` (digits of a second) for the intervals that columns may be of.
 */
export interface RedshiftType {
  readonly name: RedshiftTypeName;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly fields?: string;
  /** True for text that is compared without regard to the case of its letters. */
  readonly caseInsensitive?: boolean;
}

/** Type written as Redshift's catalogs write it: `character varying(256)`, `numeric(6,1)`, `timestamp without time zone`. */
export function formatType(type: RedshiftType): string {
  const name = CATALOG_NAMES[type.name] ?? type.name;
  if (type.name === "decimal" && type.precision !== undefined) return `${name}(${type.precision},${type.scale ?? 0})`;
  return type.length === undefined ? name : `${name}(${type.length})`;
}

const CATALOG_NAMES: Partial<Record<RedshiftTypeName, string>> = {
  decimal: "numeric",
  char: "character",
  varchar: "character varying",
  time: "time without time zone",
  timetz: "time with time zone",
  timestamp: "timestamp without time zone",
  timestamptz: "timestamp with time zone",
  varbyte: "binary varying",
};
