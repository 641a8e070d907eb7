import type { RedshiftTypeName } from "../sql/redshift-type.ts";

const INTEGERS = ["smallint", "integer", "bigint"] as const;
const TIMES = ["time", "timetz"] as const;
const DATES = ["date", "timestamp", "timestamptz"] as const;
const STRINGS = ["char", "varchar"] as const;
const FLOATS = ["real", "double precision"] as const;

/**
 * Types each compression encoding takes; RAW takes all of them.
 * https://docs.aws.amazon.com/redshift/latest/dg/c_Compression_encodings.html ; VARBYTE and the times by r_CREATE_TABLE_NEW.html
 */
const ENCODINGS: Readonly<Record<string, readonly RedshiftTypeName[]>> = {
  az64: [...INTEGERS, "decimal", ...DATES, ...TIMES],
  bytedict: [...INTEGERS, "decimal", ...FLOATS, ...STRINGS, ...DATES],
  delta: [...INTEGERS, "decimal", "date", "timestamp"],
  delta32k: ["integer", "bigint", "decimal", "date", "timestamp"],
  lzo: [...INTEGERS, "decimal", ...STRINGS, ...DATES, ...TIMES, "super", "varbyte"],
  mostly8: [...INTEGERS, "decimal"],
  mostly16: ["integer", "bigint", "decimal"],
  mostly32: ["bigint", "decimal"],
  runlength: [...INTEGERS, "decimal", ...FLOATS, "boolean", ...STRINGS, ...DATES, ...TIMES],
  text255: ["varchar"],
  text32k: ["varchar"],
  zstd: [...INTEGERS, "decimal", ...FLOATS, "boolean", ...STRINGS, ...DATES, ...TIMES, "super", "varbyte"],
};

/** The catalogs' word for RAW. */
export const RAW = "none";

/** An encoding as the catalogs write it, or undefined when the type can't have it. */
export function encodingFor(written: string, type: RedshiftTypeName): string | undefined {
  if (written === "raw" || written === RAW) return RAW;
  return ENCODINGS[written]?.includes(type) ? written : undefined;
}

/** What a column without ENCODE gets; sort keys and columns of temporary tables are RAW besides. */
export function defaultEncoding(type: RedshiftTypeName): string {
  if (ENCODINGS.az64?.includes(type)) return "az64";
  return [...STRINGS, "varbyte"].includes(type) ? "lzo" : type === "super" ? "zstd" : RAW;
}

/** Encodings that keep ALTER COLUMN TYPE from changing a column's size. https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_TABLE.html */
export const OF_FIXED_SIZE: ReadonlySet<string> = new Set(["bytedict", "runlength", "text255", "text32k"]);
