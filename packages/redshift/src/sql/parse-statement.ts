import { parseAlterTable, parseDelete, parseInsert, parseTruncate, parseUpdate } from "./parse-change.ts";
import { parseCreateTable } from "./parse-create-table.ts";
import { parseDrop } from "./parse-drop.ts";
import { parseAlterDefaultPrivileges, parseGrant, parseRevoke } from "./parse-grant.ts";
import { parseAlterMaterializedView, parseCreateMaterializedView, parseRefresh } from "./parse-materialized-view.ts";
import { parseCreateExternalSchema, parseCreateSchema } from "./parse-schema.ts";
import { parseQueryStatement } from "./parse-select-into.ts";
import {
  parseBegin,
  parseComment,
  parseEnd,
  parseExplain,
  parseMaintenance,
  parseReset,
  parseSessionAuthorization,
  parseSet,
  parseShow,
} from "./parse-session.ts";
import { parseAlterGroup, parseAlterRole, parseCreateGroup, parseCreateRole, parseUser } from "./parse-user.ts";
import { parseCreateView } from "./parse-view.ts";
import type { Statement } from "./statement-tree.ts";
import type { TokenReader } from "./token-reader.ts";

type StatementParser = (reader: TokenReader) => Statement;

/** The first that fits is taken, so longer openings stand before shorter ones. */
const STATEMENTS: readonly (readonly [string, StatementParser])[] = [
  ["select", parseQueryStatement],
  ["with", parseQueryStatement],
  ["insert", parseInsert],
  ["update", parseUpdate],
  ["delete", parseDelete],
  ["truncate", parseTruncate],
  ["create materialized view", parseCreateMaterializedView],
  ["create or replace view", parseCreateView],
  ["create view", parseCreateView],
  ["create external schema", parseCreateExternalSchema],
  ["create schema", parseCreateSchema],
  ["create role", parseCreateRole],
  ["alter role", parseAlterRole],
  ["create group", parseCreateGroup],
  ["alter group", parseAlterGroup],
  ["create user", parseUser],
  ["alter user", parseUser],
  ["create table", parseCreateTable],
  ["create temp table", parseCreateTable],
  ["create temporary table", parseCreateTable],
  ["create local temp table", parseCreateTable],
  ["create local temporary table", parseCreateTable],
  ["alter table", parseAlterTable],
  ["alter materialized view", parseAlterMaterializedView],
  ["alter default privileges", parseAlterDefaultPrivileges],
  ["refresh materialized view", parseRefresh],
  ["drop", parseDrop],
  ["grant", parseGrant],
  ["revoke", parseRevoke],
  ["comment", parseComment],
  ["set session authorization", parseSessionAuthorization],
  ["set local session authorization", parseSessionAuthorization],
  ["set", parseSet],
  ["show", parseShow],
  ["reset", parseReset],
  ["begin", parseBegin],
  ["start transaction", parseBegin],
  ["commit", parseEnd],
  ["end", parseEnd],
  ["rollback", parseEnd],
  ["abort", parseEnd],
  ["explain", parseExplain],
  ["analyze", parseMaintenance],
  ["analyse", parseMaintenance],
  ["vacuum", parseMaintenance],
];

/** Statements Redshift has and this one has not, refused by name. https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html */
const NOT_DONE: readonly string[] = [
  "alter database",
  "alter datashare",
  "alter external view",
  "alter function",
  "alter identity provider",
  "alter masking policy",
  "alter procedure",
  "alter rls policy",
  "alter schema",
  "alter system",
  "attach masking policy",
  "attach rls policy",
  "call",
  "cancel",
  "close",
  "copy",
  "create database",
  "create datashare",
  "create external function",
  "create external model",
  "create external table",
  "create external view",
  "create function",
  "create or replace function",
  "create identity provider",
  "create library",
  "create masking policy",
  "create model",
  "create procedure",
  "create or replace procedure",
  "create rls policy",
  "deallocate",
  "declare",
  "desc",
  "detach",
  "execute",
  "fetch",
  "insert external table",
  "lock",
  "merge",
  "prepare",
  "unload",
  "use",
];

/** One statement, without its semicolon. */
export function parseStatement(reader: TokenReader): Statement {
  // A parenthesised query: (select 1) union (select 2)
  if (reader.atOperator("(")) return parseQueryStatement(reader);
  const parser = STATEMENTS.find(([words]) => reader.atWords(words))?.[1];
  if (parser !== undefined) return reader.nested(() => parser(reader));
  const known = NOT_DONE.find((words) => reader.atWords(words));
  if (known !== undefined) throw reader.notSupported(known.toUpperCase());
  if (reader.atWords("create") || reader.atWords("alter")) throw reader.syntaxError(reader.peek(1));
  throw reader.syntaxError();
}
