import { type PrincipalKind, principalEngineName } from "../catalog/principal-name.ts";
import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { Grantee, Name } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";

/** OID of a user or role, or undefined. */
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

/** Makes a user or role. @param attributes of PostgreSQL's CREATE ROLE @returns its OID */
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

/** Forgets a user or role and what it was attached to. */
export async function dropPrincipal(
  connection: EngineConnection,
  kind: PrincipalKind,
  name: string,
  id: string,
): Promise<void> {
  await connection.execute(`DROP ROLE ${quoteIdentifier(principalEngineName(kind, name))}`);
  await connection.query("DELETE FROM redshift_internal.attached_role WHERE $1::oid IN (user_id, role_id)", [id]);
  await connection.query("DELETE FROM redshift_internal.role_owner WHERE $1::oid IN (id, role_id)", [id]);
  await connection.query("DELETE FROM redshift_internal.principal WHERE id = $1::oid", [id]);
}

/** The role or user's name for the engine, quoted. @throws {SqlError} 42704 when there is none */
export async function existingPrincipal(execution: Execution, kind: PrincipalKind, name: Name): Promise<string> {
  const given = principalNameOf(name);
  const id = await execution.asEngine(() => findPrincipal(execution.connection, kind, given));
  if (id === undefined) throw new SqlError("42704", `${kind} "${given}" does not exist`, positionOf(name));
  return quoteIdentifier(principalEngineName(kind, given));
}

/** Grantees for the engine, quoted. @throws {SqlError} when one does not exist, or is a group (which this Redshift has none of) */
export async function existingGrantees(execution: Execution, grantees: readonly Grantee[]): Promise<string> {
  const names: string[] = [];
  for (const grantee of grantees) {
    if (grantee.kind === "public") names.push("PUBLIC");
    else if (grantee.kind === "group") {
      throw new SqlError("42704", `group "${principalNameOf(grantee.name)}" does not exist`, positionOf(grantee.name));
    } else names.push(await existingPrincipal(execution, grantee.kind, grantee.name));
  }
  return names.join(", ");
}
