import type { ResultColumn, ResultSet } from "../execute/execution.ts";
import { SqlError } from "../sql/sql-error.ts";
import { dataRow } from "./backend-message.ts";
import { encodeBinary } from "./binary-value.ts";
import type { Format } from "./frontend-message.ts";
import type { MessageSink } from "./message-sink.ts";
import { textValue } from "./text-value.ts";

/** The format of a column, from what Bind says: none is text, one holds for every column. @throws {SqlError} 08P01 */
export function formatChooser(formats: readonly Format[], columnCount: number): (index: number) => Format {
  if (formats.length > 1 && formats.length !== columnCount) {
    throw new SqlError(
      "08P01",
      `bind message has ${formats.length} result formats but query has ${columnCount} columns`,
    );
  }
  return (index) => (formats.length === 1 ? formats[0] : formats[index]) ?? "text";
}

/** Sends rows from `start` to before `end`. @throws {SqlError} when a value can't be sent as asked */
export async function sendRows(
  sink: MessageSink,
  { columns, rows }: ResultSet,
  formatAt: (index: number) => Format,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<void> {
  for (const row of rows.slice(start, end)) {
    await sink.send(dataRow(row.map((text, index) => encode(text, columns[index], formatAt(index)))));
  }
}

function encode(text: string | null, column: ResultColumn | undefined, format: Format): Buffer | null {
  if (text === null) return null;
  const type = column?.type ?? { name: "unknown" as const };
  return format === "binary" ? encodeBinary(type, text) : Buffer.from(textValue(type, text));
}
