import { principalEngineName } from "../catalog/principal-name.ts";
import type { EngineConnection } from "../engine/engine.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import type { SignIn } from "../sign-in.ts";
import type { SessionUser } from "./execution.ts";
import { createPrincipal, findPrincipal } from "./principals.ts";

const ATTACHED = `
SELECT p.id, p.name, a.role_id IS NOT NULL FROM redshift_internal.principal p
LEFT JOIN redshift_internal.attached_role a ON a.role_id = p.id AND a.user_id = $1::oid
WHERE p.kind = 'role' AND (p.name = ANY (ARRAY(SELECT json_array_elements_text($2::json))) OR a.role_id IS NOT NULL)`;

/**
 * The user of a sign-in: made the first time, with exactly the database roles this sign-in brings along besides those granted to it.
 * Roles that do not exist are ignored. https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-federated-db-roles.html
 */
export async function signInUser(connection: EngineConnection, signIn: SignIn): Promise<SessionUser> {
  await connection.execute("BEGIN");
  try {
    const name = signIn.databaseUser;
    const id =
      (await findPrincipal(connection, "user", name)) ??
      (await createPrincipal(connection, "user", name, signIn.superuser ? "SUPERUSER" : ""));
    const engineName = principalEngineName("user", name);
    await attachRoles(connection, id, engineName, signIn.roles);
    const attributes = await connection.query("SELECT rolsuper FROM pg_roles WHERE oid = $1::oid", [id]);
    await connection.execute("COMMIT");
    return { name, engineName, id, superuser: attributes.rows[0]?.[0] === "t" };
  } catch (error) {
    await connection.execute("ROLLBACK");
    throw error;
  }
}

async function attachRoles(
  connection: EngineConnection,
  userId: string,
  engineName: string,
  roles: readonly string[],
): Promise<void> {
  const known = await connection.query(ATTACHED, [userId, JSON.stringify(roles)]);
  const user = quoteIdentifier(engineName);
  for (const [roleId = "", role = "", attached] of known.rows.map((row) => row.map((value) => value ?? ""))) {
    const wanted = roles.includes(role);
    if (wanted === (attached === "t")) continue;
    const quoted = quoteIdentifier(principalEngineName("role", role));
    await connection.execute(wanted ? `GRANT ${quoted} TO ${user}` : `REVOKE ${quoted} FROM ${user}`);
    await connection.query(
      wanted
        ? "INSERT INTO redshift_internal.attached_role VALUES ($1::oid, $2::oid)"
        : "DELETE FROM redshift_internal.attached_role WHERE user_id = $1::oid AND role_id = $2::oid",
      [userId, roleId],
    );
  }
}
