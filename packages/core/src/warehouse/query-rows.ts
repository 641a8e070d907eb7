import { type RawValue, rawValue } from "./read-field.ts";
import { columnName, resultPages } from "./result-pages.ts";
import { type RunContext, runStatement } from "./run-statement.ts";
import type { WarehouseStatement } from "./warehouse-statement.ts";

export interface RowsContext extends RunContext {
  /** No more rows are read; {@link QueryRows.totalRows} tells how many there are. */
  readonly maxRows: number;
}

export interface RowsColumn {
  /** Not always one of its kind: a statement may give a name twice. */
  readonly name: string;
  /** Redshift's name of its type: `int4`, `numeric`, `timestamp`, `super`, `varbyte` ... */
  readonly type: string;
}

/** The answer to a statement that nobody knew before. */
export interface QueryRows {
  readonly statementId: string;
  /** False for a statement such as INSERT, which has neither columns nor rows. */
  readonly hasResultSet: boolean;
  readonly columns: readonly RowsColumn[];
  /** As the Data API tells them, by the order of `columns`. */
  readonly rows: readonly (readonly RawValue[])[];
  readonly totalRows: number;
}

/** Runs any statement and reads its rows as they come. @throws what runStatement throws */
export async function queryRows(statement: WarehouseStatement, context: RowsContext): Promise<QueryRows> {
  const finished = await runStatement(statement, context);
  const { statementId, hasResultSet } = finished;
  let columns: readonly RowsColumn[] = [];
  let totalRows = 0;
  const rows: RawValue[][] = [];
  for await (const page of resultPages(statement, finished, context)) {
    columns = page.columns.map(({ typeName = "" }, index) => ({
      name: columnName(page.columns, index),
      type: typeName,
    }));
    for (const fields of page.records.slice(0, context.maxRows - rows.length)) rows.push(fields.map(rawValue));
    totalRows = page.totalRows ?? Math.max(totalRows, rows.length);
    if (rows.length >= context.maxRows) break;
  }
  return { statementId, hasResultSet, columns, rows, totalRows };
}
