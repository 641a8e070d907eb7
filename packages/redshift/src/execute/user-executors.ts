import { principalEngineName } from "../catalog/principal-name.ts";
import { quoteIdentifier } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { CreateUser } from "../sql/tree.ts";
import { DONE, type Executor, type Outcome } from "./execution.ts";
import { positionOf, principalNameOf } from "./names.ts";
import { createPrincipal, dropPrincipal, findPrincipal } from "./principals.ts";
import { requireSuperuser } from "./role-executors.ts";

const CHANGED: Outcome = { ...DONE, changed: ["principals"] };

/** CREATE USER: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html. A password is nobody's way in here. */
export const createUser: Executor<"create user"> = async (statement, execution) => {
  const { connection } = execution;
  const name = principalNameOf(statement.name);
  requireSuperuser(execution, "permission denied to create user");
  await execution.asEngine(async () => {
    if ((await findPrincipal(connection, "user", name)) !== undefined) {
      throw new SqlError("42710", `user "${name}" already exists`, positionOf(statement.name));
    }
    await createPrincipal(connection, "user", name, attributesOf(statement));
    await setSyslogAccess(statement, connection, name);
  });
  return CHANGED;
};

/** ALTER USER: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_USER.html */
export const alterUser: Executor<"alter user"> = async (statement, execution) => {
  const { connection } = execution;
  const name = principalNameOf(statement.name);
  if (statement.rename !== undefined) throw new NotSupportedSql("ALTER USER ... RENAME");
  requireSuperuser(execution, "permission denied to alter user");
  await execution.asEngine(async () => {
    if ((await findPrincipal(connection, "user", name)) === undefined) {
      throw new SqlError("42704", `user "${name}" does not exist`, positionOf(statement.name));
    }
    const attributes = attributesOf(statement);
    if (attributes !== "")
      await connection.execute(`ALTER ROLE ${quoteIdentifier(principalEngineName("user", name))} ${attributes}`);
    await setSyslogAccess(statement, connection, name);
  });
  return CHANGED;
};

/** DROP USER: refused while it owns something, as PostgreSQL refuses it. */
export const dropUser: Executor<"drop user"> = async ({ names, ifExists }, execution) => {
  const { connection } = execution;
  requireSuperuser(execution, "permission denied to drop user");
  await execution.asEngine(async () => {
    for (const given of names) {
      const name = principalNameOf(given);
      const id = await findPrincipal(connection, "user", name);
      if (id !== undefined) await dropPrincipal(connection, "user", name, id);
      else if (!ifExists) throw new SqlError("42704", `user "${name}" does not exist`, positionOf(given));
    }
  });
  return CHANGED;
};

function attributesOf({ createUser: createsUsers, createDatabase }: CreateUser): string {
  const database = createDatabase === undefined ? "" : createDatabase ? "CREATEDB" : "NOCREATEDB";
  // CREATEUSER makes a superuser: https://docs.aws.amazon.com/redshift/latest/dg/r_superusers.html
  const superuser = createsUsers === undefined ? "" : createsUsers ? "SUPERUSER" : "NOSUPERUSER";
  return `${database} ${superuser}`.trim();
}

/** SYSLOG ACCESS UNRESTRICTED shows everybody's rows of the system views, which is what sys:monitor does. */
async function setSyslogAccess(
  { syslogAccess }: CreateUser,
  connection: { execute(sql: string): Promise<void> },
  name: string,
): Promise<void> {
  if (syslogAccess === undefined) return;
  const user = quoteIdentifier(principalEngineName("user", name));
  const [verb, preposition] = syslogAccess === "unrestricted" ? ["GRANT", "TO"] : ["REVOKE", "FROM"];
  await connection.execute(`${verb} "role:sys:monitor" ${preposition} ${user}`);
}
