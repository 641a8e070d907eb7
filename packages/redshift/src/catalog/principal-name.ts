import { createHash } from "node:crypto";
import { NotSupportedSql } from "../sql/sql-error.ts";

/** PostgreSQL cuts longer names; Redshift takes 127 bytes. */
const ENGINE_NAME_BYTES = 63;

export type PrincipalKind = "user" | "role" | "group";

/**
 * What the engine calls a user, a role or a group: Redshift keeps their names apart, PostgreSQL does not.
 * A name too long for PostgreSQL (`IAMR:` and a role of 64 characters) ends in its hash.
 */
export function principalEngineName(kind: PrincipalKind, name: string): string {
  const engineName = kind !== "user" || /^(?:role|group):/.test(name) || RESERVED.has(name) ? `${kind}:${name}` : name;
  if (Buffer.byteLength(engineName) <= ENGINE_NAME_BYTES) return engineName;
  const hash = createHash("sha256").update(engineName).digest("hex").slice(0, 16);
  return `${[...engineName].slice(0, 40).join("").slice(0, 40)}#${hash}`;
}

/** Names that mean something else to PostgreSQL. */
const RESERVED = new Set(["postgres", "public", "none", "current_user", "session_user"]);

/** @throws {NotSupportedSql} for an object's name that PostgreSQL would cut */
export function checkObjectName(name: string): void {
  if (Buffer.byteLength(name) > ENGINE_NAME_BYTES) {
    throw new NotSupportedSql(`a name of more than ${ENGINE_NAME_BYTES} bytes ("${name}")`);
  }
}
