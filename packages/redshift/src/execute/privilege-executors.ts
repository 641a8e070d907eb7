import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { Grantee, PrivilegeChange } from "../sql/tree.ts";
import { changeColumnPrivileges, refuseBesideColumns } from "./column-privileges.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { changeObjectPrivileges, OBJECT_PRIVILEGES } from "./object-privileges.ts";
import { existingGrantee, existingPrincipal, refuseOptionsOf } from "./principals.ts";
import { type PrivilegeObjects, privilegeObjects } from "./privilege-target.ts";
import { changeSystemPrivileges } from "./system-privileges.ts";

/** Privileges of each kind of object that the engine knows under the same name. */
const ENGINE_PRIVILEGES: Readonly<Record<PrivilegeObjects["kind"], readonly string[]>> = {
  table: ["select", "insert", "update", "delete", "references", "truncate"],
  schema: ["create", "usage"],
  database: ["create", "temporary"],
};

export const grantPrivileges: Executor<"grant privileges"> = (statement, execution) => {
  refuseOptionsOf(statement.grantees);
  return change(statement, execution);
};

export const revokePrivileges: Executor<"revoke privileges"> = (statement, execution) => {
  if (statement.grantOption)
    refuseOptionsOf(statement.grantees.map((grantee): Grantee => ({ ...grantee, withOption: true })));
  return change(statement, execution);
};

/** ALTER DEFAULT PRIVILEGES for tables: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html */
export const alterDefaultPrivileges: Executor<"alter default privileges"> = async (statement, execution) => {
  if (statement.objects !== "tables") throw new NotSupportedSql(`ALTER DEFAULT PRIVILEGES on ${statement.objects}`);
  const refused = statement.privileges.find((name) => OBJECT_PRIVILEGES.has(name));
  if (refused !== undefined) throw new NotSupportedSql(`${refused.toUpperCase()} as a default privilege`);
  const isGrant = statement.change === "grant";
  refuseOptionsOf(
    statement.grantees.map((grantee) => (statement.grantOption ? { ...grantee, withOption: true } : grantee)),
  );
  const privileges = expanded("table", statement.privileges);
  const users = [];
  for (const user of statement.forUsers) users.push(await existingPrincipal(execution, "user", user));
  for (const schema of statement.schemas) await requireCreate(schema.text, users, execution);
  for (const grantee of statement.grantees) {
    await execution.connection.execute(
      [
        "ALTER DEFAULT PRIVILEGES",
        users.length > 0 ? `FOR ROLE ${users.join(", ")}` : "",
        statement.schemas.length > 0
          ? `IN SCHEMA ${statement.schemas.map((name) => quoteIdentifier(name.text)).join(", ")}`
          : "",
        isGrant ? "GRANT" : statement.grantOption ? "REVOKE GRANT OPTION FOR" : "REVOKE",
        privileges.join(", "),
        `ON TABLES ${isGrant ? "TO" : "FROM"} ${await existingGrantee(execution, grantee)}`,
        grantee.withOption ? "WITH GRANT OPTION" : "",
      ].join(" "),
    );
  }
  return DONE;
};

async function change(statement: PrivilegeChange, execution: Execution): Promise<Outcome> {
  if (statement.target.kind === "system") return changeSystemPrivileges(statement, execution);
  const objects = await privilegeObjects(statement.target, execution);
  if (statement.privileges.some(({ columns }) => columns !== undefined))
    return changeColumnPrivileges(statement, objects, execution);
  const names = statement.privileges.map(({ name }) => name);
  for (const name of names) checkPrivilege(objects.kind, name);
  const all = expanded(objects.kind, names).filter((name) => !(objects.external && name === "create"));
  const own = all.filter((name) => OBJECT_PRIVILEGES.has(name));
  const engine = all.filter((name) => !OBJECT_PRIVILEGES.has(name));
  await refuseBesideColumns(statement, objects, engine, execution);
  for (const grantee of statement.grantees) {
    const name = await existingGrantee(execution, grantee);
    if (engine.length > 0 && objects.sql !== "")
      await execution.connection.execute(engineChange(statement, grantee, engine, `${objects.sql}`, name));
    await changeObjectPrivileges(statement, grantee, own, objects, execution);
  }
  return DONE;

  function checkPrivilege(kind: PrivilegeObjects["kind"], name: string): void {
    if (name === "all" || ENGINE_PRIVILEGES[kind].includes(name)) {
      if (objects.external && name === "create")
        throw new SqlError("0A000", "CREATE privilege is not supported on an external schema");
      return;
    }
    if (kind === "database" && name === "alter") throw new NotSupportedSql("The permission ALTER on a database");
    if (kind !== "database" && OBJECT_PRIVILEGES.has(name)) return;
    throw new SqlError(
      "0LP01",
      `invalid privilege type ${name.toUpperCase()} for ${kind === "table" ? "relation" : kind}`,
    );
  }
}

function engineChange(
  { kind, grantOption, cascade }: PrivilegeChange,
  grantee: Grantee,
  privileges: readonly string[],
  objects: string,
  name: string,
): string {
  const list = privileges.join(", ");
  if (kind === "grant privileges")
    return `GRANT ${list} ON ${objects} TO ${name}${grantee.withOption ? " WITH GRANT OPTION" : ""}`;
  const verb = grantOption ? "REVOKE GRANT OPTION FOR" : "REVOKE";
  return `${verb} ${list} ON ${objects} FROM ${name}${cascade ? " CASCADE" : ""}`;
}

/** ALL is every privilege of the kind of object. */
function expanded(kind: PrivilegeObjects["kind"], names: readonly string[]): readonly string[] {
  if (!names.includes("all")) return names;
  return [...ENGINE_PRIVILEGES[kind], ...(kind === "database" ? [] : OBJECT_PRIVILEGES)];
}

/** Whose defaults they are must be able to create in the schema. */
async function requireCreate(schema: string, users: readonly string[], { connection }: Execution): Promise<void> {
  for (const user of users.length > 0 ? users : ["current_user"]) {
    const who = user === "current_user" ? user : `'${user.slice(1, -1).replaceAll('""', '"').replaceAll("'", "''")}'`;
    const found = await connection.query(`SELECT has_schema_privilege(${who}, $1, 'CREATE')`, [schema]);
    if (found.rows[0]?.[0] !== "t") throw new SqlError("42501", `permission denied for schema ${schema}`);
  }
}
