import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { AwsError } from "../service.ts";
import type { SignedBy } from "./credential-scope.ts";
import type { WireRequest } from "./exchange.ts";

/**
 * Checks a Signature Version 4 signature.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 * @throws {AwsError} SignatureDoesNotMatch when it was not made with `secret` over this request.
 */
export function verifySignature(request: WireRequest, signedBy: SignedBy, secret: string): void {
  const timestamp = request.headers["x-amz-date"];
  const bodyHash = sha256(request.body);
  const claimed = request.headers["x-amz-content-sha256"];
  if (claimed !== undefined && claimed !== "UNSIGNED-PAYLOAD" && claimed !== bodyHash) throw mismatch();

  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...signedBy.signedHeaders.map((name) => `${name}:${headerOf(request, name).trim().replace(/\s+/g, " ")}`),
    "",
    signedBy.signedHeaders.join(";"),
    claimed ?? bodyHash,
  ].join("\n");
  const scope = `${signedBy.date}/${signedBy.region}/${signedBy.service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`;

  const key = [signedBy.date, signedBy.region, signedBy.service, "aws4_request"].reduce<string | Buffer>(
    (previous, part) => hmac(previous, part),
    `AWS4${secret}`,
  );
  const expected = hmac(key, text);
  const given = Buffer.from(signedBy.signature, "hex");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw mismatch();
}

/** The Kinesis client of the SDK for JavaScript, which speaks HTTP/2, signs `:authority` where others sign `host`. */
function headerOf({ headers }: WireRequest, name: string): string {
  return headers[name === ":authority" ? "host" : name] ?? "";
}

/** Each segment is encoded once more than it was sent (only S3 does not). */
function canonicalPath(path: string): string {
  return path.split("/").map(encode).join("/");
}

function canonicalQuery(query: string): string {
  if (!query) return "";
  return query
    .split("&")
    .map((pair) => {
      const at = pair.indexOf("=");
      const [name, value] = at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
      return `${encode(decode(name))}=${encode(decode(value))}`;
    })
    .sort()
    .join("&");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw Object.assign(mismatch(), { cause });
  }
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function mismatch(): AwsError {
  return new AwsError(
    "InvalidSignatureException",
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    403,
  );
}
