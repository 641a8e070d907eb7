import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const NO_ORDER = "cannot contain";

/** Window functions that rank, and RATIO_TO_REPORT. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_WF_RANK",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT salesid, qty, RANK() OVER (ORDER BY qty) AS rnk FROM winsales ORDER BY 2, 1",
        rows: [
          [10001, 10, 1],
          [10006, 10, 1],
          [30001, 10, 1],
          [40005, 10, 1],
          [30003, 15, 5],
          [20001, 20, 6],
          [20002, 20, 6],
          [30004, 20, 6],
          [10005, 30, 9],
          [30007, 30, 9],
          [40001, 40, 11],
        ],
        types: ["int4", "int4", "int4"],
      },
      {
        sql: "SELECT salesid, RANK() OVER (ORDER BY qty DESC) FROM winsales WHERE sellerid = 1 ORDER BY 1",
        rows: [
          [10001, 2],
          [10005, 1],
          [10006, 2],
        ],
        columns: ["salesid", "rank"],
      },
      {
        sql: "SELECT salesid, sellerid, RANK() OVER (PARTITION BY sellerid ORDER BY qty DESC) FROM winsales ORDER BY 2, qty, 1",
        rows: [
          [10001, 1, 2],
          [10006, 1, 2],
          [10005, 1, 1],
          [20001, 2, 1],
          [20002, 2, 1],
          [30001, 3, 4],
          [30003, 3, 3],
          [30004, 3, 2],
          [30007, 3, 1],
          [40005, 4, 2],
          [40001, 4, 1],
        ],
      },
      { sql: "SELECT DISTINCT RANK() OVER () FROM winsales", rows: [[1]] },
      { sql: "SELECT RANK(qty) OVER (ORDER BY qty) FROM winsales", error: "does not exist" },
      { sql: "SELECT RANK() OVER (ORDER BY qty ROWS UNBOUNDED PRECEDING) FROM winsales", error: NO_ORDER },
    ],
  },
  {
    page: "r_WF_DENSE_RANK",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT salesid, qty, DENSE_RANK() OVER (ORDER BY qty DESC) AS d_rnk, RANK() OVER (ORDER BY qty DESC) AS rnk FROM winsales ORDER BY 2, 1",
        rows: [
          [10001, 10, 5, 8],
          [10006, 10, 5, 8],
          [30001, 10, 5, 8],
          [40005, 10, 5, 8],
          [30003, 15, 4, 7],
          [20001, 20, 3, 4],
          [20002, 20, 3, 4],
          [30004, 20, 3, 4],
          [10005, 30, 2, 2],
          [30007, 30, 2, 2],
          [40001, 40, 1, 1],
        ],
        types: ["int4", "int4", "int4", "int4"],
      },
      { sql: "SELECT DISTINCT DENSE_RANK() OVER () FROM winsales", rows: [[1]] },
    ],
  },
  {
    page: "r_WF_ROW_NUMBER",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT salesid, ROW_NUMBER() OVER (PARTITION BY sellerid ORDER BY qty, salesid) AS row FROM winsales WHERE sellerid IN (1, 3) ORDER BY sellerid, 2",
        rows: [
          [10001, 1],
          [10006, 2],
          [10005, 3],
          [30001, 1],
          [30003, 2],
          [30004, 3],
          [30007, 4],
        ],
        types: ["int4", "int8"],
      },
      { sql: "SELECT MAX(n) FROM (SELECT ROW_NUMBER() OVER () AS n FROM winsales) q", rows: [[11]] },
    ],
  },
  {
    page: "r_WF_NTILE",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT salesid, NTILE(4) OVER (ORDER BY salesid) FROM winsales ORDER BY 1",
        rows: [
          [10001, 1],
          [10005, 1],
          [10006, 1],
          [20001, 2],
          [20002, 2],
          [30001, 2],
          [30003, 3],
          [30004, 3],
          [30007, 3],
          [40001, 4],
          [40005, 4],
        ],
        types: ["int4", "int8"],
      },
      { sql: "SELECT MAX(n) FROM (SELECT NTILE(3) OVER () AS n FROM winsales) q", rows: [[3]] },
      { sql: "SELECT NTILE(0) OVER (ORDER BY salesid) FROM winsales", error: "greater than zero" },
      { sql: "SELECT NTILE(2) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) FROM winsales", error: NO_ORDER },
    ],
  },
  {
    page: "r_WF_CUME_DIST",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT qty, CUME_DIST() OVER (PARTITION BY sellerid ORDER BY qty) FROM winsales WHERE sellerid = 3 ORDER BY 1",
        rows: [
          [10, 0.25],
          [15, 0.5],
          [20, 0.75],
          [30, 1],
        ],
        types: ["int4", "float8"],
        columns: ["qty", "cume_dist"],
      },
      { sql: "SELECT DISTINCT CUME_DIST() OVER () FROM winsales", rows: [[1]] },
      { sql: "SELECT CUME_DIST() OVER (ORDER BY qty ROWS UNBOUNDED PRECEDING) FROM winsales", error: NO_ORDER },
    ],
  },
  {
    page: "r_WF_PERCENT_RANK",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT qty, PERCENT_RANK() OVER (PARTITION BY sellerid ORDER BY qty) FROM winsales WHERE sellerid = 3 ORDER BY 1",
        rows: [
          [10, 0],
          [15, 1 / 3],
          [20, 2 / 3],
          [30, 1],
        ],
        types: ["int4", "float8"],
      },
      { sql: "SELECT DISTINCT PERCENT_RANK() OVER () FROM winsales", rows: [[0]] },
    ],
  },
  {
    page: "r_WF_RATIO_TO_REPORT",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT qty, RATIO_TO_REPORT(qty) OVER (PARTITION BY sellerid) FROM winsales WHERE sellerid = 4 ORDER BY 1",
        rows: [
          [10, 0.2],
          [40, 0.8],
        ],
        types: ["int4", "float8"],
        columns: ["qty", "ratio_to_report"],
      },
      {
        sql: "SELECT salesid, RATIO_TO_REPORT(qty_shipped) OVER () FROM winsales WHERE sellerid = 3 ORDER BY 1",
        rows: [
          [30001, 1],
          [30003, null],
          [30004, null],
          [30007, null],
        ],
      },
      { sql: "SELECT RATIO_TO_REPORT(qty) OVER (ORDER BY qty) FROM winsales", error: NO_ORDER },
      { sql: "SELECT RATIO_TO_REPORT(RANK() OVER (ORDER BY qty)) OVER () FROM winsales", error: "nested" },
    ],
  },
];
