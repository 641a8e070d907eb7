import type { CreateRole, CreateUser } from "./access-tree.ts";
import { parseRoleName } from "./parse-grant.ts";
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
];

const NOT_DONE = ["valid until", "connection limit", "session timeout", "in group", "externalid", "set", "reset"];

/** CREATE USER and ALTER USER. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_USER.html */
export function parseUser(reader: TokenReader): CreateUser {
  const start = reader.peek().start;
  const verb = reader.expectOneOf(["create", "alter"]);
  reader.expectWords("user");
  const name = reader.expectName();
  reader.acceptWords("with");
  const options: Options = {};
  for (;;) {
    const flag = FLAGS.find(([words]) => reader.acceptWords(words))?.[1];
    if (flag !== undefined) Object.assign(options, flag);
    else if (reader.acceptWords("password")) options.password = { kind: "set", text: reader.expectString() };
    else if (verb === "alter" && reader.acceptWords("rename to")) options.rename = reader.expectName();
    else break;
  }
  const refused = NOT_DONE.find((words) => reader.atWords(words));
  if (refused !== undefined) throw reader.notSupported(`${refused.toUpperCase()} of a user`);
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
