import type { AlterDefaultPrivileges, Grantee, GrantRole, PrivilegeChange, PrivilegeTarget } from "./access-tree.ts";
import type { Name } from "./expression-tree.ts";
import type { TokenReader } from "./token-reader.ts";

type Direction = "grant" | "revoke";

/** Of objects, and what GRANT on a database knows beside them. https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html */
const PRIVILEGES = [
  "all privileges",
  "all",
  "select",
  "insert",
  "update",
  "delete",
  "drop",
  "references",
  "alter",
  "truncate",
  "create",
  "usage",
  "temporary",
  "temp",
  "execute",
] as const;

/** Granted to roles only. https://docs.aws.amazon.com/redshift/latest/dg/r_roles-system-privileges.html */
export const SYSTEM_PRIVILEGES = [
  "access catalog",
  "access system table",
  "alter datashare",
  "alter default privileges",
  "alter table",
  "alter user",
  "analyze",
  "cancel",
  "create datashare",
  "create library",
  "create model",
  "create or replace external function",
  "create or replace function",
  "create or replace procedure",
  "create or replace view",
  "create role",
  "create schema",
  "create table",
  "create user",
  "drop datashare",
  "drop function",
  "drop library",
  "drop model",
  "drop procedure",
  "drop role",
  "drop schema",
  "drop table",
  "drop user",
  "drop view",
  "explain masking",
  "explain rls",
  "ignore rls",
  "truncate table",
  "vacuum",
] as const;

export type SystemPrivilege = (typeof SYSTEM_PRIVILEGES)[number];

const SYSTEM: ReadonlySet<string> = new Set(SYSTEM_PRIVILEGES);

/** Kinds of object whose privileges are not done. */
const OTHER_OBJECTS = [
  "all functions in schema",
  "all procedures in schema",
  "function",
  "procedure",
  "language",
  "datashare",
  "model",
  "external table",
  "external schema",
  "copy job",
  "workgroup",
];

/** GRANT ROLE ... and GRANT privileges ... */
export function parseGrant(reader: TokenReader): GrantRole | PrivilegeChange {
  return parseChange(reader, "grant");
}

/** REVOKE ROLE ... and REVOKE privileges ... */
export function parseRevoke(reader: TokenReader): GrantRole | PrivilegeChange {
  return parseChange(reader, "revoke");
}

/** ALTER DEFAULT PRIVILEGES [FOR USER ..] [IN SCHEMA ..] GRANT|REVOKE .. ON TABLES TO|FROM .. */
export function parseAlterDefaultPrivileges(reader: TokenReader): AlterDefaultPrivileges {
  const start = reader.peek().start;
  reader.expectWords("alter default privileges");
  const forUsers = reader.acceptWords("for user") ? reader.commaSeparated(() => reader.expectName()) : [];
  const schemas = reader.acceptWords("in schema") ? reader.commaSeparated(() => reader.expectName()) : [];
  const change = reader.expectOneOf(["grant", "revoke"]);
  const grantOption = change === "revoke" && reader.acceptWords("grant option for");
  const privileges = reader.commaSeparated(() => privilegeName(reader.expectOneOf(PRIVILEGES)));
  reader.expectWords("on");
  const objects = reader.expectOneOf(["tables", "functions", "procedures"]);
  reader.expectWords(change === "grant" ? "to" : "from");
  const grantees = parseGrantees(reader, change === "grant" ? "with grant option" : undefined);
  if (change === "revoke") reader.acceptWords("restrict");
  return {
    kind: "alter default privileges",
    forUsers,
    schemas,
    change,
    privileges,
    objects,
    grantees,
    grantOption,
    span: reader.spanFrom(start),
  };
}

/** A role's name: an identifier, or a system role such as `sys:monitor`. */
export function parseRoleName(reader: TokenReader): Name {
  const name = reader.expectName();
  // Where parameters are `$1`, the colon is a token of its own.
  const apart = reader.atOperator(":") && reader.peek().start === name.span.end;
  const rest = reader.peek(apart ? 1 : 0);
  const start = rest.start - (apart ? 1 : 0);
  if (name.quoted || start !== name.span.end || rest.kind !== (apart ? "word" : "parameter")) return name;
  reader.next();
  if (apart) reader.next();
  const written = `${name.written}:${rest.text}`;
  return { text: written.toLowerCase(), written, quoted: false, span: { start: name.span.start, end: rest.end } };
}

function parseChange(reader: TokenReader, direction: Direction): GrantRole | PrivilegeChange {
  const start = reader.peek().start;
  reader.expectWords(direction);
  const option =
    direction === "revoke" ? reader.acceptOneOf(["grant option for", "admin option for"] as const) : undefined;
  if (option !== "grant option for" && atRoles(reader, option)) {
    return parseRoleChange(reader, direction, option !== undefined, start);
  }
  if (option === "admin option for") throw reader.syntaxError();
  const privileges = parsePrivileges(reader);
  if (reader.atWords("for")) throw reader.notSupported("A scoped permission (FOR ... IN ...)");
  const target: PrivilegeTarget = reader.acceptWords("on") ? parseTarget(reader) : { kind: "system" };
  const misplaced = privileges.some(({ name }) => name !== "all" && SYSTEM.has(name) !== (target.kind === "system"));
  if (misplaced) throw reader.syntaxError();
  reader.expectWords(direction === "grant" ? "to" : "from");
  const grantees = parseGrantees(reader, direction === "grant" ? "with grant option" : undefined);
  const cascade = direction === "revoke" && reader.acceptOneOf(["cascade", "restrict"]) === "cascade";
  return {
    kind: `${direction} privileges`,
    privileges,
    target,
    grantees,
    grantOption: option !== undefined,
    cascade,
    span: reader.spanFrom(start),
  };
}

/**
 * True before the roles of GRANT ROLE. The word ROLE may be missing, as in the guide's own examples:
 * https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_ROLE.html
 */
function atRoles(reader: TokenReader, option: string | undefined): boolean {
  if (option !== undefined || reader.atWords("role")) return true;
  const privilege = [...PRIVILEGES, ...SYSTEM_PRIVILEGES].some((words) => reader.atWords(words));
  return !privilege && reader.atName() && ["to", "from"].some((word) => reader.atWords(word, 1));
}

/** `ROLE a, ROLE b TO user [WITH ADMIN OPTION], ROLE c` */
function parseRoleChange(reader: TokenReader, direction: Direction, adminOption: boolean, start: number): GrantRole {
  const roles = reader.commaSeparated(() => {
    reader.acceptWords("role");
    return parseRoleName(reader);
  });
  reader.expectWords(direction === "grant" ? "to" : "from");
  const grantees = parseGrantees(reader, direction === "grant" ? "with admin option" : undefined);
  return { kind: `${direction} role`, roles, grantees, adminOption, span: reader.spanFrom(start) };
}

function parsePrivileges(reader: TokenReader): PrivilegeChange["privileges"] {
  return reader.commaSeparated(() => {
    for (const denied of ["assumerole", "share", "connect"]) {
      if (reader.atWords(denied)) throw reader.notSupported(`The permission ${denied.toUpperCase()}`);
    }
    const name = reader.acceptOneOf(SYSTEM_PRIVILEGES) ?? privilegeName(reader.expectOneOf(PRIVILEGES));
    if (!reader.atOperator("(")) return { name };
    return { name, columns: reader.list(() => reader.expectName()) };
  });
}

function privilegeName(word: (typeof PRIVILEGES)[number]): string {
  if (word === "all privileges") return "all";
  return word === "temp" ? "temporary" : word;
}

function parseTarget(reader: TokenReader): PrivilegeTarget {
  if (reader.acceptWords("all tables in schema"))
    return { kind: "all tables in schema", schemas: reader.commaSeparated(() => reader.expectName()) };
  if (reader.acceptWords("schema")) return { kind: "schemas", names: reader.commaSeparated(() => reader.expectName()) };
  if (reader.acceptWords("database")) {
    return { kind: "databases", names: reader.commaSeparated(() => reader.expectName()) };
  }
  for (const other of OTHER_OBJECTS) {
    if (reader.atWords(other)) throw reader.notSupported(`A permission on ${other.toUpperCase()}`);
  }
  reader.acceptWords("table");
  return { kind: "tables", names: reader.commaSeparated(() => reader.expectQualifiedName()) };
}

function parseGrantees(reader: TokenReader, option: string | undefined): readonly Grantee[] {
  return reader.commaSeparated((): Grantee => {
    for (const other of ["rls policy", "masking policy", "iam_role", "namespace", "account"]) {
      if (reader.atWords(other)) throw reader.notSupported(`A permission of ${other.toUpperCase()}`);
    }
    const grantee = parseGrantee(reader);
    return option !== undefined && reader.acceptWords(option) ? { ...grantee, withOption: true } : grantee;
  });
}

function parseGrantee(reader: TokenReader): Grantee {
  if (reader.acceptWords("public")) return { kind: "public" };
  if (reader.acceptWords("role")) return { kind: "role", name: parseRoleName(reader) };
  if (reader.acceptWords("group")) return { kind: "group", name: reader.expectName() };
  return { kind: "user", name: reader.expectName() };
}
