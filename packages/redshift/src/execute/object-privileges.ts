import { SqlError } from "../sql/sql-error.ts";
import type { Grantee, PrivilegeChange } from "../sql/tree.ts";
import type { Execution } from "./execution.ts";
import { granteeId } from "./principals.ts";
import type { PrivilegeObject, PrivilegeObjects } from "./privilege-target.ts";

/** Privileges on relations and schemas that PostgreSQL does not know. https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html */
export const OBJECT_PRIVILEGES: ReadonlySet<string> = new Set(["drop", "alter"]);

const GRANT = `
INSERT INTO redshift_internal.object_privilege AS o (id, grantee, privilege, grant_option) VALUES ($1::oid, $2::oid, $3, $4::boolean)
ON CONFLICT (id, grantee, privilege) DO UPDATE SET grant_option = o.grant_option OR excluded.grant_option`;

const REVOKE =
  "DELETE FROM redshift_internal.object_privilege WHERE id = $1::oid AND grantee = $2::oid AND privilege = $3";

const REVOKE_OPTION = `
UPDATE redshift_internal.object_privilege SET grant_option = false WHERE id = $1::oid AND grantee = $2::oid AND privilege = $3`;

/** Grants or revokes DROP and ALTER. @throws {SqlError} 42501 unless the user owns the object or may pass the privilege on */
export async function changeObjectPrivileges(
  { kind, grantOption }: PrivilegeChange,
  grantee: Grantee,
  names: readonly string[],
  { kind: objectKind, objects }: PrivilegeObjects,
  execution: Execution,
): Promise<void> {
  if (names.length === 0) return;
  const id = await granteeId(execution, grantee);
  for (const object of objects) {
    await requireGrantable(object, objectKind, names, execution);
    await execution.asEngine(async () => {
      for (const name of names.map((word) => word.toUpperCase())) {
        const { connection } = execution;
        if (kind === "grant privileges")
          await connection.query(GRANT, [object.id, id, name, String(grantee.withOption === true)]);
        else await connection.query(grantOption ? REVOKE_OPTION : REVOKE, [object.id, id, name]);
      }
    });
  }
}

/** Whether the user has a privilege of these on an object. */
export async function holdsOn({ connection }: Execution, id: string, privilege: "DROP" | "ALTER"): Promise<boolean> {
  const found = await connection.query("SELECT redshift_internal.holds_on(current_user, $1::oid, $2)", [id, privilege]);
  return found.rows[0]?.[0] === "t";
}

async function requireGrantable(
  { id, name }: PrivilegeObject,
  kind: PrivilegeObjects["kind"],
  privileges: readonly string[],
  execution: Execution,
): Promise<void> {
  const { user, connection } = execution;
  if (user.superuser) return;
  const owner = kind === "schema" ? "nspowner FROM pg_namespace" : "relowner FROM pg_class";
  const owned = await connection.query(
    `SELECT pg_has_role(current_user, (SELECT ${owner} WHERE oid = $1::oid), 'USAGE')`,
    [id],
  );
  if (owned.rows[0]?.[0] === "t") return;
  const grantable = await execution.asEngine(() =>
    connection.query(
      "SELECT privilege FROM redshift_internal.object_privilege WHERE id = $1::oid AND grantee = $2::oid AND grant_option",
      [id, user.id],
    ),
  );
  const may = new Set(grantable.rows.map(([privilege]) => privilege?.toLowerCase()));
  if (privileges.every((privilege) => may.has(privilege))) return;
  throw new SqlError("42501", `permission denied for ${kind === "schema" ? "schema" : "relation"} ${name}`);
}
