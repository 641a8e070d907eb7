import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const FRAME = "Aggregate window functions with an ORDER BY clause require a frame clause";

/** What a window may hold. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "c_Window_functions",
    setup: [...TICKIT.winsales],
    cases: [
      { sql: "SELECT SUM(qty) OVER (ORDER BY salesid) FROM winsales", error: FRAME },
      { sql: "SELECT COUNT(*) OVER (PARTITION BY sellerid ORDER BY salesid) FROM winsales", error: FRAME },
      { sql: "SELECT FIRST_VALUE(qty) OVER (ORDER BY salesid) FROM winsales", error: FRAME },
      { sql: "SELECT DISTINCT SUM(qty) OVER () FROM winsales", rows: [[215]] },
      {
        sql: "SELECT DISTINCT sellerid, SUM(qty) OVER (PARTITION BY sellerid) FROM winsales ORDER BY 1",
        rows: [
          [1, 50],
          [2, 40],
          [3, 75],
          [4, 50],
        ],
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS 1 PRECEDING) FROM winsales ORDER BY salesid LIMIT 3",
        rows: [[10], [40], [40]],
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS UNBOUNDED FOLLOWING) FROM winsales ORDER BY salesid LIMIT 2",
        rows: [[215], [205]],
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS CURRENT ROW) FROM winsales ORDER BY salesid LIMIT 2",
        rows: [[10], [30]],
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) FROM winsales ORDER BY salesid LIMIT 2",
        rows: [[40], [30]],
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM winsales ORDER BY salesid DESC LIMIT 1",
        rows: [[10]],
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS BETWEEN 5 FOLLOWING AND 5 PRECEDING) FROM winsales",
        error: "frame",
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS BETWEEN CURRENT ROW AND 2 PRECEDING) FROM winsales",
        error: "frame",
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS BETWEEN 3 FOLLOWING AND CURRENT ROW) FROM winsales",
        error: "frame",
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS BETWEEN 1 PRECEDING AND 3 PRECEDING) FROM winsales",
        error: "frame",
      },
      { sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS -1 PRECEDING) FROM winsales", error: "offset" },
      { sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS qty PRECEDING) FROM winsales", error: "constant" },
      { sql: "SELECT SUM(qty) OVER (ORDER BY salesid RANGE UNBOUNDED PRECEDING) FROM winsales", error: "RANGE" },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid GROUPS UNBOUNDED PRECEDING) FROM winsales",
        error: "syntax error",
      },
      {
        sql: "SELECT SUM(qty) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW) FROM winsales",
        error: "syntax error",
      },
      { sql: "SELECT SUM(qty) OVER (PARTITION BY 'x') FROM winsales", error: "constant" },
      { sql: "SELECT RANK() OVER (ORDER BY 'x') FROM winsales", error: "constant" },
      { sql: "SELECT RANK() OVER (ORDER BY 1) FROM winsales", error: "constant" },
      { sql: "SELECT RANK() OVER (ORDER BY 1 + 1) FROM winsales", error: "constant" },
      {
        sql: "SELECT salesid FROM winsales WHERE ROW_NUMBER() OVER (ORDER BY salesid) = 1",
        error: "window functions not allowed in WHERE clause",
      },
      {
        sql: "SELECT salesid FROM winsales ORDER BY ROW_NUMBER() OVER (ORDER BY salesid DESC) LIMIT 2",
        rows: [[40005], [40001]],
      },
      {
        sql: "SELECT CASE WHEN ROW_NUMBER() OVER (ORDER BY salesid) = 1 THEN 'first' ELSE 'later' END FROM winsales ORDER BY salesid LIMIT 2",
        rows: [["first"], ["later"]],
      },
      {
        sql: "SELECT sellerid, SUM(SUM(qty)) OVER (ORDER BY sellerid ROWS UNBOUNDED PRECEDING) FROM winsales GROUP BY sellerid ORDER BY 1",
        rows: [
          [1, "50"],
          [2, "90"],
          [3, "165"],
          [4, "215"],
        ],
      },
      { sql: "SELECT RANK() OVER (ORDER BY SUM(qty) OVER ()) FROM winsales", error: "nested" },
      { sql: "SELECT RANK() FROM winsales", error: "OVER" },
      {
        sql: "SELECT salesid, qty_shipped, RANK() OVER (ORDER BY qty_shipped) FROM winsales WHERE sellerid = 3 ORDER BY 3, 1",
        rows: [
          [30001, 10, 1],
          [30003, null, 2],
          [30004, null, 2],
          [30007, null, 2],
        ],
      },
      {
        sql: "SELECT salesid, RANK() OVER (ORDER BY qty_shipped DESC) FROM winsales WHERE sellerid = 3 ORDER BY 2, 1",
        rows: [
          [30003, 1],
          [30004, 1],
          [30007, 1],
          [30001, 4],
        ],
      },
      {
        sql: "SELECT salesid, RANK() OVER (ORDER BY qty_shipped NULLS FIRST) FROM winsales WHERE sellerid = 3 ORDER BY 2, 1",
        rows: [
          [30003, 1],
          [30004, 1],
          [30007, 1],
          [30001, 4],
        ],
      },
      {
        sql: "SELECT salesid, RANK() OVER (ORDER BY qty_shipped DESC NULLS LAST) FROM winsales WHERE sellerid = 3 ORDER BY 2, 1",
        rows: [
          [30001, 1],
          [30003, 2],
          [30004, 2],
          [30007, 2],
        ],
      },
    ],
  },
];
