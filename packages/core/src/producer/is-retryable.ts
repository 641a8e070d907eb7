/**
 * Answers with a 4xx status that a later attempt may not get: the shard's or account's rate, or KMS's
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html#API_PutRecords_Errors).
 */
const RETRYABLE_ANSWERS = new Set([
  "ProvisionedThroughputExceededException",
  "LimitExceededException",
  "KMSThrottlingException",
  "ThrottlingException",
  "Throttling",
  "TooManyRequestsException",
  "RequestTimeout",
  "RequestTimeoutException",
]);

/** Errors without an answer that are not the network's: nothing was sent, and nothing will be the next time. */
const NEVER_SENT = new Set([
  "CredentialsProviderError",
  "TokenProviderError",
  "TypeError",
  "RangeError",
  "SyntaxError",
]);

const REDIRECTIONS = 300;
const TOO_MANY_REQUESTS = 429;
const SERVER_ERRORS = 500;

/** Whether a request that failed as a whole may succeed when it is sent again: throttled, broken off, answered unreadably, or the service's fault. */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = statusOf(error);
  if (status === undefined) return !NEVER_SENT.has(error.name);
  const isUnreadable = status < REDIRECTIONS;
  return isUnreadable || status >= SERVER_ERRORS || status === TOO_MANY_REQUESTS || RETRYABLE_ANSWERS.has(error.name);
}

/** The HTTP status of the service's answer, if there was one. */
function statusOf(error: Error): number | undefined {
  if (!("$metadata" in error) || typeof error.$metadata !== "object" || error.$metadata === null) return undefined;
  const { $metadata } = error;
  return "httpStatusCode" in $metadata && typeof $metadata.httpStatusCode === "number"
    ? $metadata.httpStatusCode
    : undefined;
}
