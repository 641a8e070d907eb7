import type { SignIn } from "../sign-in.ts";
import { DataApiError } from "./data-api-error.ts";
import type { DataApiContext } from "./run-statement.ts";
import type { StoredStatement } from "./stored-statement.ts";
import { type SubmitRequest, submitStatement } from "./submit-statement.ts";

const MAX_STATEMENTS = 40;

export interface BatchExecuteStatementRequest extends SubmitRequest {
  readonly sqls: readonly string[];
  /** All in one transaction, or each committed. @default "transaction" */
  readonly executionMode?: "transaction" | "auto-commit";
}

/**
 * BatchExecuteStatement: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html
 * @throws {DataApiError} ValidationException, ActiveStatementsExceededException
 */
export async function batchExecuteStatement(
  context: DataApiContext,
  signIn: SignIn,
  request: BatchExecuteStatementRequest,
): Promise<StoredStatement> {
  const { sqls, executionMode = "transaction" } = request;
  if (sqls.length === 0 || sqls.length > MAX_STATEMENTS) {
    throw new DataApiError(
      "ValidationException",
      `Sqls has ${sqls.length} statements; it takes 1 to ${MAX_STATEMENTS}.`,
    );
  }
  return submitStatement(context, signIn, request, { sqls, mode: executionMode, isBatch: true });
}
