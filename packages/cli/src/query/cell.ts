import type { RowsColumn } from "@sensor-pipeline/core/warehouse/query-rows";
import type { RawValue } from "@sensor-pipeline/core/warehouse/read-field";

/** What a column's values are to a reader; everything else is text. */
export type CellKind = "number" | "timestamp" | "super" | "varbyte" | "text";

const KINDS: Readonly<Record<string, CellKind>> = {
  int2: "number",
  int4: "number",
  int8: "number",
  oid: "number",
  numeric: "number",
  float4: "number",
  float8: "number",
  timestamp: "timestamp",
  timestamptz: "timestamp",
  super: "super",
  varbyte: "varbyte",
};

const NUMBER = /^-?\d+(\.\d+)?$/;
/** As the Data API writes them. */
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)([+-]\d{2}(?::?\d{2})?)?$/;

export function kindOf({ type }: RowsColumn): CellKind {
  return KINDS[type] ?? "text";
}

/** A value as text, whole: timestamps as in ISO 8601, SUPER as its JSON, VARBYTE as hexadecimal digits. */
export function cellText(value: Exclude<RawValue, null>, kind: CellKind): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  return kind === "timestamp" ? isoTimestamp(String(value)) : String(value);
}

/** A value as JSON that keeps its type and every digit of it. */
export function cellJson(value: RawValue, kind: CellKind): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
  const text = cellText(value, kind);
  const isJson = (kind === "number" && NUMBER.test(text)) || (kind === "super" && isJsonText(text));
  return isJson ? text : JSON.stringify(text);
}

/** Redshift's timestamps without a time zone are UTC here, as everything the pipeline writes is. */
function isoTimestamp(text: string): string {
  const [, day, time, zone] = TIMESTAMP.exec(text) ?? [];
  if (day === undefined) return text;
  return `${day}T${time}${zone === undefined || /^[+-]00(:?00)?$/.test(zone) ? "Z" : zone}`;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return !text.includes("\n");
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
