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

/** https://docs.aws.amazon.com/redshift/latest/dg/r_roles-system-privileges.html */
const SYSTEM_PRIVILEGES = [
  "access catalog",
  "access system table",
  "alter default privileges",
  "alter table",
  "alter user",
  "analyze",
  "cancel",
  "create role",
  "create schema",
  "create table",
  "create user",
  "create or replace view",
  "create view",
  "drop role",
  "drop schema",
  "drop table",
  "drop user",
  "drop view",
  "truncate table",
  "vacuum",
] as const;

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
  let grantOption = change === "revoke" && reader.acceptWords("grant option for");
  const privileges = reader.commaSeparated(() => privilegeName(reader.expectOneOf(PRIVILEGES)));
  reader.expectWords("on");
  const objects = reader.expectOneOf(["tables", "functions", "procedures"]);
  reader.expectWords(change === "grant" ? "to" : "from");
  const grantees = parseGrantees(reader);
  if (change === "grant") grantOption = reader.acceptWords("with grant option");
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
  const towards = direction === "grant" ? "to" : "from";
  let option = direction === "revoke" && reader.acceptOneOf(["grant option for", "admin option for"]) !== undefined;
  if (reader.acceptWords("role")) {
    const roles = reader.commaSeparated(() => parseRoleName(reader));
    reader.expectWords(towards);
    const grantees = parseGrantees(reader);
    if (direction === "grant") option = reader.acceptWords("with admin option");
    return { kind: `${direction} role`, roles, grantees, adminOption: option, span: reader.spanFrom(start) };
  }
  const privileges = parsePrivileges(reader);
  const target: PrivilegeTarget = reader.acceptWords("on") ? parseTarget(reader) : { kind: "system" };
  reader.expectWords(towards);
  const grantees = parseGrantees(reader);
  if (direction === "grant") option = reader.acceptWords("with grant option");
  const cascade = direction === "revoke" && reader.acceptOneOf(["cascade", "restrict"]) === "cascade";
  const kind = `${direction} privileges` as const;
  return { kind, privileges, target, grantees, grantOption: option, cascade, span: reader.spanFrom(start) };
}

function parsePrivileges(reader: TokenReader): PrivilegeChange["privileges"] {
  return reader.commaSeparated(() => {
    for (const denied of ["explain rls", "ignore rls", "explain masking", "assumerole"]) {
      if (reader.atWords(denied)) throw reader.notSupported(`GRANT ${denied.toUpperCase()}`);
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
  const every = reader.acceptOneOf(["all tables in schema", "all functions in schema"]);
  if (every !== undefined) return { kind: every, schemas: reader.commaSeparated(() => reader.expectName()) };
  if (reader.acceptWords("schema")) return { kind: "schemas", names: reader.commaSeparated(() => reader.expectName()) };
  if (reader.acceptWords("database")) {
    return { kind: "databases", names: reader.commaSeparated(() => reader.expectName()) };
  }
  for (const other of ["function", "procedure", "language", "datashare", "model", "external", "copy job"]) {
    if (reader.atWords(other)) throw reader.notSupported(`GRANT ON ${other.toUpperCase()}`);
  }
  reader.acceptWords("table");
  return { kind: "tables", names: reader.commaSeparated(() => reader.expectQualifiedName()) };
}

function parseGrantees(reader: TokenReader): readonly Grantee[] {
  return reader.commaSeparated((): Grantee => {
    if (reader.acceptWords("public")) return { kind: "public" };
    if (reader.acceptWords("role")) return { kind: "role", name: parseRoleName(reader) };
    if (reader.acceptWords("group")) return { kind: "group", name: reader.expectName() };
    return { kind: "user", name: reader.expectName() };
  });
}
