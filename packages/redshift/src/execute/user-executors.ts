import { principalEngineName } from "../catalog/principal-name.ts";
import { quoteIdentifier, quoteLiteral } from "../engine/quote.ts";
import { NotSupportedSql, SqlError } from "../sql/sql-error.ts";
import type { CreateUser, Name } from "../sql/tree.ts";
import { DONE, type Execution, type Executor, type Outcome } from "./execution.ts";
import { changeMembers } from "./group-executors.ts";
import { positionOf, principalNameOf } from "./names.ts";
import { checkPassword, storedPassword } from "./password.ts";
import { createPrincipal, existingPrincipal, findPrincipal, renamePrincipal } from "./principals.ts";
import { requireSystemPrivilege } from "./system-privileges.ts";
import { setUserParameter } from "./user-parameter.ts";

const CHANGED: Outcome = { ...DONE, changed: ["principals"] };

/** Seconds: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
const SESSION_TIMEOUT = { least: 60, most: 1_728_000 };

/** CREATE USER: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html. A password is nobody's way in here. */
export const createUser: Executor<"create user"> = async (statement, execution) => {
  const { connection } = execution;
  await requireSystemPrivilege(execution, "create user", "permission denied to create user");
  if (statement.createUser) requireSuperuserFor(execution, "create");
  const name = newUserName(statement.name);
  if (statement.password === undefined) {
    throw new SqlError("42601", `the user "${name}" needs a PASSWORD, or PASSWORD DISABLE`, positionOf(statement.name));
  }
  checkOptions(statement, statement.createUser === true);
  for (const group of statement.groups ?? []) await existingPrincipal(execution, "group", group);
  await execution.asEngine(async () => {
    await requireFree(statement.name, name, execution);
    await createPrincipal(connection, "user", name, attributesOf(statement));
    await setOptions(statement, execution, name);
  });
  for (const group of statement.groups ?? []) await changeMembers(group, "add", [statement.name], execution);
  return CHANGED;
};

/** ALTER USER: https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_USER.html. Everyone may change the own password. */
export const alterUser: Executor<"alter user"> = async (statement, execution) => {
  const { connection, user } = execution;
  const name = principalNameOf(statement.name);
  if (!changesOwnPassword(statement, name === user.name))
    await requireSystemPrivilege(execution, "alter user", "permission denied to alter user");
  await existingPrincipal(execution, "user", statement.name);
  const engineName = principalEngineName("user", name);
  await execution.asEngine(async () => {
    const found = await connection.query("SELECT rolsuper FROM pg_roles WHERE rolname = $1", [engineName]);
    const superuser = found.rows[0]?.[0] === "t";
    if (superuser || statement.createUser !== undefined) requireSuperuserFor(execution, "alter");
    checkOptions(statement, statement.createUser ?? superuser);
    const attributes = attributesOf(statement);
    if (attributes !== "") await connection.execute(`ALTER ROLE ${quoteIdentifier(engineName)} ${attributes}`);
    await setOptions(statement, execution, name);
    if (statement.parameter !== undefined)
      await setUserParameter(statement.parameter, await findPrincipal(connection, "user", name), execution);
    if (statement.rename !== undefined) await rename(statement.rename, name, execution);
  });
  return CHANGED;
};

function changesOwnPassword(statement: CreateUser, own: boolean): boolean {
  const others = [
    statement.createUser,
    statement.createDatabase,
    statement.syslogAccess,
    statement.validUntil,
    statement.connectionLimit,
    statement.sessionTimeout,
    statement.rename,
    statement.parameter,
  ];
  return own && statement.password?.kind === "set" && others.every((option) => option === undefined);
}

/** The password is cleared, being hashed with the name. */
async function rename(to: Name, name: string, execution: Execution): Promise<void> {
  const { connection, user } = execution;
  if (name === user.name) throw new SqlError("0A000", "session user cannot be renamed", positionOf(to));
  const next = newUserName(to);
  await requireFree(to, next, execution);
  await renamePrincipal(connection, "user", name, next);
  await connection.query(
    `UPDATE redshift_internal.user_option SET password = NULL
     WHERE password LIKE 'md5%' AND id = (SELECT id FROM redshift_internal.principal WHERE kind = 'user' AND name = $1)`,
    [next],
  );
}

function newUserName(name: Name): string {
  const given = principalNameOf(name);
  if (!name.quoted && given.includes(":"))
    throw new NotSupportedSql("A user of an identity provider", positionOf(name));
  if (given === "public") throw new SqlError("42939", `user name "${given}" is reserved`, positionOf(name));
  return given;
}

async function requireFree(at: Name, name: string, { connection }: Execution): Promise<void> {
  if ((await findPrincipal(connection, "user", name)) !== undefined)
    throw new SqlError("42710", `user "${name}" already exists`, positionOf(at));
}

/** Only a superuser makes a superuser, or changes one. https://docs.aws.amazon.com/redshift/latest/dg/r_roles-system-privileges.html */
function requireSuperuserFor({ user }: Execution, verb: "create" | "alter"): void {
  if (!user.superuser) throw new SqlError("42501", `permission denied to ${verb} superuser`);
}

function checkOptions(statement: CreateUser, superuser: boolean): void {
  const { password, connectionLimit, sessionTimeout } = statement;
  if (password?.kind === "set") checkPassword(password.text);
  if (password?.kind === "disable" && superuser)
    throw new SqlError("42601", "a superuser's password cannot be disabled", positionOf(statement.name));
  if (typeof connectionLimit === "number" && connectionLimit < 0)
    throw new SqlError("22023", `invalid connection limit: ${connectionLimit}`, positionOf(statement.name));
  const { least, most } = SESSION_TIMEOUT;
  if (typeof sessionTimeout === "number" && (sessionTimeout < least || sessionTimeout > most)) {
    throw new SqlError("22023", `SESSION TIMEOUT must be between ${least} and ${most}`, positionOf(statement.name));
  }
}

function attributesOf(statement: CreateUser): string {
  const { createUser: createsUsers, createDatabase, connectionLimit, validUntil } = statement;
  const attributes = [];
  if (createDatabase !== undefined) attributes.push(createDatabase ? "CREATEDB" : "NOCREATEDB");
  // CREATEUSER makes a superuser: https://docs.aws.amazon.com/redshift/latest/dg/r_superusers.html
  if (createsUsers !== undefined) attributes.push(createsUsers ? "SUPERUSER" : "NOSUPERUSER");
  if (connectionLimit !== undefined)
    attributes.push(`CONNECTION LIMIT ${connectionLimit === "unlimited" ? -1 : connectionLimit}`);
  if (validUntil !== undefined) attributes.push(`VALID UNTIL ${quoteLiteral(validUntil)}`);
  return attributes.join(" ");
}

/** What PostgreSQL keeps no place for. */
async function setOptions(statement: CreateUser, { connection }: Execution, name: string): Promise<void> {
  const { syslogAccess, sessionTimeout, password } = statement;
  const id = await findPrincipal(connection, "user", name);
  await connection.query(
    `INSERT INTO redshift_internal.user_option AS o (id, syslog_access, session_timeout, password)
     VALUES ($1::oid, coalesce($2::boolean, false), coalesce($3::integer, 0), $4)
     ON CONFLICT (id) DO UPDATE SET syslog_access = coalesce($2::boolean, o.syslog_access),
       session_timeout = coalesce($3::integer, o.session_timeout),
       password = CASE WHEN $5::boolean THEN $4 ELSE o.password END`,
    [
      id ?? null,
      syslogAccess === undefined ? null : String(syslogAccess === "unrestricted"),
      sessionTimeout === undefined ? null : String(sessionTimeout === "reset" ? 0 : sessionTimeout),
      password?.kind === "set" ? storedPassword(password.text, name) : null,
      String(password !== undefined),
    ],
  );
}
