import type { Outcome } from "../execute/execution.ts";
import type { Statement } from "../sql/tree.ts";

/** Statements whose tag is not their kind in capitals. */
const TAGS: Partial<Record<Statement["kind"], string>> = {
  "create table as": "SELECT",
  "create external schema": "CREATE SCHEMA",
  "close cursor": "CLOSE CURSOR",
  lock: "LOCK TABLE",
  "set session authorization": "SET",
  "set session characteristics": "SET",
  "show definition": "SHOW",
  "show list": "SHOW",
  truncate: "TRUNCATE TABLE",
  "alter table append": "ALTER TABLE APPEND",
  "grant privileges": "GRANT",
  "grant role": "GRANT",
  "revoke privileges": "REVOKE",
  "revoke role": "REVOKE",
};

/** Statements whose tag counts rows: what stands before the count. */
const COUNTED: Partial<Record<Statement["kind"], string>> = {
  query: "SELECT",
  fetch: "FETCH",
  insert: "INSERT 0",
  update: "UPDATE",
  delete: "DELETE",
  merge: "MERGE",
};

/** What CommandComplete says of a statement: `SELECT 3`, `INSERT 0 1`, `CREATE VIEW`. */
export function commandTag({ kind }: Statement, { rowCount, rolledBack }: Outcome): string {
  if (rolledBack) return "ROLLBACK";
  const counted = COUNTED[kind];
  return counted === undefined ? (TAGS[kind] ?? kind.toUpperCase()) : `${counted} ${rowCount}`;
}
