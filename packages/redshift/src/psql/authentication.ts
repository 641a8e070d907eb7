import { createHash, timingSafeEqual } from "node:crypto";
import type { Login } from "../execute/logins.ts";

/** How a user proves who it is. */
export type Authentication =
  /** It need not. */
  | { readonly method: "trust" }
  /** By its password, which stays with the client. `hash` is that of `passwordHash`; undefined where no password will do. */
  | { readonly method: "md5"; readonly hash: string | undefined }
  /** By its password in clear text. */
  | { readonly method: "cleartext"; readonly accepts: (password: string) => boolean };

/** How a user with a password proves that it knows it; nobody does where none is kept. @param now milliseconds since the epoch */
export function passwordAuthentication({ password, validUntil }: Partial<Login>, now: number): Authentication {
  const kept = validUntil !== undefined && validUntil <= now ? undefined : password;
  const [scheme, digest = "", salt = ""] = kept?.split("|") ?? [];
  if (scheme !== "sha256") return { method: "md5", hash: kept?.replace(/^md5/, "").toLowerCase() };
  return { method: "cleartext", accepts: (given) => isDigest(given, digest, salt) };
}

/** What is kept of a password: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
export function passwordHash(password: string, user: string): string {
  return md5(`${password}${user}`);
}

/** Whether a client's answer to the question for an MD5 password fits. */
export function isMd5Answer(answer: string, hash: string | undefined, salt: Buffer): boolean {
  const expected = Buffer.from(`md5${md5(Buffer.concat([Buffer.from(hash ?? ""), salt]))}`);
  const given = Buffer.from(answer);
  return given.length === expected.length && timingSafeEqual(given, expected) && hash !== undefined;
}

/** Of the password and the salt's bytes. */
function isDigest(password: string, digest: string, salt: string): boolean {
  const made = createHash("sha256").update(password).update(Buffer.from(salt, "hex")).digest();
  const kept = Buffer.from(digest, "hex");
  return made.length === kept.length && timingSafeEqual(made, kept);
}

function md5(bytes: string | Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}
