import type { EngineConnection } from "../engine/engine.ts";
import { SqlError } from "../sql/sql-error.ts";
import { DONE, type Executor } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";
import { dropPrincipal, findPrincipal } from "./principals.ts";
import { requireSystemPrivilege } from "./system-privileges.ts";

/** What holds a user, the first of these; PostgreSQL's dependencies are `o` of an owner, `a` of somebody in an access list. */
const HELD_BY = `
SELECT CASE WHEN classid = 'pg_default_acl'::regclass AND deptype = 'o' THEN 2 WHEN deptype = 'o' THEN 0 ELSE 1 END
FROM pg_shdepend WHERE refclassid = 'pg_authid'::regclass AND refobjid = $1::oid AND deptype IN ('o', 'a')
UNION ALL SELECT 0 FROM redshift_internal.role_owner WHERE id = $1::oid
UNION ALL SELECT 1 FROM redshift_internal.object_privilege WHERE grantee = $1::oid AND redshift_internal.exists(id)
ORDER BY 1 LIMIT 1`;

/** https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_USER.html ; the last is reported by users */
const REASONS = [
  ["55006", "can't be dropped because the user owns some object"],
  ["55006", "can't be dropped because the user has a privilege on some object"],
  ["2BP01", "cannot be dropped because some objects depend on it"],
] as const;

/** DROP USER, while it owns nothing and has no privilege: https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_USER.html */
export const dropUser: Executor<"drop user"> = async ({ names, ifExists }, execution) => {
  const { connection, user } = execution;
  await requireSystemPrivilege(execution, "drop user", "permission denied to drop user");
  await execution.asEngine(async () => {
    for (const given of names) {
      const name = principalNameOf(given);
      const id = await findPrincipal(connection, "user", name);
      if (id === undefined) {
        if (ifExists) continue;
        throw new SqlError("42704", `user "${name}" does not exist`, positionOf(given));
      }
      if (name === user.name) throw new SqlError("55006", "current user cannot be dropped", positionOf(given));
      await requireSuperuserForSuperuser(connection, id, user.superuser);
      const held = await connection.query(HELD_BY, [id]);
      const reason = REASONS[Number(held.rows[0]?.[0] ?? REASONS.length)];
      if (reason !== undefined) throw new SqlError(reason[0], `user "${name}" ${reason[1]}`, positionOf(given));
      await dropPrincipal(connection, "user", name, id);
    }
  });
  return { ...DONE, changed: ["principals"] };
};

async function requireSuperuserForSuperuser(
  connection: EngineConnection,
  id: string,
  bySuperuser: boolean,
): Promise<void> {
  if (bySuperuser) return;
  const found = await connection.query("SELECT rolsuper FROM pg_roles WHERE oid = $1::oid", [id]);
  if (found.rows[0]?.[0] === "t") throw new SqlError("42501", "permission denied to drop superuser");
}
