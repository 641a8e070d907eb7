import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { PrivilegeChange, PrivilegeTarget } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { existingRelation } from "./names.ts";
import { existingGrantees, existingPrincipal } from "./principals.ts";

/** Privileges of each kind of object that the engine knows under the same name; others are refused by name. */
const PRIVILEGES = {
  table: new Set(["select", "insert", "update", "delete", "truncate", "references", "trigger", "all"]),
  schema: new Set(["create", "usage", "all"]),
  database: new Set(["create", "temp", "temporary", "usage", "all"]),
};

export const grantPrivileges: Executor<"grant privileges"> = (statement, execution) =>
  change(statement, execution, "GRANT", "TO", statement.grantOption ? " WITH GRANT OPTION" : "");

export const revokePrivileges: Executor<"revoke privileges"> = (statement, execution) =>
  change(
    statement,
    execution,
    statement.grantOption ? "REVOKE GRANT OPTION FOR" : "REVOKE",
    "FROM",
    statement.cascade ? " CASCADE" : "",
  );

/** ALTER DEFAULT PRIVILEGES for tables: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_DEFAULT_PRIVILEGES.html */
export const alterDefaultPrivileges: Executor<"alter default privileges"> = async (statement, execution) => {
  if (statement.objects !== "tables") throw new NotSupportedSql(`ALTER DEFAULT PRIVILEGES on ${statement.objects}`);
  for (const privilege of statement.privileges) checkPrivilege("table", privilege);
  const users = [];
  for (const user of statement.forUsers) users.push(await existingPrincipal(execution, "user", user));
  const grantees = await existingGrantees(execution, statement.grantees);
  const isGrant = statement.change === "grant";
  await execution.connection.execute(
    [
      "ALTER DEFAULT PRIVILEGES",
      users.length > 0 ? `FOR ROLE ${users.join(", ")}` : "",
      statement.schemas.length > 0
        ? `IN SCHEMA ${statement.schemas.map((name) => quoteIdentifier(name.text)).join(", ")}`
        : "",
      isGrant ? "GRANT" : statement.grantOption ? "REVOKE GRANT OPTION FOR" : "REVOKE",
      statement.privileges.join(", "),
      `ON TABLES ${isGrant ? "TO" : "FROM"} ${grantees}`,
      isGrant && statement.grantOption ? "WITH GRANT OPTION" : "",
    ].join(" "),
  );
  return DONE;
};

async function change(
  statement: PrivilegeChange,
  execution: Execution,
  verb: string,
  preposition: string,
  suffix: string,
): Promise<Outcome> {
  const { kind, objects } = targetOf(statement.target, execution);
  const privileges = statement.privileges.map(({ name, columns }) => {
    checkPrivilege(kind, name);
    return columns === undefined
      ? name
      : `${name} (${columns.map((column) => quoteIdentifier(column.text)).join(", ")})`;
  });
  const grantees = await existingGrantees(execution, statement.grantees);
  await execution.connection.execute(
    `${verb} ${privileges.join(", ")} ON ${objects} ${preposition} ${grantees}${suffix}`,
  );
  return DONE;
}

function targetOf(
  target: PrivilegeTarget,
  execution: Execution,
): { readonly kind: keyof typeof PRIVILEGES; readonly objects: string } {
  switch (target.kind) {
    case "tables":
      return {
        kind: "table",
        objects: `TABLE ${target.names.map((name) => existingRelation(name, execution).engineName).join(", ")}`,
      };
    case "all tables in schema":
      return {
        kind: "table",
        objects: `ALL TABLES IN SCHEMA ${target.schemas.map((name) => quoteIdentifier(name.text)).join(", ")}`,
      };
    case "schemas":
      return { kind: "schema", objects: `SCHEMA ${target.names.map((name) => quoteIdentifier(name.text)).join(", ")}` };
    case "databases": {
      for (const name of target.names) {
        if (name.text !== execution.databaseName) throw new SqlError("3D000", `database "${name.text}" does not exist`);
      }
      return { kind: "database", objects: "DATABASE postgres" };
    }
    case "system":
      throw new NotSupportedSql("Granting system permissions");
    case "all functions in schema":
      throw new NotSupportedSql("Granting on functions");
    default:
      throw new NotSupportedSql(`Granting on ${(target satisfies never as PrivilegeTarget).kind}`);
  }
}

function checkPrivilege(kind: keyof typeof PRIVILEGES, name: string): void {
  if (!PRIVILEGES[kind].has(name)) throw new NotSupportedSql(`The privilege ${name.toUpperCase()} on a ${kind}`);
}
