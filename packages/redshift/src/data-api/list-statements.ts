import type { SignIn } from "../sign-in.ts";
import { DataApiError } from "./data-api-error.ts";
import type { DataApiContext } from "./run-statement.ts";
import type { StatementStatus, StoredStatement } from "./stored-statement.ts";

export interface ListStatementsRequest {
  /** Beginning of the statement's name. */
  readonly statementName?: string;
  /** @default "FINISHED": https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListStatements.html */
  readonly status?: StatementStatus | "ALL";
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** ListStatements: a principal's own, newest first. @throws {DataApiError} ValidationException */
export function listStatements(
  { store }: DataApiContext,
  signIn: SignIn,
  { statementName = "", status = "FINISHED", maxResults = 100, nextToken }: ListStatementsRequest,
): { readonly statements: readonly StoredStatement[]; readonly nextToken?: string } {
  const matching = store
    .of(signIn)
    .filter((statement) => (statement.statementName ?? "").startsWith(statementName))
    .filter((statement) => status === "ALL" || statement.overall.status === status);
  const from = nextToken === undefined ? 0 : matching.findIndex(({ id }) => id === nextToken);
  if (from < 0) throw new DataApiError("ValidationException", "NextToken is not one that this operation has given.");
  const next = matching[from + maxResults];
  return { statements: matching.slice(from, from + maxResults), ...(next === undefined ? {} : { nextToken: next.id }) };
}
