import { principalEngineName } from "../catalog/principal-name.ts";
import { EngineError } from "../engine/engine-error.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Name } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";
import { createPrincipal, dropPrincipal, existingPrincipal, findPrincipal, renamePrincipal } from "./principals.ts";
import { holds, requireSystemPrivilege } from "./system-privileges.ts";

const CHANGED: Outcome = { ...DONE, changed: ["principals"] };

/** Prefixes of Redshift's own roles. https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html */
const RESERVED_PREFIX = /^(?:sys|ds):/i;

/** CREATE ROLE: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_ROLE.html */
export const createRole: Executor<"create role"> = async ({ name }, execution) => {
  const { connection, user } = execution;
  await requireSystemPrivilege(execution, "create role", "permission denied to create role");
  await execution.asEngine(async () => {
    const id = await createPrincipal(connection, "role", await newName(name, execution));
    await connection.query("INSERT INTO redshift_internal.role_owner VALUES ($1::oid, $2::oid)", [id, user.id]);
  });
  return CHANGED;
};

/** ALTER ROLE: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_ROLE.html */
export const alterRole: Executor<"alter role"> = async ({ name, rename, owner }, execution) => {
  const { connection } = execution;
  const given = principalNameOf(name);
  await existingPrincipal(execution, "role", name);
  if (owner !== undefined) await existingPrincipal(execution, "user", owner);
  if (!(await administers(given, execution)))
    throw new SqlError("42501", `permission denied to alter role "${given}"`, positionOf(name));
  refuseSystemRole(name);
  await execution.asEngine(async () => {
    if (owner !== undefined) {
      const roleId = (await findPrincipal(connection, "role", given)) ?? "";
      const ownerId = (await findPrincipal(connection, "user", principalNameOf(owner))) ?? "";
      await connection.query("UPDATE redshift_internal.role_owner SET id = $2::oid WHERE role_id = $1::oid", [
        roleId,
        ownerId,
      ]);
    }
    if (rename !== undefined) await renamePrincipal(connection, "role", given, await newName(rename, execution));
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
  await existingPrincipal(execution, "role", name);
  const allowed = (await administers(given, execution)) || (await holds(execution, "drop role"));
  if (!allowed) throw new SqlError("42501", `permission denied to drop role "${given}"`);
  refuseSystemRole(name);
  await execution.asEngine(async () => {
    const id = (await findPrincipal(connection, "role", given)) ?? "";
    const grants = await connection.query(
      `SELECT CASE WHEN m.member = $1::oid THEN 0 WHEN p.kind = 'user' THEN 1 ELSE 2 END FROM pg_auth_members m
       LEFT JOIN redshift_internal.principal p ON p.id = m.member WHERE $1::oid IN (m.roleid, m.member) ORDER BY 1`,
      [id],
    );
    if (grants.rowCount > 0 && !force) {
      const reason = grants.rows[0]?.[0] === "1" ? "it has been granted on a user" : "it depends on another role";
      throw new SqlError("2BP01", `cannot drop this role since ${reason}`, {
        ...positionOf(name),
        hint: "Use DROP ROLE ... FORCE to remove its assignments as well.",
      });
    }
    const message = `role "${given}" cannot be dropped because the role has a privilege on some object`;
    const held = await connection.query(
      "SELECT 1 FROM redshift_internal.object_privilege WHERE grantee = $1::oid AND redshift_internal.exists(id)",
      [id],
    );
    if (held.rowCount > 0) throw new SqlError("55006", message, positionOf(name));
    await dropPrincipal(connection, "role", given, id).catch((cause: unknown) => {
      if (!(cause instanceof EngineError) || cause.sqlState !== "2BP01") throw cause;
      throw new SqlError("55006", message, positionOf(name), { cause });
    });
  });
  return CHANGED;
};

/** GRANT ROLE r TO ..., by a superuser or who administers it: https://docs.aws.amazon.com/redshift/latest/dg/t_role_assignment.html */
export const grantRole: Executor<"grant role"> = async ({ roles, grantees }, execution) => {
  for (const grantee of grantees) {
    if (grantee.kind === "group" || grantee.kind === "public")
      throw new NotSupportedSql(`Granting a role to ${grantee.kind.toUpperCase()}`);
    if (grantee.withOption && grantee.kind !== "user")
      throw new SqlError("0LP01", "admin options can only be granted to individual users", positionOf(grantee.name));
    const member = await existingPrincipal(execution, grantee.kind, grantee.name);
    for (const role of roles) {
      const option = grantee.withOption ? " WITH ADMIN OPTION" : "";
      await changeMember(role, `TO ${member}${option}`, "GRANT", execution);
    }
  }
  return CHANGED;
};

/** REVOKE ROLE r FROM ...: https://docs.aws.amazon.com/redshift/latest/dg/r_REVOKE.html */
export const revokeRole: Executor<"revoke role"> = async ({ roles, grantees, adminOption }, execution) => {
  for (const grantee of grantees) {
    if (grantee.kind === "group" || grantee.kind === "public")
      throw new NotSupportedSql(`Revoking a role from ${grantee.kind.toUpperCase()}`);
    const member = await existingPrincipal(execution, grantee.kind, grantee.name);
    for (const role of roles)
      await changeMember(role, `FROM ${member}`, adminOption ? "REVOKE ADMIN OPTION FOR" : "REVOKE", execution);
  }
  return CHANGED;
};

/** @throws {SqlError} 42501 with that message */
export function requireSuperuser({ user }: Execution, message: string): void {
  if (!user.superuser) throw new SqlError("42501", message);
}

/** For PostgreSQL's SET ROLE. */
export function setRoleTo(engineName: string): string {
  return `SET LOCAL ROLE ${quoteIdentifier(engineName)}`;
}

async function changeMember(role: Name, member: string, verb: string, execution: Execution): Promise<void> {
  const name = principalNameOf(role);
  const quoted = await existingPrincipal(execution, "role", role);
  if (!(await administers(name, execution)))
    throw new SqlError("42501", `permission denied to ${verb === "GRANT" ? "grant" : "revoke"} role "${name}"`);
  await execution.asEngine(() =>
    execution.connection.execute(`${verb} ${quoted} ${member}`).catch((cause: unknown) => {
      if (!(cause instanceof EngineError) || cause.sqlState !== "0LP01") throw cause;
      const message = "cannot grant this role, a circular dependency was detected between these roles";
      throw new SqlError("0LP01", message, positionOf(role), { cause });
    }),
  );
}

/** Superusers, the role's owner, those who have it WITH ADMIN OPTION; and sys:secadmin, which manages roles but not the system's. */
async function administers(role: string, execution: Execution): Promise<boolean> {
  const { connection, user } = execution;
  if (user.superuser) return true;
  return execution.asEngine(async () => {
    const found = await connection.query(
      `SELECT EXISTS (SELECT 1 FROM redshift_internal.role_owner o WHERE o.role_id = p.id AND o.id = $2::oid)
         OR EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.roleid = p.id AND m.member = $2::oid AND m.admin_option)
         OR (p.name NOT LIKE 'sys:%' AND redshift_internal.is_member($2::oid, to_regrole($3)::oid))
       FROM redshift_internal.principal p WHERE p.kind = 'role' AND p.name = $1`,
      [role, user.id, quoteIdentifier(principalEngineName("role", "sys:secadmin"))],
    );
    return found.rows[0]?.[0] === "t";
  });
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_role-usage-notes.html @throws {SqlError} 42710, 42939, 42602 */
async function newName(name: Name, { connection }: Execution): Promise<string> {
  const given = principalNameOf(name);
  if (RESERVED_PREFIX.test(given) || given === "public")
    throw new SqlError("42939", `role name "${given}" is reserved`, positionOf(name));
  if (/[:/\n.]/.test(given))
    throw new SqlError("42602", `role name "${given}" has an invalid character`, positionOf(name));
  for (const kind of ["role", "user"] as const) {
    if ((await findPrincipal(connection, kind, given)) !== undefined)
      throw new SqlError("42710", `${kind} "${given}" already exists`, positionOf(name));
  }
  return given;
}

function refuseSystemRole(name: Name): void {
  const given = principalNameOf(name);
  if (RESERVED_PREFIX.test(given))
    throw new SqlError("42501", `cannot change system-defined role "${given}"`, positionOf(name));
}
