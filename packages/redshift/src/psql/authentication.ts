import { createHash, timingSafeEqual } from "node:crypto";

/** How a user proves who it is. */
export type Authentication =
  /** It need not. */
  | { readonly method: "trust" }
  /** By its password, which stays with the client. `hash` is that of `passwordHash`; undefined where no password will do. */
  | { readonly method: "md5"; readonly hash: string | undefined }
  /** By its password in clear text. */
  | { readonly method: "cleartext"; readonly accepts: (password: string) => boolean };

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

function md5(bytes: string | Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}
