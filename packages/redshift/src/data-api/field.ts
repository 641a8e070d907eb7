import type { ResultColumn, ResultSet } from "../execute/execution.ts";
import type { RedshiftTypeName } from "../sql/tree.ts";
import { daysToSeconds, withDays, yearsToMonths } from "./interval-text.ts";

/** One value of a result, by its column's type. */
export type Field =
  | { readonly isNull: true }
  | { readonly booleanValue: boolean }
  /** A bigint where a number would lose digits. */
  | { readonly longValue: number | bigint }
  | { readonly doubleValue: number }
  | { readonly stringValue: string };

export interface ColumnMetadata {
  readonly name: string;
  readonly label: string;
  readonly typeName: string;
  readonly nullable: 0 | 1;
  readonly precision: number;
  readonly scale: number;
  readonly length: number;
  readonly isSigned: boolean;
  readonly isCurrency: boolean;
  readonly isCaseSensitive: boolean;
  readonly schemaName: string;
  readonly tableName: string;
  readonly columnDefault?: string;
}

/** How a type is named and sent: https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html. DECIMAL and whatever is not here go as strings. */
const TYPES: Readonly<
  Record<
    RedshiftTypeName,
    {
      readonly typeName: string;
      readonly field?: (text: string, stored: boolean) => Field;
      readonly precision?: number;
    }
  >
> = {
  smallint: { typeName: "int2", field: long, precision: 5 },
  integer: { typeName: "int4", field: long, precision: 10 },
  bigint: { typeName: "int8", field: long, precision: 19 },
  oid: { typeName: "oid", field: long, precision: 10 },
  // Six digits are shown: https://docs.aws.amazon.com/redshift/latest/dg/r_Examples_with_numeric_types201.html
  real: { typeName: "float4", field: (text) => double(String(Number(Number(text).toPrecision(6)))), precision: 8 },
  "double precision": { typeName: "float8", field: double, precision: 17 },
  boolean: { typeName: "bool", field: (text) => ({ booleanValue: text === "t" }), precision: 1 },
  decimal: { typeName: "numeric" },
  char: { typeName: "bpchar" },
  varchar: { typeName: "varchar" },
  name: { typeName: "name" },
  regclass: { typeName: "regclass" },
  regtype: { typeName: "regtype" },
  unknown: { typeName: "unknown" },
  date: { typeName: "date", precision: 13 },
  time: { typeName: "time", precision: 15 },
  timetz: { typeName: "timetz", precision: 21 },
  timestamp: { typeName: "timestamp", precision: 29 },
  timestamptz: { typeName: "timestamptz", precision: 35 },
  interval: { typeName: "interval", field: (text) => ({ stringValue: withDays(text) }) },
  // The guide shows columns of tables in IntervalStyle, and what is computed with every unit, as Amazon's drivers write it.
  intervaly2m: {
    typeName: "intervaly2m",
    field: (text, stored) => ({ stringValue: stored ? withDays(text) : yearsToMonths(text) }),
  },
  intervald2s: {
    typeName: "intervald2s",
    field: (text, stored) => ({ stringValue: stored ? withDays(text) : daysToSeconds(text) }),
  },
  super: { typeName: "super", field: (text) => ({ stringValue: compactJson(text) }) },
  // Printed as hexadecimal digits: https://docs.aws.amazon.com/redshift/latest/dg/r_VARBYTE_type.html
  varbyte: { typeName: "varbyte", field: (text) => ({ stringValue: text.replace(/^\\x/, "") }) },
};

/** A row as the Data API gives it. */
export function fieldsOf(columns: readonly ResultColumn[], row: readonly (string | null)[]): readonly Field[] {
  return row.map((text, index) => {
    if (text === null) return { isNull: true };
    const column = columns[index];
    return TYPES[column?.type.name ?? "unknown"].field?.(text, column?.table !== undefined) ?? { stringValue: text };
  });
}

export function columnMetadataOf({ name, type, schema, table }: ResultColumn): ColumnMetadata {
  const { typeName, precision = 0 } = TYPES[type.name];
  return {
    name,
    label: name,
    typeName,
    nullable: 1,
    precision: type.precision ?? type.length ?? precision,
    scale: type.scale ?? 0,
    length: type.length ?? 0,
    isSigned: NUMBERS.has(type.name),
    isCurrency: false,
    isCaseSensitive: TEXTS.has(type.name),
    schemaName: schema ?? "",
    tableName: table ?? "",
  };
}

/** Bytes of a result's text. */
export function sizeOf({ rows }: ResultSet): number {
  return rows.reduce((sum, row) => sum + rowSize(row), 0);
}

export function rowSize(row: readonly (string | null)[]): number {
  return row.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0);
}

const NUMBERS: ReadonlySet<RedshiftTypeName> = new Set([
  "smallint",
  "integer",
  "bigint",
  "decimal",
  "real",
  "double precision",
]);

/** What of a JSON text may be printed in another way: strings, numbers with an exponent, blanks. */
const JSON_TOKEN = /"(?:[^"\\]|\\.)*"|\s+|-?\d+(?:\.\d+)?[eE][-+]?\d+/g;

const TEXTS: ReadonlySet<RedshiftTypeName> = new Set(["char", "varchar", "name", "super"]);

function long(text: string): Field {
  const value = Number(text);
  return { longValue: Number.isSafeInteger(value) ? value : BigInt(text) };
}

/** NaN and the infinities are no JSON numbers. */
function double(text: string): Field {
  const value = Number(text);
  return Number.isFinite(value) ? { doubleValue: value } : { stringValue: text };
}

/**
 * A SUPER as Redshift prints it: without blanks, floating point numbers (those with an exponent) as 2.22e+0, strings escaped only where JSON needs it.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_is_float.html
 */
export function compactJson(text: string): string {
  return text.replace(JSON_TOKEN, (token) => {
    if (token.startsWith('"')) return token.includes("\\") ? JSON.stringify(JSON.parse(token)) : token;
    return token.trim() === "" ? "" : Number(token).toExponential();
  });
}
