import type { SignIn } from "../sign-in.ts";
import type { DataApiContext } from "./run-statement.ts";
import type { StoredStatement, SubStatement } from "./stored-statement.ts";
import { waitForEnd } from "./submit-statement.ts";

/**
 * DescribeStatement: https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_DescribeStatement.html
 * @throws {DataApiError} ResourceNotFoundException, also for another principal's statement
 */
export async function describeStatement(
  { store, clock }: DataApiContext,
  signIn: SignIn,
  request: { readonly id: string; readonly waitTimeSeconds?: number },
): Promise<{ readonly statement: StoredStatement; readonly part?: SubStatement }> {
  const found = store.find(signIn, request.id);
  if (request.waitTimeSeconds !== undefined) await waitForEnd(found.statement, request.waitTimeSeconds, clock);
  return found;
}
