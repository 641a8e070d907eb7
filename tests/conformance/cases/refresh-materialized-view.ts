import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

const STATUS = "SELECT status FROM sys_mv_refresh_history WHERE mv_name =";

/** A definition, and whether Redshift refreshes it incrementally: `state` of STV_MV_INFO is 1 where it does. */
function state(name: string, query: string, incremental: boolean): readonly ConformanceCase[] {
  return [
    { sql: `CREATE MATERIALIZED VIEW ${name} AS ${query}`, done: true },
    { sql: `SELECT state FROM svv_mv_info WHERE name = '${name}'`, rows: [[incremental ? 1 : 0]] },
  ];
}

/** A refresh after a change, with its status. */
function refreshed(name: string, status: string): readonly ConformanceCase[] {
  return [
    { sql: `REFRESH MATERIALIZED VIEW ${name}`, done: true },
    { sql: `${STATUS} '${name}' ORDER BY end_time DESC LIMIT 1`, rows: [[status]], source: "r_SVL_MV_REFRESH_STATUS" },
  ];
}

export const PAGES: readonly ConformancePage[] = [
  {
    page: "materialized-view-refresh",
    cases: [
      { sql: "CREATE TABLE t (a INT)", done: true },
      { sql: "CREATE MATERIALIZED VIEW nest_u AS SELECT * FROM t", done: true },
      { sql: "CREATE MATERIALIZED VIEW nest_v AS SELECT * FROM nest_u", done: true },
      { sql: "CREATE MATERIALIZED VIEW nest_w AS SELECT * FROM nest_v", done: true },
      { sql: "INSERT INTO t VALUES (1)", done: true },
      {
        sql: "SELECT TRIM(name), is_stale FROM svv_mv_info WHERE name IN ('nest_u', 'nest_v', 'nest_w') ORDER BY name",
        rows: [
          ["nest_u", "t"],
          ["nest_v", "f"],
          ["nest_w", "f"],
        ],
        source: "r_STV_MV_INFO",
      },
      { sql: "REFRESH MATERIALIZED VIEW nest_v", done: true },
      { sql: "SELECT a FROM nest_v", rows: [] },
      { sql: `${STATUS} 'nest_v'`, rows: [["MV was already updated"]], source: "r_SVL_MV_REFRESH_STATUS" },
      { sql: "REFRESH MATERIALIZED VIEW nest_u", done: true },
      { sql: "SELECT a FROM nest_u", rows: [[1]] },
      { sql: "SELECT a FROM nest_v", rows: [] },
      { sql: "REFRESH MATERIALIZED VIEW nest_v RESTRICT", done: true },
      { sql: "SELECT a FROM nest_v", rows: [[1]] },
      { sql: "SELECT a FROM nest_w", rows: [] },
      { sql: "INSERT INTO t VALUES (2)", done: true },
      { sql: "REFRESH MATERIALIZED VIEW nest_v CASCADE", done: true },
      {
        sql: "SELECT (SELECT COUNT(*) FROM nest_u), (SELECT COUNT(*) FROM nest_v), (SELECT COUNT(*) FROM nest_w)",
        rows: [[2, 2, 0]],
      },
      { sql: "REFRESH MATERIALIZED VIEW nest_w CASCADE", done: true },
      { sql: "SELECT a FROM nest_w ORDER BY a", rows: [[1], [2]] },
      {
        sql: "SELECT TRIM(name), is_stale FROM svv_mv_info WHERE name IN ('nest_u', 'nest_v', 'nest_w') ORDER BY name",
        rows: [
          ["nest_u", "f"],
          ["nest_v", "f"],
          ["nest_w", "f"],
        ],
        source: "r_SVV_MV_INFO",
      },
      { sql: "REFRESH MATERIALIZED VIEW nest_w", done: true },
      {
        sql: "SELECT status, TRIM(refresh_type) FROM sys_mv_refresh_history WHERE mv_name = 'nest_w' ORDER BY start_time, transaction_id",
        rows: [
          ["Refresh successfully updated MV incrementally", "Manual"],
          ["MV was already updated", "Manual"],
        ],
        source: "r_SVL_MV_REFRESH_STATUS",
      },
      { sql: "REFRESH MATERIALIZED VIEW t", error: '"t" is not a materialized view' },
      { sql: "REFRESH MATERIALIZED VIEW gone", error: "gone does not exist" },
      { sql: "REFRESH MATERIALIZED VIEW nest_v, nest_w", error: "syntax error" },
      { sql: "REFRESH VIEW nest_v", error: "syntax error" },
    ],
  },
  {
    page: "materialized-view-refresh-sql-command",
    setup: [
      "CREATE TABLE l (k INT, x INT, d TIMESTAMP)",
      "CREATE TABLE r (k INT, y INT)",
      "INSERT INTO l VALUES (1, 10, '2026-01-01'), (1, 20, '2026-01-02'), (2, 30, '2026-01-03')",
      "INSERT INTO r VALUES (1, 5)",
    ],
    cases: [
      ...state("plain", "SELECT k, x + 1 AS y FROM l WHERE x > 10", true),
      ...state("joined", "SELECT l.k, r.y FROM l JOIN r ON l.k = r.k", true),
      ...state(
        "grouped",
        "SELECT k, COUNT(*) AS n, SUM(x) AS s, MIN(x) AS lo, MAX(x) AS hi, AVG(x) AS m FROM l GROUP BY k HAVING COUNT(*) > 1",
        true,
      ),
      ...state("all_of_both", "SELECT k FROM l UNION ALL SELECT k FROM r", true),
      ...state("in_from", "SELECT q.k FROM (SELECT k, x FROM l WHERE x > 1) q", true),
      ...state("truncated", "SELECT DATE_TRUNC('month', d) AS m, x FROM l", true),
      ...state("outer_left", "SELECT l.k, r.y FROM l LEFT JOIN r ON l.k = r.k", false),
      ...state("outer_right", "SELECT l.k, r.y FROM l RIGHT JOIN r ON l.k = r.k", false),
      ...state("outer_full", "SELECT l.x, r.y FROM l FULL JOIN r ON l.k = r.k", false),
      ...state("united", "SELECT k FROM l UNION SELECT k FROM r", false),
      ...state("common", "SELECT k FROM l INTERSECT SELECT k FROM r", false),
      ...state("excepted", "SELECT k FROM l EXCEPT SELECT k FROM r", false),
      ...state("subtracted", "SELECT k FROM l MINUS SELECT k FROM r", false),
      ...state("counted_union", "SELECT COUNT(*) AS n FROM (SELECT k FROM l UNION ALL SELECT k FROM r) q", false),
      ...state("middle", "SELECT MEDIAN(x) AS m FROM l", false),
      ...state("part", "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) AS p FROM l", false),
      ...state("listed", "SELECT LISTAGG(k, ',') AS k FROM l", false),
      ...state("spread", "SELECT STDDEV_SAMP(x) AS s, STDDEV_POP(x) AS p FROM l", false),
      ...state("bits", "SELECT BIT_AND(x) AS b FROM l", false),
      ...state("distinct_count", "SELECT COUNT(DISTINCT k) AS n FROM l", false),
      ...state("distinct_sum", "SELECT SUM(DISTINCT x) AS s FROM l", false),
      ...state("windowed", "SELECT k, ROW_NUMBER() OVER (PARTITION BY k ORDER BY x) AS n FROM l", false),
      ...state("in_where", "SELECT k FROM l WHERE k IN (SELECT k FROM r)", false),
      ...state("in_list", "SELECT k, (SELECT MAX(y) FROM r) AS y FROM l", false),
      ...state("mutable", "SELECT k, GETDATE() AS t FROM l", false),
      ...state("chance", "SELECT k, RANDOM() AS t FROM l", false),
      { sql: "SELECT k, n, s, lo, hi, m FROM grouped", rows: [[1, 2, 30, 10, 20, 15]] },
      { sql: "INSERT INTO l VALUES (2, 41, '2026-01-04')", done: true },
      ...refreshed("plain", "Refresh successfully updated MV incrementally"),
      ...refreshed("plain", "MV was already updated"),
      ...refreshed("grouped", "Refresh successfully updated MV incrementally"),
      ...refreshed("outer_left", "Refresh successfully recomputed MV from scratch"),
      ...refreshed("distinct_sum", "Refresh successfully recomputed MV from scratch"),
      {
        sql: "SELECT * FROM grouped ORDER BY k",
        rows: [
          [1, 2, 30, 10, 20, 15],
          [2, 2, 71, 30, 41, 35],
        ],
      },
      {
        sql: "SELECT * FROM plain ORDER BY y",
        rows: [
          [1, 21],
          [2, 31],
          [2, 42],
        ],
      },
      { sql: "SELECT * FROM distinct_sum", rows: [[101]] },
      { sql: "DELETE FROM l WHERE k = 1", done: true },
      ...refreshed("plain", "Refresh successfully updated MV incrementally"),
      {
        sql: "SELECT * FROM plain ORDER BY y",
        rows: [
          [2, 31],
          [2, 42],
        ],
      },
      { sql: "UPDATE l SET x = x * 2", done: true },
      ...refreshed("plain", "Refresh successfully updated MV incrementally"),
      {
        sql: "SELECT * FROM plain ORDER BY y",
        rows: [
          [2, 61],
          [2, 83],
        ],
      },
      { sql: "TRUNCATE l", done: true },
      { sql: "REFRESH MATERIALIZED VIEW plain", done: true },
      { sql: "SELECT * FROM plain", rows: [] },
    ],
  },
  {
    page: "SYS_MV_REFRESH_HISTORY",
    setup: ["CREATE TABLE t (a INT)", "CREATE MATERIALIZED VIEW only_here AS SELECT a FROM t"],
    cases: [
      { sql: "REFRESH MATERIALIZED VIEW only_here", done: true },
      {
        sql: "SELECT TRIM(database_name), TRIM(mv_name), TRIM(refresh_type), status, start_time <= end_time, duration >= 0, mv_id > 0, session_id > 0, transaction_id > 0, consumer_account, consumer_region, consumer_namespace FROM sys_mv_refresh_history WHERE mv_name = 'only_here'",
        rows: [
          ["dev", "only_here", "Manual", "MV was already updated", true, true, true, true, true, null, null, null],
        ],
      },
    ],
  },
];
