import type { SignIn } from "../sign-in.ts";
import { DataApiError } from "./data-api-error.ts";
import type { DataApiContext } from "./run-statement.ts";
import type { KeptSession, SessionStatus } from "./session-store.ts";

export interface ListSessionsRequest {
  readonly sessionId?: string;
  /** @default those that are AVAILABLE or BUSY */
  readonly status?: SessionStatus;
}

/**
 * ListSessions: a principal's sessions of the last 24 hours, newest first.
 * https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ListSessions.html
 * @throws {DataApiError} ResourceNotFoundException for a session id that is not the principal's
 */
export function listSessions(
  { sessions }: DataApiContext,
  signIn: SignIn,
  { sessionId, status }: ListSessionsRequest,
): readonly KeptSession[] {
  const all = sessions.of(signIn);
  if (sessionId === undefined) {
    return all.filter((kept) => (status === undefined ? kept.status !== "CLOSED" : kept.status === status));
  }
  const found = all.filter(({ id }) => id === sessionId);
  if (found.length === 0) throw new DataApiError("ResourceNotFoundException", `Session ${sessionId} does not exist.`);
  return found;
}
