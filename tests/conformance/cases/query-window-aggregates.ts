import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

/** Aggregates over windows. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_WF_AVG",
    setup: [
      ...TICKIT.winsales,
      "CREATE TABLE b (i BIGINT, d DECIMAL(8,2), r REAL)",
      "INSERT INTO b VALUES (1, 1.25, 1.5), (2, 1.26, 2.5)",
    ],
    cases: [
      {
        sql: "SELECT salesid, dateid, sellerid, qty, AVG(qty) OVER (ORDER BY dateid, salesid ROWS UNBOUNDED PRECEDING) AS avg FROM winsales ORDER BY 2, 1",
        rows: [
          [30001, "2003-08-02", 3, 10, 10],
          [10001, "2003-12-24", 1, 10, 10],
          [10005, "2003-12-24", 1, 30, 16],
          [40001, "2004-01-09", 4, 40, 22],
          [10006, "2004-01-18", 1, 10, 20],
          [20001, "2004-02-12", 2, 20, 20],
          [40005, "2004-02-12", 4, 10, 18],
          [20002, "2004-02-16", 2, 20, 18],
          [30003, "2004-04-18", 3, 15, 18],
          [30004, "2004-04-18", 3, 20, 18],
          [30007, "2004-09-07", 3, 30, 19],
        ],
      },
      {
        sql: "SELECT DISTINCT AVG(qty) OVER (), AVG(qty_shipped) OVER () FROM winsales",
        rows: [[19, 14]],
        types: ["int8", "int8"],
      },
      {
        sql: "SELECT DISTINCT AVG(i) OVER (), AVG(d) OVER (), AVG(r) OVER () FROM b",
        rows: [["1", "1.25", 2]],
        types: ["numeric", "numeric", "float8"],
      },
      { sql: "SELECT AVG(DISTINCT qty) OVER () FROM winsales", error: "DISTINCT" },
    ],
  },
  {
    page: "r_WF_COUNT",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT salesid, qty, COUNT(*) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) AS count FROM winsales ORDER BY salesid LIMIT 3",
        rows: [
          [10001, 10, 1],
          [10005, 30, 2],
          [10006, 10, 3],
        ],
      },
      {
        sql: "SELECT salesid, qty_shipped, COUNT(qty_shipped) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) AS count FROM winsales ORDER BY salesid",
        rows: [
          [10001, 10, 1],
          [10005, null, 1],
          [10006, null, 1],
          [20001, 20, 2],
          [20002, 20, 3],
          [30001, 10, 4],
          [30003, null, 4],
          [30004, null, 4],
          [30007, null, 4],
          [40001, null, 4],
          [40005, 10, 5],
        ],
      },
      { sql: "SELECT DISTINCT COUNT(ALL buyerid) OVER () FROM winsales", rows: [[11]], types: ["int8"] },
      { sql: "SELECT COUNT(DISTINCT qty) OVER () FROM winsales", error: "DISTINCT" },
    ],
  },
  {
    page: "r_WF_MAX",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT salesid, MAX(qty) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) AS max FROM winsales ORDER BY salesid",
        rows: [
          [10001, 10],
          [10005, 30],
          [10006, 30],
          [20001, 30],
          [20002, 30],
          [30001, 30],
          [30003, 30],
          [30004, 30],
          [30007, 30],
          [40001, 40],
          [40005, 40],
        ],
      },
      {
        sql: "SELECT salesid, MAX(qty) OVER (ORDER BY salesid ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS max FROM winsales ORDER BY salesid",
        rows: [
          [10001, null],
          [10005, 10],
          [10006, 30],
          [20001, 30],
          [20002, 20],
          [30001, 20],
          [30003, 20],
          [30004, 15],
          [30007, 20],
          [40001, 30],
          [40005, 40],
        ],
        types: ["int4", "int4"],
      },
      { sql: "SELECT DISTINCT MAX(dateid) OVER () FROM winsales", rows: [["2004-09-07"]], types: ["date"] },
    ],
  },
  {
    page: "r_WF_MIN",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT salesid, MIN(qty) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) FROM winsales ORDER BY salesid LIMIT 2",
        rows: [
          [10001, 10],
          [10005, 10],
        ],
        columns: ["salesid", "min"],
      },
      {
        sql: "SELECT salesid, MIN(qty) OVER (ORDER BY salesid ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS min FROM winsales ORDER BY salesid",
        rows: [
          [10001, null],
          [10005, 10],
          [10006, 10],
          [20001, 10],
          [20002, 10],
          [30001, 20],
          [30003, 10],
          [30004, 10],
          [30007, 15],
          [40001, 20],
          [40005, 30],
        ],
      },
    ],
  },
  {
    page: "r_WF_SUM",
    setup: [
      ...TICKIT.winsales,
      "CREATE TABLE b (i BIGINT, d DECIMAL(8,2), r REAL)",
      "INSERT INTO b VALUES (1, 1.25, 1.5), (2, 1.26, 2.5)",
    ],
    cases: [
      {
        sql: "SELECT salesid, SUM(qty) OVER (ORDER BY dateid, salesid ROWS UNBOUNDED PRECEDING) AS sum FROM winsales ORDER BY dateid, salesid",
        rows: [
          [30001, 10],
          [10001, 20],
          [10005, 50],
          [40001, 90],
          [10006, 100],
          [20001, 120],
          [40005, 130],
          [20002, 150],
          [30003, 165],
          [30004, 185],
          [30007, 215],
        ],
      },
      {
        sql: "SELECT salesid, SUM(qty) OVER (PARTITION BY sellerid ORDER BY dateid, salesid ROWS UNBOUNDED PRECEDING) AS sum FROM winsales ORDER BY dateid, salesid",
        rows: [
          [30001, 10],
          [10001, 10],
          [10005, 40],
          [40001, 40],
          [10006, 50],
          [20001, 20],
          [40005, 50],
          [20002, 40],
          [30003, 25],
          [30004, 45],
          [30007, 75],
        ],
      },
      {
        sql: "SELECT salesid, SUM(1) OVER (PARTITION BY sellerid ORDER BY sellerid, salesid ROWS UNBOUNDED PRECEDING) AS rownum FROM winsales ORDER BY sellerid, salesid LIMIT 5",
        rows: [
          [10001, 1],
          [10005, 2],
          [10006, 3],
          [20001, 1],
          [20002, 2],
        ],
      },
      {
        sql: "SELECT DISTINCT SUM(i) OVER (), SUM(d) OVER (), SUM(r) OVER () FROM b",
        rows: [["3", "2.51", 4]],
        types: ["numeric", "numeric", "float8"],
      },
      { sql: "SELECT DISTINCT SUM(qty) OVER () FROM winsales", rows: [[215]], types: ["int8"] },
    ],
  },
  {
    page: "r_WF_STDDEV",
    setup: [...TICKIT.sales],
    cases: [
      {
        sql: "SELECT salesid, ROUND(STDDEV_POP(pricepaid) OVER (ORDER BY dateid, salesid ROWS UNBOUNDED PRECEDING)) AS stddevpop, ROUND(VAR_POP(pricepaid) OVER (ORDER BY dateid, salesid ROWS UNBOUNDED PRECEDING)) AS varpop FROM sales ORDER BY 1",
        rows: [
          [1, 0, 0],
          [2, 326, 106276],
          [3, 267, 71452],
          [4, 249, 61831],
        ],
      },
      {
        sql: "SELECT DISTINCT STDDEV(qtysold) OVER (), STDDEV_SAMP(qtysold) OVER () FROM sales",
        rows: [[1.2583057392117916, 1.2583057392117916]],
        types: ["float8", "float8"],
      },
    ],
  },
  {
    page: "r_WF_VARIANCE",
    setup: [...TICKIT.sales],
    cases: [
      {
        sql: "SELECT DISTINCT VARIANCE(qtysold) OVER (), VAR_SAMP(qtysold) OVER (), VAR_POP(qtysold) OVER () FROM sales",
        rows: [[1.5833333333333333, 1.5833333333333333, 1.1875]],
        types: ["float8", "float8", "float8"],
      },
      {
        sql: "SELECT salesid, VAR_SAMP(qtysold) OVER (ORDER BY salesid ROWS UNBOUNDED PRECEDING) FROM sales ORDER BY 1 LIMIT 2",
        rows: [
          [1, null],
          [2, 2],
        ],
      },
    ],
  },
];
