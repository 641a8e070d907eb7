import { timingSafeEqual } from "node:crypto";
import type { Identity } from "../identity/identity.ts";
import { AwsError, type Caller } from "../service.ts";
import type { SignedBy } from "./credential-scope.ts";
import type { WireRequest } from "./exchange.ts";
import { verifySignature } from "./signature.ts";
import { type SigningTime, verifySigningTime } from "./signing-time.ts";

/**
 * Whose request this is. A key that this local AWS issued must have signed it, and not long ago; a person's own keys are taken at their
 * word, since their secret is not known here.
 * @throws {AwsError} UnrecognizedClientException or InvalidSignatureException.
 */
export function authenticate(
  request: WireRequest,
  signedBy: SignedBy,
  { identity, signingTime }: { readonly identity: Identity; readonly signingTime: SigningTime },
): Caller {
  const caller = identity.callerOf(signedBy.accessKeyId);
  const secret = identity.secretOf(signedBy.accessKeyId);
  if (secret === undefined) return caller;

  const token = identity.sessionTokenOf(signedBy.accessKeyId);
  if (token !== undefined && !equal(token, request.headers["x-amz-security-token"] ?? "")) {
    throw new AwsError("UnrecognizedClientException", "The security token included in the request is invalid.", 403);
  }
  verifySigningTime(request.headers["x-amz-date"], signedBy, signingTime);
  verifySignature(request, signedBy, secret);
  return caller;
}

function equal(expected: string, given: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(given);
  return left.length === right.length && timingSafeEqual(left, right);
}
