import type { ResultColumn } from "../execute/execution.ts";
import { type Field, fieldsOf } from "./field.ts";

/** Rows as CSV with quotes where they are needed (RFC 4180); NULL is empty. */
export function toCsv(
  columns: readonly ResultColumn[],
  rows: readonly (readonly (string | null)[])[],
  header: boolean,
): string {
  const lines = rows.map((row) => fieldsOf(columns, row).map(textOf).map(quote));
  const all = header ? [columns.map((column) => quote(column.name)), ...lines] : lines;
  return all.map((line) => `${line.join(",")}\r\n`).join("");
}

function textOf(field: Field): string {
  return "isNull" in field ? "" : String(Object.values(field)[0]);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
