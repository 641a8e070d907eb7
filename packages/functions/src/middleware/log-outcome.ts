import type { Logger } from "@aws-lambda-powertools/logger";
import type { MiddlewareObj } from "@middy/core";

/** Logs what an invocation came to: its result, or the error with its causes. The error goes on to Lambda. */
export function logOutcome(logger: Pick<Logger, "info" | "error">): MiddlewareObj {
  const after = (request: { response: unknown }): void => {
    logger.info("done", { outcome: request.response });
  };
  const onError = (request: { error: unknown }): void => {
    logger.error("failed", { error: request.error });
  };
  return { after, onError };
}
