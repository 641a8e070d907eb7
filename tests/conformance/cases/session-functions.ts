import type { ConformancePage } from "../conformance-case.ts";

/** Functions that tell of the session or act on it. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_SET_CONFIG",
    cases: [
      { sql: "SELECT SET_CONFIG('query_group', 'test', false)", rows: [["test"]], columns: ["set_config"] },
      { sql: "SHOW query_group", rows: [["test"]] },
      { sql: "BEGIN", done: true },
      { sql: "SELECT SET_CONFIG('query_group', 'local', true)", rows: [["local"]] },
      { sql: "SELECT CURRENT_SETTING('query_group')", rows: [["local"]], source: "r_CURRENT_SETTING" },
      { sql: "COMMIT", done: true },
      { sql: "SELECT CURRENT_SETTING('query_group')", rows: [["test"]], source: "r_CURRENT_SETTING" },
      { sql: "SELECT SET_CONFIG('app.username', 'cuddy', FALSE)", rows: [["cuddy"]] },
      { sql: "SELECT CURRENT_SETTING('app.username')", rows: [["cuddy"]] },
      { sql: "SELECT SET_CONFIG('no_such_parameter', 'x', false)", error: "unrecognized configuration parameter" },
    ],
  },
  {
    page: "PG_LAST_QUERY_ID",
    cases: [{ sql: "SELECT PG_LAST_QUERY_ID() > 0", rows: [[true]] }],
  },
  {
    page: "PG_CANCEL_BACKEND",
    cases: [
      { sql: "SELECT PG_CANCEL_BACKEND(802)", rows: [[1]] },
      { sql: "SELECT PG_CANCEL_BACKEND('x')", error: "pg_cancel_backend" },
      { sql: "SELECT PG_TERMINATE_BACKEND(8585)", rows: [[1]], source: "PG_TERMINATE_BACKEND" },
    ],
  },
  {
    page: "r_CURRENT_AWS_ACCOUNT",
    cases: [
      { sql: "SELECT LEN(CURRENT_AWS_ACCOUNT)", rows: [[12]] },
      { sql: "SELECT LEN(CURRENT_NAMESPACE)", rows: [[36]], source: "r_CURRENT_NAMESPACE" },
    ],
  },
  {
    page: "r_CREATE_TABLE_NEW",
    cases: [{ sql: "SELECT DB_COLLATION()", rows: [["case_sensitive"]], columns: ["db_collation"] }],
  },
  {
    page: "r_GETDATE",
    cases: [
      { sql: "SELECT GETDATE() = DATE_TRUNC('second', GETDATE())", rows: [[true]] },
      { sql: "SELECT GETDATE() = DATE_TRUNC('second', GETDATE()) AND SYSDATE >= GETDATE()", rows: [[true]] },
    ],
  },
];
