import type { Context } from "aws-lambda";

/** Time that an invocation keeps for cancelling, publishing its metrics and logging, before Lambda stops it. */
const RESERVE_MS = 5_000;

/** Aborts shortly before the function's time-out, so that an invocation can still say how far it came. */
export function deadlineSignal(context: Pick<Context, "getRemainingTimeInMillis">): AbortSignal {
  return AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MS));
}
