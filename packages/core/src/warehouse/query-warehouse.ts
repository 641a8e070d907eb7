import { type ColumnMetadata, type Field, GetStatementResultCommand } from "@aws-sdk/client-redshift-data";
import { z } from "zod";
import { UnexpectedResultError, WarehouseRequestError } from "./errors.ts";
import { readField, type WarehouseValue } from "./read-field.ts";
import { type FinishedStatement, type RunContext, runStatement } from "./run-statement.ts";
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
  for await (const values of resultRows(statement, finished, context)) {
    if (rows.length === maxRows) {
      throw new UnexpectedResultError(statement, statementId, `has more than ${maxRows} rows: ask for fewer.`);
    }
    const parsed = row.safeParse(values);
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
  return { statementId, rows };
}

async function* resultRows(
  statement: WarehouseStatement,
  { statementId, hasResultSet }: FinishedStatement,
  { client, signal }: RunContext,
): AsyncGenerator<Readonly<Record<string, WarehouseValue>>> {
  if (!hasResultSet) return;
  let nextToken: string | undefined;
  do {
    const command = new GetStatementResultCommand({ Id: statementId, NextToken: nextToken });
    const page = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
      throw new WarehouseRequestError(statement, "GetStatementResult", statementId, error);
    });
    for (const fields of page.Records ?? []) yield readRow(statement, statementId, fields, page.ColumnMetadata ?? []);
    nextToken = page.NextToken;
  } while (nextToken);
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

function columnName(columns: readonly ColumnMetadata[], index: number): string {
  const column = columns[index];
  return column?.label || column?.name || `column ${index + 1}`;
}
