import { parseAlterTable } from "./parse-alter-table.ts";
import { parseDelete, parseInsert, parseTruncate, parseUpdate } from "./parse-change.ts";
import { parseCreateTable } from "./parse-create-table.ts";
import { parseAlterDatabase, parseCreateDatabase, parseDropDatabase } from "./parse-database.ts";
import { parseDrop } from "./parse-drop.ts";
import { parseAlterDefaultPrivileges, parseGrant, parseRevoke } from "./parse-grant.ts";
import { parseAnalyze, parseLock, parseVacuum } from "./parse-maintenance.ts";
import { parseAlterMaterializedView, parseCreateMaterializedView, parseRefresh } from "./parse-materialized-view.ts";
import { parseMerge } from "./parse-merge.ts";
import { parseClose, parseDeallocate, parseDeclare, parseExecute, parseFetch, parsePrepare } from "./parse-prepared.ts";
import { parseWith } from "./parse-query.ts";
import { parseAlterSchema, parseCreateExternalSchema, parseCreateSchema } from "./parse-schema.ts";
import { parseQueryStatement } from "./parse-select-into.ts";
import {
  parseBegin,
  parseCancel,
  parseComment,
  parseEnd,
  parseExplain,
  parseReset,
  parseSessionAuthorization,
  parseSessionCharacteristics,
  parseSet,
  parseShow,
} from "./parse-session.ts";
import { parseShowDefinition, parseShowList } from "./parse-show.ts";
import { parseAlterGroup, parseAlterRole, parseCreateGroup, parseCreateRole, parseUser } from "./parse-user.ts";
import { parseCreateView } from "./parse-view.ts";
import type { Statement } from "./statement-tree.ts";
import type { TokenReader } from "./token-reader.ts";

type StatementParser = (reader: TokenReader) => Statement;

/** The first that fits is taken, so longer openings stand before shorter ones. */
const STATEMENTS: readonly (readonly [string, StatementParser])[] = [
  ["select", parseQueryStatement],
  ["with", parseWithStatement],
  ["insert", parseInsert],
  ["update", parseUpdate],
  ["delete", parseDelete],
  ["merge", parseMerge],
  ["truncate", parseTruncate],
  ["create materialized view", parseCreateMaterializedView],
  ["create or replace view", parseCreateView],
  ["create view", parseCreateView],
  ["create external schema", parseCreateExternalSchema],
  ["create schema", parseCreateSchema],
  ["create database", parseCreateDatabase],
  ["alter database", parseAlterDatabase],
  ["drop database", parseDropDatabase],
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
  ["alter schema", parseAlterSchema],
  ["alter materialized view", parseAlterMaterializedView],
  ["alter default privileges", parseAlterDefaultPrivileges],
  ["refresh materialized view", parseRefresh],
  ["drop", parseDrop],
  ["grant", parseGrant],
  ["revoke", parseRevoke],
  ["comment", parseComment],
  ["set session authorization", parseSessionAuthorization],
  ["set local session authorization", parseSessionAuthorization],
  ["set session characteristics", parseSessionCharacteristics],
  ["set", parseSet],
  ["show table", parseShowDefinition],
  ["show view", parseShowDefinition],
  ["show schemas", parseShowList],
  ["show tables", parseShowList],
  ["show columns", parseShowList],
  ["show constraints", parseShowList],
  ["show", parseShow],
  ["reset session authorization", parseSessionAuthorization],
  ["reset", parseReset],
  ["begin", parseBegin],
  ["start transaction", parseBegin],
  ["commit", parseEnd],
  ["end", parseEnd],
  ["rollback", parseEnd],
  ["abort", parseEnd],
  ["cancel", parseCancel],
  ["prepare", parsePrepare],
  ["execute", parseExecute],
  ["deallocate", parseDeallocate],
  ["declare", parseDeclare],
  ["fetch", parseFetch],
  ["close", parseClose],
  ["explain", parseExplain],
  ["analyze", parseAnalyze],
  ["analyse", parseAnalyze],
  ["vacuum", parseVacuum],
  ["lock", parseLock],
];

/** Statements Redshift has and this one has not, refused by name. https://docs.aws.amazon.com/redshift/latest/dg/c_SQL_commands.html */
const NOT_DONE: readonly string[] = [
  "alter datashare",
  "alter external schema",
  "alter external view",
  "alter function",
  "alter identity provider",
  "alter masking policy",
  "alter procedure",
  "alter rls policy",
  "alter system",
  "alter template",
  "attach masking policy",
  "attach rls policy",
  "call",
  "copy",
  "create datashare",
  "create external function",
  "create or replace external function",
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
  "desc datashare",
  "desc identity provider",
  "detach masking policy",
  "detach rls policy",
  "insert external table",
  "unload",
  "use",
];

/** WITH stands before a query, an UPDATE or a DELETE. */
function parseWithStatement(reader: TokenReader): Statement {
  const { place } = reader;
  parseWith(reader);
  const parser = reader.atWords("update") ? parseUpdate : reader.atWords("delete") ? parseDelete : parseQueryStatement;
  reader.backTo(place);
  return parser(reader);
}

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
