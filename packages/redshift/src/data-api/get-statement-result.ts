import type { ResultSet } from "../execute/execution.ts";
import type { SignIn } from "../sign-in.ts";
import { toCsv } from "./csv.ts";
import { DataApiError } from "./data-api-error.ts";
import { type ColumnMetadata, columnMetadataOf, type Field, fieldsOf, rowSize } from "./field.ts";
import type { DataApiContext } from "./run-statement.ts";
import { waitForEnd } from "./submit-statement.ts";

/** A page ends at whichever comes first. AWS does not document the size of its JSON pages. */
const PAGE_ROWS = 5000;
const PAGE_BYTES = 1024 * 1024;

export interface GetStatementResultRequest {
  readonly id: string;
  readonly nextToken?: string;
  readonly waitTimeSeconds?: number;
}

interface Page<Rows> {
  readonly columns: readonly ColumnMetadata[];
  readonly rows: Rows;
  readonly totalRows: number;
  readonly nextToken?: string;
}

/**
 * GetStatementResult: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResult.html
 * @throws {DataApiError} ResourceNotFoundException before the statement has finished, and when it has no result set
 */
export async function getStatementResult(
  context: DataApiContext,
  signIn: SignIn,
  request: GetStatementResultRequest,
): Promise<Page<readonly (readonly Field[])[]>> {
  const resultSet = await resultOf(context, signIn, request, "JSON");
  const { rows, ...page } = pageOf(resultSet, request.nextToken);
  return { ...page, rows: rows.map((row) => fieldsOf(resultSet.columns, row)) };
}

/**
 * GetStatementResultV2, of a statement run with ResultFormat CSV; the first page begins with the columns' names.
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_GetStatementResultV2.html
 * @throws {DataApiError} as `getStatementResult`
 */
export async function getStatementResultV2(
  context: DataApiContext,
  signIn: SignIn,
  request: GetStatementResultRequest,
): Promise<Page<string>> {
  const resultSet = await resultOf(context, signIn, request, "CSV");
  const { rows, ...page } = pageOf(resultSet, request.nextToken);
  return { ...page, rows: toCsv(resultSet.columns, rows, request.nextToken === undefined) };
}

async function resultOf(
  { store, clock }: DataApiContext,
  signIn: SignIn,
  request: GetStatementResultRequest,
  format: "JSON" | "CSV",
): Promise<ResultSet> {
  const { statement, part } = store.find(signIn, request.id);
  if (request.waitTimeSeconds !== undefined) await waitForEnd(statement, request.waitTimeSeconds, clock);
  if (statement.resultFormat !== format) {
    const right = statement.resultFormat === "CSV" ? "GetStatementResultV2" : "GetStatementResult";
    throw new DataApiError(
      "ValidationException",
      `The result of this statement is in ${statement.resultFormat} format: use ${right}.`,
    );
  }
  const { resultSet, status } = part ?? statement.overall;
  if (status !== "FINISHED" || resultSet === undefined) {
    throw new DataApiError(
      "ResourceNotFoundException",
      "Query does not have result. Please check query status with DescribeStatement.",
    );
  }
  return resultSet;
}

function pageOf({ columns, rows }: ResultSet, token: string | undefined): Page<ResultSet["rows"]> {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0 || from >= Math.max(rows.length, 1)) {
    throw new DataApiError("ValidationException", "NextToken is not one that this operation has given.");
  }
  let to = from;
  for (let bytes = 0; to < rows.length && to - from < PAGE_ROWS; to++) {
    bytes += rowSize(rows[to] ?? []);
    if (bytes > PAGE_BYTES && to > from) break;
  }
  return {
    columns: columns.map(columnMetadataOf),
    rows: rows.slice(from, to),
    totalRows: rows.length,
    ...(to < rows.length ? { nextToken: String(to) } : {}),
  };
}
