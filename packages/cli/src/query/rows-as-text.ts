import type { QueryRows } from "@sensor-pipeline/core/warehouse/query-rows";
import { cellJson, cellText, kindOf } from "./cell.ts";

/** The rows as a JSON array of objects; a column's name that was there before gets a number: `count`, `count_2`. */
export function rowsAsJson({ columns, rows }: QueryRows): string {
  const taken = new Map<string, number>();
  const fields = columns.map((column) => {
    const times = (taken.get(column.name) ?? 0) + 1;
    taken.set(column.name, times);
    return { key: JSON.stringify(times === 1 ? column.name : `${column.name}_${times}`), kind: kindOf(column) };
  });
  const objects = rows.map(
    (row) => `{${fields.map(({ key, kind }, index) => `${key}:${cellJson(row[index] ?? null, kind)}`).join(",")}}`,
  );
  return `[${objects.join(",")}]`;
}

/**
 * The rows as lines of CSV under their titles, without the line feed (https://www.rfc-editor.org/rfc/rfc4180): NULL is an empty
 * field, the empty string a quoted one.
 */
export function* rowsAsCsv({ columns, rows }: QueryRows): Generator<string> {
  const kinds = columns.map(kindOf);
  yield csvLine(columns.map(({ name }) => name));
  for (const row of rows) {
    yield csvLine(row.map((value, index) => (value === null ? null : cellText(value, kinds[index] ?? "text"))));
  }
}

function csvLine(fields: readonly (string | null)[]): string {
  return `${fields.map(csvField).join(",")}\r`;
}

function csvField(field: string | null): string {
  if (field === null) return "";
  return field === "" || /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
