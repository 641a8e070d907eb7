import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const COMPUTE = "One or more of the used functions must be applied on at least one user created table";
const ONE_ORDER = "within group ORDER BY clauses for aggregate functions must be the same";

const TIMES = [
  "CREATE TABLE times (k INTEGER, d DATE, ts TIMESTAMP, f DOUBLE PRECISION, p DECIMAL(8,2))",
  "INSERT INTO times VALUES (1, '2024-01-01', '2024-01-01 10:00:00', 1, 1.25), (2, '2024-01-03', '2024-01-01 12:00:00', 2, 2.50), (3, NULL, NULL, NULL, NULL)",
];

/** Aggregates that sort: LISTAGG, MEDIAN, PERCENTILE_CONT, APPROXIMATE PERCENTILE_DISC. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_LISTAGG",
    setup: [
      ...TICKIT.winsales,
      "CREATE TABLE s (k INTEGER, v VARCHAR(5))",
      "INSERT INTO s VALUES (1, 'a'), (2, 'a '), (3, ''), (4, NULL), (5, 'b')",
    ],
    cases: [
      {
        sql: "SELECT LISTAGG(sellerid, ', ') WITHIN GROUP (ORDER BY sellerid) FROM winsales WHERE buyerid = 'b'",
        rows: [["2, 3, 3, 3"]],
        columns: ["listagg"],
        types: ["varchar"],
      },
      {
        sql: "SELECT LISTAGG(DISTINCT sellerid, ', ') WITHIN GROUP (ORDER BY sellerid) FROM winsales",
        rows: [["1, 2, 3, 4"]],
      },
      {
        sql: "SELECT LISTAGG(DISTINCT qty, ',') WITHIN GROUP (ORDER BY qty DESC) FROM winsales",
        rows: [["40,30,20,15,10"]],
      },
      {
        sql: "SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid, salesid) FROM winsales",
        rows: [["31141242333"]],
      },
      {
        sql: "SELECT LISTAGG(dateid, '|') WITHIN GROUP (ORDER BY sellerid DESC, salesid ASC) FROM winsales WHERE buyerid = 'b'",
        rows: [["2003-08-02|2004-04-18|2004-04-18|2004-02-12"]],
      },
      {
        sql: "SELECT TRIM(buyerid), LISTAGG(salesid, ',') WITHIN GROUP (ORDER BY salesid) AS ids FROM winsales GROUP BY buyerid ORDER BY buyerid",
        rows: [
          ["a", "10005,40001,40005"],
          ["b", "20001,30001,30003,30004"],
          ["c", "10001,10006,20002,30007"],
        ],
      },
      { sql: "SELECT LISTAGG(v, '-') WITHIN GROUP (ORDER BY k) FROM s", rows: [["a-a -b"]] },
      { sql: "SELECT LISTAGG(DISTINCT v, '-') WITHIN GROUP (ORDER BY k) FROM s", rows: [["a-b"]] },
      { sql: "SELECT LISTAGG(v) WITHIN GROUP (ORDER BY k DESC) FROM s WHERE k > 2", rows: [["b"]] },
      { sql: "SELECT LISTAGG(v) FROM s WHERE k > 9", rows: [[null]] },
      {
        sql: "SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid) AS sellers, LISTAGG(dateid) WITHIN GROUP (ORDER BY sellerid) AS dates FROM winsales",
        error: ONE_ORDER,
      },
      {
        sql: "SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid) = LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid) FROM winsales",
        rows: [[true]],
      },
      {
        sql: "SELECT LEN(LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid)), LEN(LISTAGG(dateid)) FROM winsales",
        rows: [[11, 110]],
      },
      { sql: "SELECT LISTAGG(sellerid), COUNT(DISTINCT sellerid) FROM winsales", error: "distinct aggregate" },
      { sql: "SELECT LISTAGG(REPEAT('x', 60000)) FROM s WHERE k < 3", error: "Result size exceeds LISTAGG limit" },
      { sql: "SELECT LEN(LISTAGG(REPEAT('x', 30000))) FROM s WHERE k < 3", rows: [[60000]] },
      { sql: "SELECT LISTAGG('a')", error: COMPUTE },
      { sql: "SELECT LISTAGG(usename, ',') FROM pg_user", error: COMPUTE },
      { sql: "SELECT LISTAGG(v, ',', '!') FROM s", error: "does not exist" },
    ],
  },
  {
    page: "r_MEDIAN",
    setup: [...TICKIT.winsales, ...TIMES, ...TICKIT.sales],
    cases: [
      { sql: "SELECT MEDIAN(qty) FROM winsales", rows: [["20.0"]], types: ["numeric"], columns: ["median"] },
      {
        sql: "SELECT sellerid, MEDIAN(qty) FROM winsales GROUP BY sellerid ORDER BY 1",
        rows: [
          [1, "10.0"],
          [2, "20.0"],
          [3, "17.5"],
          [4, "25.0"],
        ],
      },
      { sql: "SELECT MEDIAN(f) FROM times", rows: [[1.5]], types: ["float8"] },
      { sql: "SELECT MEDIAN(p) FROM times WHERE k = 2", rows: [["2.50"]], types: ["numeric"] },
      { sql: "SELECT MEDIAN(d) FROM times", rows: [["2024-01-02"]], types: ["date"] },
      { sql: "SELECT MEDIAN(ts) FROM times", rows: [["2024-01-01 11:00:00"]], types: ["timestamp"] },
      { sql: "SELECT MEDIAN(ts::TIMESTAMPTZ) FROM times", rows: [["2024-01-01 11:00:00+00"]], types: ["timestamptz"] },
      { sql: "SELECT MEDIAN(d) FROM times WHERE k = 3", rows: [[null]] },
      {
        sql: "SELECT sellerid, qty, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty), MEDIAN(qty) FROM winsales GROUP BY sellerid, qty ORDER BY 1, 2 LIMIT 2",
        rows: [
          [1, 10, "10.0", "10.0"],
          [1, 30, "30.0", "30.0"],
        ],
        columns: ["sellerid", "qty", "percentile_cont", "median"],
      },
      {
        sql: "SELECT TOP 10 salesid, SUM(pricepaid), PERCENTILE_CONT(0.6) WITHIN GROUP (ORDER BY salesid), MEDIAN(pricepaid) FROM sales GROUP BY salesid, pricepaid",
        error: ONE_ORDER,
      },
      {
        sql: "SELECT TOP 1 salesid, SUM(pricepaid), PERCENTILE_CONT(0.6) WITHIN GROUP (ORDER BY salesid), MEDIAN(salesid) FROM sales GROUP BY salesid, pricepaid ORDER BY 1",
        rows: [[1, "728.00", "1.0", "1.0"]],
      },
      { sql: "SELECT MEDIAN(buyerid) FROM winsales", error: "does not exist" },
      { sql: "SELECT MEDIAN(qty), COUNT(DISTINCT qty) FROM winsales", error: "distinct aggregate" },
      { sql: "SELECT MEDIAN(1)", error: COMPUTE },
    ],
  },
  {
    page: "r_PERCENTILE_CONT",
    setup: [...TICKIT.winsales, ...TIMES],
    cases: [
      {
        sql: "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty) FROM winsales",
        rows: [["20.0"]],
        types: ["numeric"],
        columns: ["percentile_cont"],
      },
      { sql: "SELECT PERCENTILE_CONT(0) WITHIN GROUP (ORDER BY qty) FROM winsales", rows: [["10.0"]] },
      { sql: "SELECT PERCENTILE_CONT(1) WITHIN GROUP (ORDER BY qty) FROM winsales", rows: [["40.0"]] },
      {
        sql: "SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY qty) FROM winsales WHERE sellerid = 3",
        rows: [["13.75"]],
      },
      {
        sql: "SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY qty DESC) FROM winsales WHERE sellerid = 3",
        rows: [["22.5"]],
      },
      { sql: "SELECT PERCENTILE_CONT(0.2) WITHIN GROUP (ORDER BY f) FROM times", rows: [[1.2]], types: ["float8"] },
      {
        sql: "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY d) FROM times",
        rows: [["2024-01-02"]],
        types: ["date"],
      },
      {
        sql: "SELECT PERCENTILE_CONT(0.25) WITHIN GROUP (ORDER BY ts) FROM times",
        rows: [["2024-01-01 10:30:00"]],
        types: ["timestamp"],
      },
      { sql: "SELECT PERCENTILE_CONT(1.5) WITHIN GROUP (ORDER BY qty) FROM winsales", error: "between 0 and 1" },
      { sql: "SELECT PERCENTILE_CONT(-0.1) WITHIN GROUP (ORDER BY qty) FROM winsales", error: "between 0 and 1" },
      { sql: "SELECT PERCENTILE_CONT(qty) WITHIN GROUP (ORDER BY qty) FROM winsales", error: "constant" },
      { sql: "SELECT PERCENTILE_CONT(0.5) FROM winsales", error: "percentile_cont" },
      { sql: "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY 1)", error: COMPUTE },
    ],
  },
  {
    page: "r_APPROXIMATE_PERCENTILE_DISC",
    setup: [...TICKIT.listing, ...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY totalprice) FROM listing",
        rows: [["700.00"]],
        types: ["numeric"],
        columns: ["percentile_disc"],
      },
      {
        sql: "SELECT sellerid, APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty) FROM winsales GROUP BY 1 ORDER BY 1",
        rows: [
          [1, 10],
          [2, 20],
          [3, 15],
          [4, 10],
        ],
        types: ["int4", "int4"],
      },
      {
        sql: "SELECT APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY dateid) FROM winsales",
        rows: [["2004-02-12"]],
        types: ["date"],
      },
      {
        sql: "SELECT TOP 1 sellerid, COUNT(qty), APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty) FROM winsales GROUP BY 1 ORDER BY 2 DESC",
        rows: [[3, 4, 15]],
      },
      {
        sql: "SELECT APPROXIMATE PERCENTILE_DISC(2) WITHIN GROUP (ORDER BY qty) FROM winsales",
        error: "between 0 and 1",
      },
      { sql: "SELECT APPROXIMATE PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY 1)", error: COMPUTE },
      {
        sql: "SELECT APPROXIMATE PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty) FROM winsales",
        error: "APPROXIMATE",
      },
    ],
  },
];
