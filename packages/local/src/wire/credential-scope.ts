import { AwsError } from "../service.ts";

const ALGORITHM = "AWS4-HMAC-SHA256";
/** IAM's alphabet for user names, which a person's access key is taken for here. */
const ACCESS_KEY_PATTERN = /^[\w+=,.@-]{1,128}$/;

/** An Authorization header of Signature Version 4, in its parts. */
export interface SignedBy {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  /** The service the request is for: what this local AWS routes by. */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/**
 * Reads the Authorization header.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @throws {AwsError} MissingAuthenticationToken or IncompleteSignature, as AWS answers.
 */
export function readCredentialScope(authorization: string | undefined): SignedBy {
  if (!authorization) throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
  const [algorithm, rest = ""] = splitOnce(authorization.trim(), " ");
  if (algorithm !== ALGORITHM)
    throw incomplete(`Authorization header uses "${algorithm}"; only ${ALGORITHM} is known.`);

  const parts = new Map(rest.split(",").map((part) => splitOnce(part.trim(), "=")));
  const missing = ["Credential", "Signature", "SignedHeaders"].filter((name) => !parts.get(name));
  if (missing.length > 0) {
    throw incomplete(missing.map((name) => `Authorization header requires '${name}' parameter.`).join(" "));
  }

  const scope = (parts.get("Credential") ?? "").split("/");
  const terminator = scope.pop();
  const service = scope.pop() ?? "";
  const region = scope.pop() ?? "";
  const date = scope.pop() ?? "";
  const accessKeyId = scope.join("/");
  if (terminator !== "aws4_request" || !service || !region || !/^\d{8}$/.test(date)) {
    throw incomplete("Credential must have the form <access key>/<YYYYMMDD>/<region>/<service>/aws4_request.");
  }
  if (!ACCESS_KEY_PATTERN.test(accessKeyId)) {
    throw incomplete(`Access key "${accessKeyId}" can't be used: 1 to 128 letters, digits and _+=,.@- are allowed.`);
  }
  return {
    accessKeyId,
    date,
    region,
    service,
    signedHeaders: (parts.get("SignedHeaders") ?? "").toLowerCase().split(";"),
    signature: parts.get("Signature") ?? "",
  };
}

function incomplete(message: string): AwsError {
  return new AwsError("IncompleteSignatureException", message, 400);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + separator.length)];
}
