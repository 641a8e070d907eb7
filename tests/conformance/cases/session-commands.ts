import type { ConformancePage } from "../conformance-case.ts";

/** What a session does about itself and about others: settings of users, cancelling, read-only transactions, comments read back. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_ALTER_USER",
    setup: ["CREATE USER zoned PASSWORD 'Zoned1234'"],
    cases: [
      { sql: "ALTER USER zoned SET timezone TO 'America/New_York'", done: true },
      { sql: "ALTER USER zoned SET enable_result_cache_for_session TO off", done: true },
      { sql: "ALTER USER zoned SET search_path TO hr, finance", done: true },
      { sql: "ALTER USER zoned SET search_path TO DEFAULT", done: true },
      { sql: "ALTER USER zoned SET timezone = 'Nowhere/Inn'", error: "invalid value for parameter" },
      { sql: "ALTER USER zoned SET no_such_thing TO 1", error: 'unrecognized configuration parameter "no_such_thing"' },
      { sql: "ALTER USER zoned RESET no_such_thing", error: 'unrecognized configuration parameter "no_such_thing"' },
      { sql: "ALTER USER zoned SET LOCAL timezone TO 'UTC'", error: "syntax error" },
      { sql: "SHOW timezone", rows: [["UTC"]] },
      { sql: "ALTER USER zoned SET query_group TO 'x'", as: "zoned", error: "permission denied" },
      { sql: "ALTER USER zoned RESET timezone", done: true },
      { sql: "ALTER USER zoned RESET ALL", done: true },
      { sql: "DROP USER zoned", done: true },
    ],
  },
  {
    page: "r_CANCEL",
    cases: [
      {
        sql: "CANCEL 802",
        error:
          "Session 802 does not exist. The session PID might have changed. Check the stl_restarted_sessions system table for details.",
      },
      { sql: "CANCEL 802 'Long-running query'", error: "Session 802 does not exist." },
      { sql: "CANCEL", error: "syntax error" },
      { sql: "CANCEL 'a query'", error: "syntax error" },
    ],
  },
  {
    page: "r_SET_SESSION_CHARACTERISTICS",
    cases: [{ sql: "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE", done: true }],
  },
  {
    page: "r_BEGIN",
    setup: ["CREATE TABLE read_only_t (a INTEGER)", "INSERT INTO read_only_t VALUES (1)"],
    cases: [
      { sql: "BEGIN READ ONLY", done: true },
      { sql: "SELECT a FROM read_only_t", rows: [[1]] },
      { sql: "INSERT INTO read_only_t VALUES (2)", error: "transaction is read-only" },
      { sql: "ROLLBACK", done: true },
      { sql: "BEGIN TRANSACTION ISOLATION LEVEL SERIALIZABLE READ ONLY", done: true },
      { sql: "CREATE TABLE read_only_u (a INTEGER)", error: "transaction is read-only" },
      { sql: "END", done: true },
      { sql: "BEGIN READ WRITE", done: true },
      { sql: "INSERT INTO read_only_t VALUES (2)", done: true },
      { sql: "COMMIT", done: true },
      { sql: "SELECT COUNT(*) FROM read_only_t", rows: [[2]] },
    ],
  },
  {
    page: "r_COMMENT",
    setup: ["CREATE TABLE told (id INTEGER, event INTEGER)"],
    cases: [
      { sql: "COMMENT ON TABLE told IS 'What was told'", done: true },
      { sql: "COMMENT ON COLUMN told.event IS 'Which event'", done: true },
      {
        sql: "SELECT obj_description('told'::regclass)",
        rows: [["What was told"]],
        columns: ["obj_description"],
      },
      {
        sql: "SELECT col_description('told'::regclass, 2::integer)",
        rows: [["Which event"]],
        columns: ["col_description"],
      },
      { sql: "SELECT col_description('told'::regclass, 1)", rows: [[null]] },
      { sql: "COMMENT ON TABLE told IS NULL", done: true },
      { sql: "SELECT obj_description('told'::regclass)", rows: [[null]] },
    ],
  },
  {
    page: "r_SHOW_SCHEMAS",
    setup: ["CREATE SCHEMA shown_schema"],
    cases: [
      {
        sql: "SHOW SCHEMAS FROM DATABASE dev LIKE 'no such%'",
        rows: [],
        columns: [
          ...["database_name", "schema_name", "schema_owner", "schema_type", "schema_acl"],
          ...["source_database", "schema_option"],
        ],
      },
      { sql: "SHOW SCHEMAS LIKE 'shown%'", error: "syntax error" },
      { sql: "DROP SCHEMA shown_schema", done: true },
    ],
  },
  {
    page: "r_SHOW_CONSTRAINTS",
    setup: [
      "CREATE SCHEMA keyed",
      "CREATE TABLE keyed.pk1 (i INTEGER, j INTEGER, c VARCHAR(3), CONSTRAINT pk1_pkey PRIMARY KEY (i, c))",
      "CREATE TABLE keyed.none (i INTEGER)",
    ],
    cases: [
      {
        sql: "SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE dev.keyed.pk1",
        rows: [
          ["dev", "keyed", "pk1", "pk1_pkey", "i", 1],
          ["dev", "keyed", "pk1", "pk1_pkey", "c", 2],
        ],
        columns: ["database_name", "schema_name", "table_name", "pk_name", "column_name", "key_seq"],
      },
      {
        sql: "SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE keyed.pk1 LIMIT 1",
        rows: [["dev", "keyed", "pk1", "pk1_pkey", "i", 1]],
      },
      { sql: "SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE keyed.none", rows: [] },
      {
        sql: "SHOW CONSTRAINTS FOREIGN KEYS FROM TABLE keyed.none",
        error: "SHOW CONSTRAINTS FOREIGN KEYS is not supported",
      },
      { sql: "SHOW CONSTRAINTS PRIMARY KEYS FROM TABLE keyed.nowhere", error: "does not exist" },
      { sql: "DROP SCHEMA keyed CASCADE", done: true },
    ],
  },
  {
    page: "r_SET_SESSION_AUTHORIZATION",
    setup: ["CREATE USER reset_user PASSWORD DISABLE"],
    cases: [
      { sql: "SET SESSION AUTHORIZATION reset_user", done: true },
      { sql: "SELECT CURRENT_USER", rows: [["reset_user"]] },
      { sql: "RESET SESSION AUTHORIZATION", done: true, source: "t_ddm" },
      { sql: "SELECT CURRENT_USER = 'reset_user'", rows: [[false]] },
      { sql: "DROP USER reset_user", done: true },
    ],
  },
  {
    page: "materialized-view-create-sql-command",
    setup: ["CREATE TABLE dated (a INTEGER, at TIMESTAMP)"],
    cases: [
      {
        sql: "CREATE MATERIALIZED VIEW until_today AUTO REFRESH YES AS SELECT a FROM dated WHERE at < 'today'",
        error: "auto refresh is not supported for materialized view with mutable function",
      },
      { sql: "CREATE MATERIALIZED VIEW until_today AS SELECT a FROM dated WHERE at < 'today'", done: true },
      { sql: "SELECT state FROM svv_mv_info WHERE name = 'until_today'", rows: [[0]] },
    ],
  },
];
