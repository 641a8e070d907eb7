import type { AwsError, Service } from "../service.ts";

/** What the query protocol calls the faults that every service has. */
const GENERAL_CODES: Readonly<Record<string, string>> = {
  AccessDeniedException: "AccessDenied",
  ValidationException: "ValidationError",
  UnrecognizedClientException: "InvalidClientTokenId",
  MissingAuthenticationTokenException: "MissingAuthenticationToken",
  IncompleteSignatureException: "IncompleteSignature",
  InvalidSignatureException: "SignatureDoesNotMatch",
};

/** The error's code in the query protocol. */
export function queryErrorCode(service: Service | undefined, code: string): string {
  return service?.query?.errorCodes?.[code] ?? GENERAL_CODES[code] ?? code;
}

/**
 * Services that moved from query to JSON give the old code in a header, and clients that know it (`x-amzn-query-mode`) prefer it.
 * https://smithy.io/2.0/aws/protocols/aws-query-protocol.html (awsQueryCompatible)
 */
export function queryErrorHeader(service: Service | undefined, error: AwsError): Readonly<Record<string, string>> {
  if (!service?.protocols.includes("query")) return {};
  return {
    "x-amzn-query-error": `${queryErrorCode(service, error.code)};${error.status >= 500 ? "Receiver" : "Sender"}`,
  };
}
