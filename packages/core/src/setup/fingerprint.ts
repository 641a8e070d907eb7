import { createHash } from "node:crypto";

/**
 * SHA-256 of statements as hex digits, by which set-up knows whether an object was made by them. Comments are gone when a file
 * is rendered, and blanks count as one, so that only a change that the warehouse could notice is a difference.
 */
export function fingerprint(statements: readonly string[]): string {
  return createHash("sha256")
    .update(statements.map((sql) => sql.replaceAll(/\s+/g, " ").trim()).join(";"))
    .digest("hex");
}
