/**
 * Errors that the next request gets as well until a person does something: the stream is gone, or the caller may not
 * write to it, or nobody knows who the caller is
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html#API_PutRecords_Errors,
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html).
 */
const LASTING = new Set([
  "ResourceNotFoundException",
  "AccessDeniedException",
  "NotAuthorized",
  "OptInRequired",
  "ExpiredTokenException",
  "ExpiredToken",
  "UnrecognizedClientException",
  "InvalidClientTokenId",
  "InvalidSignatureException",
  "IncompleteSignature",
  "MissingAuthenticationToken",
  "MissingAuthenticationTokenException",
  "CredentialsProviderError",
  "TokenProviderError",
  "KMSAccessDeniedException",
  "KMSDisabledException",
  "KMSInvalidStateException",
  "KMSNotFoundException",
  "KMSOptInRequired",
]);

/** Whether a request failed for a reason that makes it pointless to go on with others. */
export function isLasting(error: unknown): error is Error {
  return error instanceof Error && LASTING.has(error.name);
}
