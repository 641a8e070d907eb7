import { EngineError } from "../engine/engine-error.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { SqlError } from "../sql/sql-error.ts";
import type { GrantRole } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";
import { createPrincipal, dropPrincipal, existingGrantees, existingPrincipal, findPrincipal } from "./principals.ts";

const CHANGED: Outcome = { ...DONE, changed: ["principals"] };

/** CREATE ROLE: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_ROLE.html */
export const createRole: Executor<"create role"> = async ({ name }, execution) => {
  const { connection, user } = execution;
  const given = principalNameOf(name);
  requireSuperuser(execution, "permission denied to create role");
  await execution.asEngine(async () => {
    if ((await findPrincipal(connection, "role", given)) !== undefined) {
      throw new SqlError("42710", `role "${given}" already exists`, positionOf(name));
    }
    const id = await createPrincipal(connection, "role", given);
    await connection.query("INSERT INTO redshift_internal.role_owner VALUES ($1::oid, $2::oid)", [id, user.id]);
  });
  return CHANGED;
};

/**
 * DROP ROLE; FORCE takes it from everyone it was granted to, and what it holds from it, but no privilege on an object: its words are
 * those of https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_ROLE.html and https://github.com/awslabs/amazon-redshift-utils/issues/654
 */
export const dropRole: Executor<"drop role"> = async ({ name, force }, execution) => {
  const { connection } = execution;
  const given = principalNameOf(name);
  requireSuperuser(execution, `permission denied to drop role "${given}"`);
  await execution.asEngine(async () => {
    const id = await findPrincipal(connection, "role", given);
    if (id === undefined) throw new SqlError("42704", `role "${given}" does not exist`, positionOf(name));
    const grants = await connection.query(
      "SELECT roleid = $1::oid FROM pg_auth_members WHERE $1::oid IN (roleid, member) ORDER BY 1",
      [id],
    );
    if (grants.rowCount > 0 && !force) {
      const reason = grants.rows[0]?.[0] === "t" ? "it has been granted on a user" : "it depends on another role";
      throw new SqlError("2BP01", `cannot drop this role since ${reason}`, {
        ...positionOf(name),
        hint: "Use DROP ROLE ... FORCE to remove its assignments as well.",
      });
    }
    await dropPrincipal(connection, "role", given, id).catch((cause: unknown) => {
      if (!(cause instanceof EngineError) || cause.sqlState !== "2BP01") throw cause;
      const message = `role "${given}" cannot be dropped because the role has a privilege on some object`;
      throw new SqlError("55006", message, positionOf(name), { cause });
    });
  });
  return CHANGED;
};

/** GRANT ROLE r TO ...: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html */
export const grantRole: Executor<"grant role"> = (statement, execution) =>
  changeMembers(statement, execution, "GRANT", "TO", statement.adminOption ? " WITH ADMIN OPTION" : "");

/** REVOKE ROLE r FROM ...: https://docs.aws.amazon.com/redshift/latest/dg/r_REVOKE.html */
export const revokeRole: Executor<"revoke role"> = (statement, execution) =>
  changeMembers(statement, execution, statement.adminOption ? "REVOKE ADMIN OPTION FOR" : "REVOKE", "FROM", "");

async function changeMembers(
  { roles, grantees }: GrantRole,
  execution: Execution,
  verb: string,
  preposition: string,
  suffix: string,
): Promise<Outcome> {
  const names = [];
  for (const role of roles) names.push(await existingPrincipal(execution, "role", role));
  const members = await existingGrantees(execution, grantees);
  const sql = `${verb} ${names.join(", ")} ${preposition} ${members}${suffix}`;
  // A member with ADMIN OPTION may pass a role on; PostgreSQL checks that when it runs as the user.
  await execution.connection.execute(sql);
  return CHANGED;
}

/** @throws {SqlError} 42501 with that message */
export function requireSuperuser({ user }: Execution, message: string): void {
  if (!user.superuser) throw new SqlError("42501", message);
}

/** For PostgreSQL's SET ROLE. */
export function setRoleTo(engineName: string): string {
  return `SET LOCAL ROLE ${quoteIdentifier(engineName)}`;
}
