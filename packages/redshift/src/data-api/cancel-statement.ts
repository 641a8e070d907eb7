import type { SignIn } from "../sign-in.ts";
import { DataApiError } from "./data-api-error.ts";
import type { DataApiContext } from "./run-statement.ts";
import { hasEnded } from "./stored-statement.ts";

/**
 * CancelStatement: what has not committed will not; a statement the engine is in the middle of is taken back when it is through.
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_CancelStatement.html
 * @throws {DataApiError} ResourceNotFoundException; ValidationException when it has ended
 */
export function cancelStatement({ store }: DataApiContext, signIn: SignIn, request: { readonly id: string }): boolean {
  const { statement } = store.find(signIn, request.id);
  if (hasEnded(statement.overall)) {
    throw new DataApiError(
      "ValidationException",
      `Could not cancel a query that is already in ${statement.overall.status} state.`,
    );
  }
  statement.controller.abort();
  return true;
}
