import type { SignIn } from "../sign-in.ts";
import type { DataApiContext } from "./run-statement.ts";
import type { StoredStatement } from "./stored-statement.ts";
import { type SubmitRequest, submitStatement } from "./submit-statement.ts";

export interface ExecuteStatementRequest extends SubmitRequest {
  readonly sql: string;
}

/**
 * ExecuteStatement: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html
 * @throws {DataApiError} ValidationException, ActiveStatementsExceededException
 */
export function executeStatement(
  context: DataApiContext,
  signIn: SignIn,
  request: ExecuteStatementRequest,
): Promise<StoredStatement> {
  return submitStatement(context, signIn, request, { sqls: [request.sql], mode: "auto-commit", isBatch: false });
}
