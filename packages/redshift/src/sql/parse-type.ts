import { parseIntervalType } from "./parse-interval.ts";
import type { RedshiftType, RedshiftTypeName } from "./redshift-type.ts";
import { SqlError } from "./sql-error.ts";
import type { TokenReader } from "./token-reader.ts";

interface Spelling {
  readonly name: RedshiftTypeName;
  /** Largest length; undefined for a type that takes none. */
  readonly longest?: number;
  /** Length when none is written. */
  readonly length?: number;
}

/** A VARCHAR holds 65,535 bytes: https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html */
const VARCHAR: Spelling = { name: "varchar", longest: 65_535 };
const CHAR: Spelling = { name: "char", longest: 4096, length: 1 };
/** https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_type.html */
const VARBYTE: Spelling = { name: "varbyte", longest: 16_777_216 };

/** https://docs.aws.amazon.com/redshift/latest/dg/c_Supported_data_types.html ; the longest spelling first. */
const SPELLINGS: readonly (readonly [string, Spelling])[] = [
  ["timestamp without time zone", { name: "timestamp" }],
  ["timestamp with time zone", { name: "timestamptz" }],
  ["time without time zone", { name: "time" }],
  ["time with time zone", { name: "timetz" }],
  ["double precision", { name: "double precision" }],
  ["character varying", VARCHAR],
  ["char varying", VARCHAR],
  ["national character varying", VARCHAR],
  ["national char varying", VARCHAR],
  ["national character", CHAR],
  ["national char", CHAR],
  ["binary varying", VARBYTE],
  ["smallint", { name: "smallint" }],
  ["int2", { name: "smallint" }],
  ["integer", { name: "integer" }],
  ["int", { name: "integer" }],
  ["int4", { name: "integer" }],
  ["bigint", { name: "bigint" }],
  ["int8", { name: "bigint" }],
  ["decimal", { name: "decimal" }],
  ["dec", { name: "decimal" }],
  ["numeric", { name: "decimal" }],
  ["real", { name: "real" }],
  ["float4", { name: "real" }],
  ["float8", { name: "double precision" }],
  ["float", { name: "double precision" }],
  ["boolean", { name: "boolean" }],
  ["bool", { name: "boolean" }],
  ["varchar", VARCHAR],
  ["nvarchar", VARCHAR],
  ["text", VARCHAR],
  ["character", CHAR],
  ["char", CHAR],
  ["nchar", CHAR],
  ["bpchar", { name: "char", longest: 4096, length: 256 }],
  ["date", { name: "date" }],
  ["timestamptz", { name: "timestamptz" }],
  ["timestamp", { name: "timestamp" }],
  // Undocumented but in an example: https://docs.aws.amazon.com/redshift/latest/dg/r_CONVERT_function.html
  ["datetime", { name: "timestamp" }],
  ["timetz", { name: "timetz" }],
  ["time", { name: "time" }],
  ["interval", { name: "interval" }],
  ["super", { name: "super" }],
  ["varbyte", VARBYTE],
  ["varbinary", VARBYTE],
  ["oid", { name: "oid" }],
  ["name", { name: "name" }],
  ["regclass", { name: "regclass" }],
  ["regtype", { name: "regtype" }],
];

const NOT_DONE = ["geometry", "geography", "hllsketch", "refcursor"];

/** Words of the type's name that stands next; undefined when none does. */
export function wordsOfType(reader: TokenReader): number | undefined {
  return SPELLINGS.find(([words]) => reader.atWords(words))?.[0].split(" ").length;
}

/** A type with its modifiers. `VARCHAR` alone has no length: a column's default of 256 is CREATE TABLE's matter. */
export function parseType(reader: TokenReader): RedshiftType {
  if (reader.atWords("pg_catalog") && reader.atOperator(".", 1)) {
    reader.next();
    reader.next();
  }
  const token = reader.peek();
  const spelling = SPELLINGS.find(([words]) => reader.acceptWords(words))?.[1];
  if (spelling === undefined) {
    if (!reader.atName()) throw reader.syntaxError();
    if (NOT_DONE.includes(token.text)) throw reader.notSupported(`type ${token.text.toUpperCase()}`);
    throw new SqlError("42704", `type "${token.text}" does not exist`, { position: token.start + 1 });
  }
  if (spelling.name === "decimal") return decimal(reader);
  if (spelling.name === "interval") return parseIntervalType(reader);
  if (token.text === "float" && reader.atOperator("(")) return float(reader);
  if (spelling.longest === undefined) return { name: spelling.name };
  return withLength(reader, spelling, token.text);
}

/** DECIMAL(p, s), p at most 38; DECIMAL alone is (18, 0). https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html */
function decimal(reader: TokenReader): RedshiftType {
  if (!reader.acceptOperator("(")) return { name: "decimal", precision: 18, scale: 0 };
  const at = reader.peek().start + 1;
  const precision = reader.expectInteger();
  const scale = reader.acceptOperator(",") ? reader.expectInteger() : 0;
  reader.expectOperator(")");
  if (precision < 1 || precision > 38) {
    throw new SqlError("22023", `DECIMAL precision ${precision} must be between 1 and 38`, { position: at });
  }
  if (scale < 0 || scale > Math.min(precision, 37)) {
    throw new SqlError("22023", `DECIMAL scale ${scale} must be between 0 and precision ${precision}`, {
      position: at,
    });
  }
  return { name: "decimal", precision, scale };
}

/** FLOAT(1..24) is REAL, up to 53 DOUBLE PRECISION, as in PostgreSQL. */
function float(reader: TokenReader): RedshiftType {
  reader.expectOperator("(");
  const bits = reader.expectInteger();
  reader.expectOperator(")");
  return { name: bits <= 24 ? "real" : "double precision" };
}

function withLength(reader: TokenReader, spelling: Spelling, written: string): RedshiftType {
  const length = (): number | undefined => {
    if (!reader.acceptOperator("(")) return spelling.length;
    const at = reader.peek().start + 1;
    const value = reader.acceptWords("max") ? (spelling.longest ?? 0) : reader.expectInteger();
    reader.expectOperator(")");
    if (value < 1) throw new SqlError("22023", `length for type ${written} must be at least 1`, { position: at });
    if (value > (spelling.longest ?? 0)) {
      throw new SqlError("22023", `length for type ${written} cannot exceed ${spelling.longest}`, { position: at });
    }
    return value;
  };
  const given = length();
  if (given === undefined) return { name: spelling.name };
  return { name: spelling.name, length: given };
}
