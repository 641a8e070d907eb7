import type { ColumnMetadata, Field } from "@aws-sdk/client-redshift-data";
import { z } from "zod";
import { UnexpectedResultError } from "./errors.ts";
import { readField, type WarehouseValue } from "./read-field.ts";
import { columnName, resultPages } from "./result-pages.ts";
import { type RunContext, runStatement } from "./run-statement.ts";
import type { WarehouseStatement } from "./warehouse-statement.ts";

export interface QueryContext<Row> extends RunContext {
  /** What each row has to be, by column name. Columns it doesn't name are dropped, unless it is strict. */
  readonly row: z.ZodType<Row>;
  /** More rows are an error and not cut off without a word. @default 10_000 */
  readonly maxRows?: number;
}

export interface QueryResult<Row> {
  readonly statementId: string;
  readonly rows: readonly Row[];
}

/**
 * Runs a statement and reads all pages of its result as typed rows; a statement without a result set has no rows.
 * @throws {UnexpectedResultError} when a row is not what `row` says, or there are more than `maxRows`
 * @throws what runStatement throws
 */
export async function queryWarehouse<Row>(
  statement: WarehouseStatement,
  context: QueryContext<Row>,
): Promise<QueryResult<Row>> {
  const { row, maxRows = 10_000 } = context;
  const finished = await runStatement(statement, context);
  const { statementId } = finished;
  const rows: Row[] = [];
  for await (const { columns, records } of resultPages(statement, finished, context)) {
    if (rows.length + records.length > maxRows) {
      throw new UnexpectedResultError(statement, statementId, `has more than ${maxRows} rows: ask for fewer.`);
    }
    for (const fields of records) {
      const parsed = row.safeParse(readRow(statement, statementId, fields, columns));
      if (!parsed.success) {
        throw new UnexpectedResultError(
          statement,
          statementId,
          `has a row ${rows.length + 1} that was not expected:\n${z.prettifyError(parsed.error)}`,
          { cause: parsed.error },
        );
      }
      rows.push(parsed.data);
    }
  }
  return { statementId, rows };
}

function readRow(
  statement: WarehouseStatement,
  statementId: string,
  fields: readonly Field[],
  columns: readonly ColumnMetadata[],
): Readonly<Record<string, WarehouseValue>> {
  try {
    return Object.fromEntries(
      fields.map((field, index) => [columnName(columns, index), readField(field, columns[index])]),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnexpectedResultError(statement, statementId, `can't be read: ${why}`, { cause: error });
  }
}
