import type { Context } from "aws-lambda";

/** Of one attempt: CloudWatch answers within a second or not at all. Three fit between an evaluation and its time-out. */
export const CLOUDWATCH_TIMEOUT_MS = 5_000;

/** Time that an invocation keeps for cancelling, publishing its metrics and logging, before Lambda stops it. */
const RESERVE_MS = 5_000;

/** Of those, what is left for the log when the last call has no answer. */
const LAST_WORDS_MS = 1_000;

/** Aborts shortly before the function's time-out, so that an invocation can still say how far it came. */
export function deadlineSignal(context: Pick<Context, "getRemainingTimeInMillis">): AbortSignal {
  return AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MS));
}

/** Aborts just before the function's time-out: for the last call of an invocation, so that its failure is still logged. */
export function lastCallSignal(context: Pick<Context, "getRemainingTimeInMillis">): AbortSignal {
  return AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - LAST_WORDS_MS));
}
