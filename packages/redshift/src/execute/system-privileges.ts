import type { EngineConnection } from "../engine/engine.ts";
import type { SystemPrivilege } from "../sql/parse-grant.ts";
import { SYSTEM_PRIVILEGES } from "../sql/parse-grant.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { PrivilegeChange } from "../sql/tree.ts";
import { DONE, type Execution, type Outcome } from "./execution.ts";
import { principalNameOf } from "./names.ts";
import { findPrincipal } from "./principals.ts";

/** Whether the user has a system permission by its roles, or is a superuser. */
export async function holds({ connection, user }: Execution, privilege: SystemPrivilege): Promise<boolean> {
  if (user.superuser) return true;
  const found = await connection.query("SELECT redshift_internal.holds(current_user, $1)", [privilege.toUpperCase()]);
  return found.rows[0]?.[0] === "t";
}

/** @throws {SqlError} 42501 with that message */
export async function requireSystemPrivilege(
  execution: Execution,
  privilege: SystemPrivilege,
  message: string,
): Promise<void> {
  if (!(await holds(execution, privilege))) throw new SqlError("42501", message);
}

/** GRANT CREATE USER TO ROLE r, and REVOKE: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html */
export async function changeSystemPrivileges(statement: PrivilegeChange, execution: Execution): Promise<Outcome> {
  const { user, connection } = execution;
  if (!user.superuser) throw new SqlError("42501", "permission denied to grant system privileges");
  const all = statement.privileges.some(({ name }) => name === "all");
  const names = all ? SYSTEM_PRIVILEGES : statement.privileges.map(({ name }) => name);
  await execution.asEngine(async () => {
    for (const grantee of statement.grantees) {
      if (grantee.kind !== "role") {
        throw new SqlError("0LP01", "system privileges can only be granted to or revoked from roles");
      }
      const name = principalNameOf(grantee.name);
      const id = await findPrincipal(connection, "role", name);
      if (id === undefined) throw new SqlError("42704", `role "${name}" does not exist`);
      if (name.startsWith("sys:")) throw new SqlError("42501", `cannot alter system-defined role "${name}"`);
      await change(connection, statement.kind, id, names);
    }
  });
  return DONE;
}

async function change(
  connection: EngineConnection,
  kind: PrivilegeChange["kind"],
  roleId: string,
  names: readonly string[],
): Promise<void> {
  const sql =
    kind === "grant privileges"
      ? "INSERT INTO redshift_internal.system_privilege SELECT $1::oid, value FROM json_array_elements_text($2::json) ON CONFLICT DO NOTHING"
      : "DELETE FROM redshift_internal.system_privilege WHERE role_id = $1::oid AND privilege = ANY (ARRAY(SELECT json_array_elements_text($2::json)))";
  await connection.query(sql, [roleId, JSON.stringify(names.map((name) => name.toUpperCase()))]);
}
