import { type ColumnMetadata, type Field, GetStatementResultCommand } from "@aws-sdk/client-redshift-data";
import { WarehouseRequestError } from "./errors.ts";
import type { FinishedStatement, RunContext } from "./run-statement.ts";
import type { WarehouseStatement } from "./warehouse-statement.ts";

/** A part of a result, as the Data API gives it. */
export interface ResultPage {
  readonly columns: readonly ColumnMetadata[];
  readonly records: readonly (readonly Field[])[];
  /** Rows of all pages. */
  readonly totalRows: number | undefined;
}

/** The pages of a statement's result, each asked for when it is wanted; none without a result set. */
export async function* resultPages(
  statement: WarehouseStatement,
  { statementId, hasResultSet }: FinishedStatement,
  { client, signal }: RunContext,
): AsyncGenerator<ResultPage> {
  if (!hasResultSet) return;
  let nextToken: string | undefined;
  do {
    const command = new GetStatementResultCommand({ Id: statementId, NextToken: nextToken });
    const page = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
      throw new WarehouseRequestError(statement, "GetStatementResult", statementId, error);
    });
    yield { columns: page.ColumnMetadata ?? [], records: page.Records ?? [], totalRows: page.TotalNumRows };
    nextToken = page.NextToken;
  } while (nextToken);
}

/** A column's name as the statement gives it. @param index from 0 */
export function columnName(columns: readonly ColumnMetadata[], index: number): string {
  const column = columns[index];
  return column?.label || column?.name || `column ${index + 1}`;
}
