import type { Statement } from "../sql/tree.ts";
import { alterTable } from "./alter-table.ts";
import { alterTableAppend } from "./alter-table-append.ts";
import { insert, merge, remove, update } from "./change-executors.ts";
import { comment } from "./comment.ts";
import { createMaterializedView } from "./create-materialized-view.ts";
import { createTable } from "./create-table.ts";
import { createTableAs } from "./create-table-as.ts";
import { closeCursor, declareCursor, fetchRows } from "./cursor-executors.ts";
import { alterDatabase, createDatabase, dropDatabase } from "./database-executors.ts";
import { dropTable, dropView } from "./drop-relation.ts";
import { dropUser } from "./drop-user.ts";
import type { Execution, Executor, Outcome } from "./execution.ts";
import { alterGroup, createGroup, dropGroup } from "./group-executors.ts";
import { analyze, lock, truncate, vacuum } from "./maintenance-executors.ts";
import { alterMaterializedView, dropMaterializedView, refreshMaterializedView } from "./materialized-view-executors.ts";
import { permitted } from "./permission.ts";
import { deallocate, executePrepared, prepare } from "./prepared-executors.ts";
import { alterDefaultPrivileges, grantPrivileges, revokePrivileges } from "./privilege-executors.ts";
import { runQuery } from "./query-executors.ts";
import { alterRole, createRole, dropRole, grantRole, revokeRole } from "./role-executors.ts";
import { alterSchema, createExternalSchema, createSchema, dropSchema } from "./schema-executors.ts";
import { setSessionAuthorization } from "./session-authorization.ts";
import {
  cancel,
  refuseExplain,
  resetParameter,
  setParameter,
  setSessionCharacteristics,
  showParameter,
  transact,
} from "./session-executors.ts";
import { showDefinition } from "./show-definition.ts";
import { showList } from "./show-list.ts";
import { alterUser, createUser } from "./user-executors.ts";
import { createView } from "./view-executors.ts";

/** What runs each kind of statement; the compiler sees to it that none is missing. */
const EXECUTORS: { readonly [Kind in Statement["kind"]]: Executor<Kind> } = {
  query: runQuery,
  prepare,
  execute: executePrepared((statement, execution) => execute(statement, execution)),
  deallocate,
  "declare cursor": declareCursor,
  fetch: fetchRows,
  "close cursor": closeCursor,
  insert,
  update,
  delete: remove,
  merge,
  "create table": createTable,
  "create table as": createTableAs,
  "drop table": dropTable,
  "drop view": dropView,
  "drop materialized view": dropMaterializedView,
  "alter table": alterTable,
  "alter table append": alterTableAppend,
  truncate,
  "create view": createView,
  "create materialized view": createMaterializedView,
  "refresh materialized view": refreshMaterializedView,
  "alter materialized view": alterMaterializedView,
  "create external schema": createExternalSchema,
  "create database": createDatabase,
  "alter database": alterDatabase,
  "drop database": dropDatabase,
  "create schema": createSchema,
  "alter schema": alterSchema,
  "drop schema": dropSchema,
  "create role": createRole,
  "alter role": alterRole,
  "drop role": dropRole,
  "grant role": grantRole,
  "revoke role": revokeRole,
  "grant privileges": grantPrivileges,
  "revoke privileges": revokePrivileges,
  "alter default privileges": alterDefaultPrivileges,
  "create user": createUser,
  "alter user": alterUser,
  "drop user": dropUser,
  "create group": createGroup,
  "alter group": alterGroup,
  "drop group": dropGroup,
  "set session authorization": setSessionAuthorization,
  comment,
  set: setParameter,
  "set session characteristics": setSessionCharacteristics,
  cancel,
  show: showParameter,
  reset: resetParameter,
  begin: transact,
  commit: transact,
  rollback: transact,
  explain: refuseExplain,
  analyze,
  vacuum,
  lock,
  "show definition": showDefinition,
  "show list": showList,
};

/** Runs a statement as its user, within the transaction it is given. @throws {SqlError} {EngineError} */
export function execute(statement: Statement, execution: Execution): Promise<Outcome> {
  // The table pairs every kind with its own executor, which the compiler can't follow through an index.
  const executor = EXECUTORS[statement.kind] as (statement: Statement, execution: Execution) => Promise<Outcome>;
  return permitted(statement, execution, (as) => executor(statement, as));
}
