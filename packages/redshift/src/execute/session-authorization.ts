import { principalEngineName } from "../catalog/principal-name.ts";
import { SqlError } from "../sql/sql-error.ts";
import { DONE, type Execution, type Executor, type SessionUser } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";

/**
 * SET SESSION AUTHORIZATION, by who signed in as a superuser:
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SET_SESSION_AUTHORIZATION.html
 */
export const setSessionAuthorization: Executor<"set session authorization"> = async ({ user, scope }, execution) => {
  if (user === undefined) {
    await execution.authorize(undefined, scope);
    return DONE;
  }
  const name = principalNameOf(user);
  if (!execution.signedIn.superuser && name !== execution.signedIn.name)
    throw new SqlError("42501", "permission denied to set session authorization", positionOf(user));
  const found = await execution.asEngine(() => userNamed(name, execution));
  if (found === undefined) throw new SqlError("42704", `user "${name}" does not exist`, positionOf(user));
  await execution.authorize(found, scope);
  return DONE;
};

async function userNamed(name: string, { connection }: Execution): Promise<SessionUser | undefined> {
  const found = await connection.query(
    `SELECT p.id, r.rolsuper FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id
     WHERE p.kind = 'user' AND p.name = $1`,
    [name],
  );
  const [id, superuser] = found.rows[0] ?? [];
  if (id === undefined || id === null) return undefined;
  return { name, engineName: principalEngineName("user", name), id, superuser: superuser === "t" };
}
