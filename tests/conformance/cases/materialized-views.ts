import type { ConformancePage } from "../conformance-case.ts";

const TICKETS = [
  "CREATE TABLE category (catid SMALLINT, catgroup VARCHAR(10))",
  "CREATE TABLE event (eventid INTEGER, catid SMALLINT)",
  "CREATE TABLE sales (salesid INTEGER, eventid INTEGER, qtysold SMALLINT)",
  "INSERT INTO category VALUES (1, 'Sports'), (2, 'Concerts')",
  "INSERT INTO event VALUES (10, 1), (20, 2), (21, 2)",
  "INSERT INTO sales VALUES (1, 10, 2), (2, 20, 3), (3, 21, 4)",
];

const FROM_ALL =
  "FROM category c, event e, sales s WHERE c.catid = e.catid AND e.eventid = s.eventid GROUP BY catgroup";

export const PAGES: readonly ConformancePage[] = [
  {
    page: "materialized-view-create-sql-command",
    setup: TICKETS,
    cases: [
      { sql: `CREATE MATERIALIZED VIEW tickets_mv AS SELECT catgroup, SUM(qtysold) AS sold ${FROM_ALL}`, done: true },
      {
        sql: `CREATE MATERIALIZED VIEW tickets_mv_max AS SELECT catgroup, MAX(qtysold) AS sold ${FROM_ALL}`,
        done: true,
      },
      {
        sql: "SELECT catgroup, sold FROM tickets_mv ORDER BY catgroup",
        rows: [
          ["Concerts", 7],
          ["Sports", 2],
        ],
        columns: ["catgroup", "sold"],
        types: ["varchar", "int8"],
      },
      { sql: "SELECT sold FROM tickets_mv_max WHERE catgroup = 'Concerts'", rows: [[4]], types: ["int2"] },
      {
        sql: "SELECT TRIM(name), state FROM svv_mv_info WHERE name = 'tickets_mv_max'",
        rows: [["tickets_mv_max", 1]],
      },
      {
        sql: "CREATE MATERIALIZED VIEW all_clauses BACKUP NO DISTSTYLE KEY DISTKEY (catid) SORTKEY (catid, catgroup) AUTO REFRESH NO AS SELECT catid, catgroup FROM category",
        done: true,
      },
      { sql: "CREATE MATERIALIZED VIEW even_rows DISTSTYLE EVEN AS SELECT catid FROM category", done: true },
      {
        sql: "CREATE MATERIALIZED VIEW by_ordinal DISTKEY (1) SORTKEY (2) AS SELECT catid, catgroup FROM category",
        done: true,
      },
      {
        sql: "CREATE MATERIALIZED VIEW tickets_mv AS SELECT 1 AS one FROM category",
        error: 'relation "tickets_mv" already exists',
      },
      { sql: "CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT catid FROM category", error: "syntax error" },
      { sql: "CREATE OR REPLACE MATERIALIZED VIEW v AS SELECT catid FROM category", error: "syntax error" },
      {
        sql: "CREATE MATERIALIZED VIEW v AUTO REFRESH YES SORTKEY (catid) AS SELECT catid FROM category",
        error: 'syntax error at or near "SORTKEY"',
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AUTO REFRESH YES DISTSTYLE ALL AS SELECT catid FROM category",
        error: 'syntax error at or near "DISTSTYLE"',
      },
      {
        sql: "CREATE MATERIALIZED VIEW v DISTSTYLE ALL BACKUP NO AS SELECT catid FROM category",
        error: "syntax error",
      },
      { sql: "CREATE MATERIALIZED VIEW v AUTO REFRESH MAYBE AS SELECT catid FROM category", error: "syntax error" },
      {
        sql: "CREATE MATERIALIZED VIEW v SORTKEY (gone) AS SELECT catid FROM category",
        error: '"gone" does not exist',
      },
      {
        sql: "CREATE MATERIALIZED VIEW v DISTKEY (gone) AS SELECT catid FROM category",
        error: '"gone" does not exist',
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AS SELECT catid FROM category ORDER BY catid",
        error: "not supported in a materialized view",
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AS SELECT catid FROM category LIMIT 10",
        error: "not supported in a materialized view",
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AS SELECT catid FROM category OFFSET 1",
        error: "not supported in a materialized view",
      },
      { sql: "CREATE MATERIALIZED VIEW v AS SELECT catid, catid FROM category", error: "specified more than once" },
      { sql: "CREATE MATERIALIZED VIEW v AS SELECT nothing FROM category", error: 'column "nothing" does not exist' },
      { sql: "CREATE MATERIALIZED VIEW v AS SELECT catid FROM nowhere", error: 'relation "nowhere" does not exist' },
      { sql: "CREATE VIEW plain AS SELECT catid FROM category", done: true },
      { sql: "CREATE MATERIALIZED VIEW v AS SELECT catid FROM plain", error: "can't read the view" },
      { sql: "CREATE MATERIALIZED VIEW v AS SELECT schemaname FROM pg_tables", error: "can't read the system" },
      {
        sql: "CREATE MATERIALIZED VIEW v AS SELECT CURRENT_SCHEMA() AS s, catid FROM category",
        error: "not supported on Redshift tables",
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AS SELECT HAS_SCHEMA_PRIVILEGE('public', 'usage') AS p, catid FROM category",
        error: "not supported on Redshift tables",
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AUTO REFRESH YES AS SELECT catid, GETDATE() AS seen FROM category",
        error:
          "materialized view cannot be created, reason: auto refresh is not supported for materialized view with mutable function. Found mutable function :getdate.;",
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AUTO REFRESH YES AS SELECT catid, RANDOM() AS r FROM category",
        error: "mutable function",
      },
      {
        sql: "CREATE MATERIALIZED VIEW v AUTO REFRESH YES AS SELECT sold FROM tickets_mv",
        error: "auto refresh is not supported",
      },
      { sql: "CREATE MATERIALIZED VIEW today AS SELECT catid, GETDATE() AS seen FROM category", done: true },
      { sql: "CREATE TABLE baseball_table (ball INT, bat INT)", done: true },
      {
        sql: "CREATE MATERIALIZED VIEW mv_baseball DISTSTYLE ALL AUTO REFRESH YES AS SELECT ball AS baseball FROM baseball_table",
        done: true,
      },
      { sql: "SELECT autorefresh FROM svv_mv_info WHERE name = 'mv_baseball'", rows: [["t"]] },
      { sql: "SELECT autorefresh FROM svv_mv_info WHERE name = 'tickets_mv'", rows: [["f"]] },
      { sql: "SELECT baseball FROM mv_baseball", rows: [] },
    ],
  },
  {
    page: "materialized-view-create-sql-command",
    setup: [
      "CREATE TABLE base (a INT, b INT)",
      "INSERT INTO base VALUES (1, 10), (2, 20)",
      "CREATE MATERIALIZED VIEW of_base AS SELECT a FROM base",
      "CREATE MATERIALIZED VIEW of_all AS SELECT * FROM base",
    ],
    cases: [
      { sql: "ALTER TABLE base ADD COLUMN c INT", done: true },
      { sql: "INSERT INTO base VALUES (3, 30, 300)", done: true },
      { sql: "REFRESH MATERIALIZED VIEW of_all", done: true },
      {
        sql: "SELECT * FROM of_all ORDER BY a",
        rows: [
          [1, 10],
          [2, 20],
          [3, 30],
        ],
        columns: ["a", "b"],
      },
      { sql: "ALTER MATERIALIZED VIEW of_base RENAME TO other", error: "syntax error" },
      { sql: "ALTER TABLE of_base RENAME TO other", error: '"of_base" is not a table' },
      { sql: "ALTER TABLE of_base ADD COLUMN d INT", error: '"of_base" is not a table' },
      { sql: "INSERT INTO of_base VALUES (9)", error: "of_base" },
      { sql: "UPDATE of_base SET a = 9", error: "of_base" },
      { sql: "DELETE FROM of_base", error: "of_base" },
      { sql: "ALTER TABLE base RENAME COLUMN a TO aa", done: true },
      { sql: "SELECT a FROM of_base ORDER BY a", rows: [[1], [2]] },
      { sql: "INSERT INTO base VALUES (4, 40, 400)", done: true },
      {
        sql: "REFRESH MATERIALIZED VIEW of_base",
        error: "Base table column was renamed",
        source: "r_SVL_MV_REFRESH_STATUS",
      },
      {
        sql: "SELECT status FROM sys_mv_refresh_history WHERE mv_name = 'of_base'",
        rows: [["Refresh failed. Base table column was renamed"]],
        source: "r_SVL_MV_REFRESH_STATUS",
      },
      { sql: "SELECT COUNT(*) FROM of_base", rows: [[2]] },
      { sql: "DROP MATERIALIZED VIEW of_base", done: true },
      { sql: "CREATE MATERIALIZED VIEW of_base AS SELECT aa AS a FROM base", done: true },
      { sql: "SELECT COUNT(*) FROM of_base", rows: [[4]] },
    ],
  },
  {
    page: "materialized-view-query",
    setup: TICKETS,
    cases: [
      { sql: `CREATE MATERIALIZED VIEW tickets_mv AS SELECT catgroup, SUM(qtysold) AS sold ${FROM_ALL}`, done: true },
      { sql: "INSERT INTO sales VALUES (4, 20, 8)", done: true },
      { sql: "SELECT sold FROM tickets_mv WHERE catgroup = 'Concerts'", rows: [[7]] },
      { sql: "REFRESH MATERIALIZED VIEW tickets_mv", done: true },
      { sql: "SELECT sold FROM tickets_mv WHERE catgroup = 'Concerts'", rows: [[15]] },
      {
        sql: "SELECT m.sold FROM tickets_mv m JOIN category c ON c.catgroup = m.catgroup WHERE c.catid = 1",
        rows: [[2]],
      },
      { sql: "CREATE VIEW on_top AS SELECT sold + 1 AS more FROM tickets_mv", done: true },
      { sql: "SELECT MAX(more) FROM on_top", rows: [[16]] },
      { sql: "DELETE FROM sales WHERE eventid <> 10", done: true },
      { sql: "REFRESH MATERIALIZED VIEW tickets_mv", done: true },
      { sql: "SELECT catgroup, sold FROM tickets_mv", rows: [["Sports", 2]] },
    ],
  },
  {
    page: "materialized-view-drop-sql-command",
    setup: [
      "CREATE TABLE t (a INT)",
      "CREATE MATERIALIZED VIEW dropped AS SELECT a FROM t",
      "CREATE VIEW plain AS SELECT a FROM t",
    ],
    cases: [
      { sql: "DROP MATERIALIZED VIEW IF EXISTS gone", done: true },
      { sql: "DROP MATERIALIZED VIEW gone", error: "gone does not exist" },
      { sql: "DROP MATERIALIZED VIEW t", error: '"t" is not a materialized view' },
      { sql: "DROP MATERIALIZED VIEW plain", error: '"plain" is not a materialized view' },
      { sql: "DROP TABLE dropped", error: '"dropped" is not a table' },
      { sql: "DROP VIEW dropped", error: '"dropped" is not a view' },
      { sql: "CREATE MATERIALIZED VIEW v AS SELECT a FROM dropped", done: true },
      { sql: "DROP MATERIALIZED VIEW dropped", error: "other objects depend on it" },
      { sql: "DROP TABLE t", error: "other objects depend on it" },
      { sql: "DROP MATERIALIZED VIEW v", done: true },
      { sql: "CREATE VIEW w AS SELECT a FROM dropped", done: true },
      { sql: "DROP MATERIALIZED VIEW dropped", error: "other objects depend on it" },
      { sql: "DROP VIEW w", done: true },
      { sql: "DROP MATERIALIZED VIEW dropped", done: true },
      { sql: "SELECT a FROM dropped", error: 'relation "dropped" does not exist' },
      { sql: "SELECT COUNT(*) FROM svv_mv_info WHERE name = 'dropped'", rows: [[0]] },
      { sql: "CREATE MATERIALIZED VIEW dropped AS SELECT a FROM t", done: true },
    ],
  },
  {
    page: "r_ALTER_MATERIALIZED_VIEW",
    setup: ["CREATE TABLE t (a INT, s SUPER)", "CREATE MATERIALIZED VIEW tickets_mv AS SELECT a, s FROM t"],
    cases: [
      { sql: "ALTER MATERIALIZED VIEW tickets_mv AUTO REFRESH YES", done: true },
      { sql: "SELECT autorefresh FROM svv_mv_info WHERE name = 'tickets_mv'", rows: [["t"]] },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv AUTO REFRESH NO", done: true },
      { sql: "SELECT autorefresh FROM svv_mv_info WHERE name = 'tickets_mv'", rows: [["f"]] },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER DISTSTYLE ALL", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER DISTSTYLE EVEN", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER DISTSTYLE AUTO", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER DISTSTYLE KEY DISTKEY a", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER DISTKEY a", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER SORTKEY (a)", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER COMPOUND SORTKEY (a)", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER SORTKEY AUTO", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER SORTKEY NONE", done: true },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER DISTKEY gone", error: '"gone" does not exist' },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER SORTKEY (gone)", error: '"gone" does not exist' },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER DISTKEY s", error: "SUPER", source: "limitations-super" },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ALTER SORTKEY (s)", error: "SUPER", source: "limitations-super" },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv ROW LEVEL SECURITY ON", error: "ROW LEVEL SECURITY is not supported" },
      { sql: "ALTER MATERIALIZED VIEW tickets_mv", error: "syntax error" },
      { sql: "ALTER MATERIALIZED VIEW gone AUTO REFRESH YES", error: "gone does not exist" },
      { sql: "ALTER MATERIALIZED VIEW t AUTO REFRESH YES", error: '"t" is not a materialized view' },
      { sql: "CREATE MATERIALIZED VIEW mutable AS SELECT a, GETDATE() AS seen FROM t", done: true },
      {
        sql: "ALTER MATERIALIZED VIEW mutable AUTO REFRESH YES",
        error: "mutable function",
        source: "materialized-view-create-sql-command",
      },
      { sql: "CREATE MATERIALIZED VIEW nested AS SELECT a FROM tickets_mv", done: true },
      {
        sql: "ALTER MATERIALIZED VIEW nested AUTO REFRESH YES",
        error: "auto refresh is not supported",
        source: "materialized-view-create-sql-command",
      },
    ],
  },
];
