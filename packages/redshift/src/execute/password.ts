import { createHash } from "node:crypto";
import { SqlError } from "../sql/sql-error.ts";

/** `md5` and 32 digits, or `sha256|` and a password, or a digest and a salt. */
const HASHES = [/^md5[0-9a-f]{32}$/i, /^sha256\|[0-9a-f]{64}\|[0-9a-f]{64}$/i, /^sha256\|[^|]+$/i];

/** What a password in clear text must have; the words are ours. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^.{8,64}$/s, "must be 8 to 64 characters in length"],
  [/[A-Z]/, "must contain at least one uppercase letter"],
  [/[a-z]/, "must contain at least one lowercase letter"],
  [/[0-9]/, "must contain at least one number"],
  // The guide forbids @ as well, and uses it in an example.
  [/^[!#-&(-.0-[\]-~]*$/, "can only contain ASCII characters 33 to 126, except ' \" \\ and /"],
];

/**
 * A password nobody signs in with here, held to Redshift's rules.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
 * @throws {SqlError} 22023
 */
export function checkPassword(password: string): void {
  if (HASHES.some((hash) => hash.test(password))) return;
  const broken = RULES.find(([rule]) => !rule.test(password));
  if (broken !== undefined) throw new SqlError("22023", `password ${broken[1]}`);
}

/**
 * What is kept of a password: `md5` and the hash of password and user name, or `sha256|<digest>|<salt>`.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html
 */
export function storedPassword(password: string, user: string): string {
  if (HASHES.slice(0, 2).some((hash) => hash.test(password))) return password.toLowerCase();
  if (!/^sha256\|/i.test(password)) return `md5${hashOf("md5", password + user)}`;
  // Redshift draws the salt; here a user's is always the same.
  const salt = hashOf("sha256", user);
  const digest = hashOf("sha256", Buffer.concat([Buffer.from(password.slice(7)), Buffer.from(salt, "hex")]));
  return `sha256|${digest}|${salt}`;
}

function hashOf(algorithm: "md5" | "sha256", bytes: string | Buffer): string {
  return createHash(algorithm).update(bytes).digest("hex");
}
