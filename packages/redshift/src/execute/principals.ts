import { type PrincipalKind, principalEngineName } from "../catalog/principal-name.ts";
import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Grantee, Name } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";

/** OID of a user, role or group, or undefined. */
export async function findPrincipal(
  connection: EngineConnection,
  kind: PrincipalKind,
  name: string,
): Promise<string | undefined> {
  const found = await connection.query("SELECT id FROM redshift_internal.principal WHERE kind = $1 AND name = $2", [
    kind,
    name,
  ]);
  return found.rows[0]?.[0] ?? undefined;
}

/** Makes a user, role or group. @param attributes of PostgreSQL's CREATE ROLE @returns its OID */
export async function createPrincipal(
  connection: EngineConnection,
  kind: PrincipalKind,
  name: string,
  attributes = "",
): Promise<string> {
  const engineName = principalEngineName(kind, name);
  await connection.execute(`CREATE ROLE ${quoteIdentifier(engineName)} NOLOGIN ${attributes}`);
  const made = await connection.query(
    "INSERT INTO redshift_internal.principal SELECT oid, $1, $2 FROM pg_roles WHERE rolname = $3 RETURNING id",
    [kind, name, engineName],
  );
  return made.rows[0]?.[0] ?? "";
}

/** Another name. */
export async function renamePrincipal(
  connection: EngineConnection,
  kind: PrincipalKind,
  name: string,
  to: string,
): Promise<void> {
  const [before, after] = [principalEngineName(kind, name), principalEngineName(kind, to)].map(quoteIdentifier);
  await connection.execute(`ALTER ROLE ${before} RENAME TO ${after}`);
  await connection.query("UPDATE redshift_internal.principal SET name = $3 WHERE kind = $1 AND name = $2", [
    kind,
    name,
    to,
  ]);
}

/** Forgets a user, role or group and what it was attached to. */
export async function dropPrincipal(
  connection: EngineConnection,
  kind: PrincipalKind,
  name: string,
  id: string,
): Promise<void> {
  await connection.execute(`DROP ROLE ${quoteIdentifier(principalEngineName(kind, name))}`);
  await connection.query("DELETE FROM redshift_internal.attached_role WHERE $1::oid IN (user_id, role_id)", [id]);
  await connection.query("DELETE FROM redshift_internal.role_owner WHERE $1::oid IN (id, role_id)", [id]);
  await connection.query("DELETE FROM redshift_internal.system_privilege WHERE role_id = $1::oid", [id]);
  await connection.query("DELETE FROM redshift_internal.user_option WHERE id = $1::oid", [id]);
  await connection.query("DELETE FROM redshift_internal.user_parameter WHERE id = $1::oid", [id]);
  await connection.query("DELETE FROM redshift_internal.principal WHERE id = $1::oid", [id]);
}

/** The name of a user, role or group for the engine, quoted. @throws {SqlError} 42704 when there is none */
export async function existingPrincipal(execution: Execution, kind: PrincipalKind, name: Name): Promise<string> {
  const given = principalNameOf(name);
  const id = await execution.asEngine(() => findPrincipal(execution.connection, kind, given));
  if (id === undefined) throw new SqlError("42704", `${kind} "${given}" does not exist`, positionOf(name));
  return quoteIdentifier(principalEngineName(kind, given));
}

/** A grantee for the engine, quoted. @throws {SqlError} 42704 when there is none of that name */
export async function existingGrantee(execution: Execution, grantee: Grantee): Promise<string> {
  return grantee.kind === "public" ? "PUBLIC" : existingPrincipal(execution, grantee.kind, grantee.name);
}

/**
 * Groups and roles may have no WITH GRANT OPTION. https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
 * @throws {SqlError} 0LP01
 */
export function refuseOptionsOf(grantees: readonly Grantee[]): void {
  const refused = grantees.find(({ kind, withOption }) => withOption && kind !== "user");
  if (refused !== undefined) throw new SqlError("0LP01", "grant options can only be granted to individual users");
}

/** OID of a grantee, 0 of PUBLIC. @throws {SqlError} 42704 when there is none of that name */
export async function granteeId(execution: Execution, grantee: Grantee): Promise<string> {
  if (grantee.kind === "public") return "0";
  const given = principalNameOf(grantee.name);
  const id = await execution.asEngine(() => findPrincipal(execution.connection, grantee.kind, given));
  if (id === undefined)
    throw new SqlError("42704", `${grantee.kind} "${given}" does not exist`, positionOf(grantee.name));
  return id;
}
