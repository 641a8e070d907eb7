import { renderQuery } from "../sql/render-query.ts";
import type { PsqlValues } from "../sql/render-statements.ts";
import { type QueryContext, type QueryResult, queryWarehouse } from "./query-warehouse.ts";

/** A psql file that holds one query, and the values of its variables. */
export interface QueryFile {
  /** For errors and the Data API's list of statements. */
  readonly name: string;
  readonly text: string;
  /** @default {} */
  readonly values?: PsqlValues;
}

/** Runs the query of a psql file, its variables as bound parameters. @throws {PsqlError} and what queryWarehouse throws */
export async function queryFile<Row>(
  { name, text, values = {} }: QueryFile,
  context: QueryContext<Row>,
): Promise<QueryResult<Row>> {
  return queryWarehouse({ name, ...renderQuery(text, values, name) }, context);
}
