import type { AlterRole, CreateRole, CreateUser, GroupChange } from "./access-tree.ts";
import { parseRoleName } from "./parse-grant.ts";
import { parseReset, parseSet } from "./parse-session.ts";
import { SqlError } from "./sql-error.ts";
import type { TokenReader } from "./token-reader.ts";

type Options = { -readonly [Key in keyof CreateUser]?: CreateUser[Key] };

const FLAGS: readonly (readonly [string, Options])[] = [
  ["password disable", { password: { kind: "disable" } }],
  ["createuser", { createUser: true }],
  ["nocreateuser", { createUser: false }],
  ["createdb", { createDatabase: true }],
  ["nocreatedb", { createDatabase: false }],
  ["syslog access restricted", { syslogAccess: "restricted" }],
  ["syslog access unrestricted", { syslogAccess: "unrestricted" }],
  ["connection limit unlimited", { connectionLimit: "unlimited" }],
];

/** CREATE USER and ALTER USER. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
export function parseUser(reader: TokenReader): CreateUser {
  const start = reader.peek().start;
  const verb = reader.expectOneOf(["create", "alter"]);
  reader.expectWords("user");
  const name = parseRoleName(reader);
  reader.acceptWords("with");
  const options: Options = {};
  for (;;) {
    const at = reader.peek();
    const option = parseOption(reader, verb);
    if (option === undefined) break;
    if (Object.keys(option).some((key) => key in options)) {
      throw new SqlError("42601", "conflicting or redundant options", { position: at.start + 1 });
    }
    Object.assign(options, option);
    if (verb === "alter") reader.acceptOperator(",");
  }
  if (reader.atWords("externalid")) throw reader.notSupported("EXTERNALID of a user");
  if (verb === "alter" && Object.keys(options).length === 0) throw reader.syntaxError();
  return { ...options, kind: `${verb} user`, name, span: reader.spanFrom(start) };
}

/** CREATE ROLE name */
export function parseCreateRole(reader: TokenReader): CreateRole {
  const start = reader.peek().start;
  reader.expectWords("create role");
  const name = parseRoleName(reader);
  if (reader.atWords("externalid")) throw reader.notSupported("EXTERNALID of a role");
  return { kind: "create role", name, span: reader.spanFrom(start) };
}

/** ALTER ROLE name [WITH] { RENAME TO name | OWNER TO user } [, ...] */
export function parseAlterRole(reader: TokenReader): AlterRole {
  const start = reader.peek().start;
  reader.expectWords("alter role");
  const name = parseRoleName(reader);
  reader.acceptWords("with");
  const changes: { -readonly [Key in "rename" | "owner"]?: AlterRole["name"] } = {};
  do {
    if (reader.atWords("externalid")) throw reader.notSupported("EXTERNALID of a role");
    const key = reader.expectOneOf(["rename to", "owner to"] as const) === "rename to" ? "rename" : "owner";
    if (changes[key] !== undefined) throw new SqlError("42601", "conflicting or redundant options");
    changes[key] = key === "rename" ? parseRoleName(reader) : reader.expectName();
  } while (reader.acceptOperator(","));
  return { kind: "alter role", name, ...changes, span: reader.spanFrom(start) };
}

/** CREATE GROUP name [ [ WITH ] USER a, b ]: https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_GROUP.html */
export function parseCreateGroup(reader: TokenReader): GroupChange {
  const start = reader.peek().start;
  reader.expectWords("create group");
  const name = reader.expectName();
  const withUsers = reader.acceptWords("with");
  if (withUsers) reader.expectWords("user");
  const users = withUsers || reader.acceptWords("user") ? reader.commaSeparated(() => reader.expectName()) : [];
  return { kind: "create group", name, users, span: reader.spanFrom(start) };
}

/** ALTER GROUP name { ADD USER a, b | DROP USER a, b | RENAME TO name } */
export function parseAlterGroup(reader: TokenReader): GroupChange {
  const start = reader.peek().start;
  reader.expectWords("alter group");
  const name = reader.expectName();
  const word = reader.expectOneOf(["add user", "drop user", "rename to"] as const);
  const action =
    word === "rename to"
      ? ({ kind: "rename", to: reader.expectName() } as const)
      : ({
          kind: word === "add user" ? "add" : "drop",
          users: reader.commaSeparated(() => reader.expectName()),
        } as const);
  return { kind: "alter group", name, action, span: reader.spanFrom(start) };
}

function parseOption(reader: TokenReader, verb: "create" | "alter"): Options | undefined {
  const flag = FLAGS.find(([words]) => reader.acceptWords(words))?.[1];
  if (flag !== undefined) return flag;
  if (reader.acceptWords("password")) return { password: { kind: "set", text: reader.expectString() } };
  if (reader.acceptWords("valid until")) return { validUntil: reader.expectString() };
  if (reader.acceptWords("connection limit")) return { connectionLimit: reader.expectInteger() };
  if (reader.acceptWords("session timeout")) return { sessionTimeout: reader.expectInteger() };
  if (verb === "create") {
    return reader.acceptWords("in group") ? { groups: reader.commaSeparated(() => reader.expectName()) } : undefined;
  }
  if (reader.acceptWords("reset session timeout")) return { sessionTimeout: "reset" };
  if (reader.acceptWords("rename to")) return { rename: reader.expectName() };
  return parseParameter(reader);
}

/** SET parameter { TO | = } { value | DEFAULT } and RESET { parameter | ALL } */
function parseParameter(reader: TokenReader): Options | undefined {
  if (reader.atWords("reset")) return { parameter: { name: parseReset(reader).name } };
  if (!reader.atWords("set") || reader.atWords("set local") || reader.atWords("set session")) return undefined;
  const { name, value } = parseSet(reader);
  return { parameter: { name, ...(value === "default" ? {} : { value }) } };
}
