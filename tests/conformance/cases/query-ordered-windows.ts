import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const NO_ORDER = "cannot contain";

/** Window functions that sort their partition, and QUALIFY. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_WF_LISTAGG",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY sellerid) OVER () FROM winsales LIMIT 2",
        rows: [["11122333344"], ["11122333344"]],
        columns: ["listagg"],
      },
      {
        sql: "SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY dateid, salesid) OVER () AS seller FROM winsales WHERE buyerid = 'b'",
        rows: [["3233"], ["3233"], ["3233"], ["3233"]],
      },
      {
        sql: "SELECT DISTINCT LISTAGG(dateid, ',') WITHIN GROUP (ORDER BY sellerid DESC, salesid ASC) OVER () AS dates FROM winsales WHERE buyerid = 'b'",
        rows: [["2003-08-02,2004-04-18,2004-04-18,2004-02-12"]],
      },
      {
        sql: "SELECT DISTINCT LISTAGG(DISTINCT dateid, ',') WITHIN GROUP (ORDER BY sellerid DESC, salesid ASC) OVER () AS dates FROM winsales WHERE buyerid = 'b'",
        rows: [["2003-08-02,2004-04-18,2004-02-12"]],
      },
      {
        sql: "SELECT DISTINCT TRIM(buyerid), LISTAGG(salesid, ',') WITHIN GROUP (ORDER BY salesid) OVER (PARTITION BY buyerid) FROM winsales ORDER BY 1",
        rows: [
          ["a", "10005,40001,40005"],
          ["b", "20001,30001,30003,30004"],
          ["c", "10001,10006,20002,30007"],
        ],
      },
      {
        sql: "SELECT LISTAGG(sellerid) WITHIN GROUP (ORDER BY sellerid) OVER (ORDER BY sellerid) FROM winsales",
        error: NO_ORDER,
      },
      { sql: "SELECT LISTAGG('a') OVER ()", error: "user created table" },
    ],
  },
  {
    page: "r_WF_MEDIAN",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT sellerid, qty, MEDIAN(qty) OVER (PARTITION BY sellerid) FROM winsales ORDER BY 1, 2",
        rows: [
          [1, 10, "10.0"],
          [1, 10, "10.0"],
          [1, 30, "10.0"],
          [2, 20, "20.0"],
          [2, 20, "20.0"],
          [3, 10, "17.5"],
          [3, 15, "17.5"],
          [3, 20, "17.5"],
          [3, 30, "17.5"],
          [4, 10, "25.0"],
          [4, 40, "25.0"],
        ],
        types: ["int4", "int4", "numeric"],
      },
      {
        sql: "SELECT DISTINCT MEDIAN(dateid) OVER (), MEDIAN(qty_shipped) OVER (), MEDIAN(qty::FLOAT) OVER () FROM winsales",
        rows: [["2004-02-12", "10.0", 20]],
        types: ["date", "numeric", "float8"],
      },
      {
        sql: "SELECT sellerid, SUM(qty), MEDIAN(SUM(qty)) OVER () FROM winsales GROUP BY sellerid ORDER BY 1",
        rows: [
          [1, 50, "50.0"],
          [2, 40, "50.0"],
          [3, 75, "50.0"],
          [4, 50, "50.0"],
        ],
      },
      {
        sql: "SELECT sellerid, MEDIAN(SUM(qty)::DECIMAL(30,2)) OVER () FROM winsales GROUP BY sellerid ORDER BY 1 LIMIT 1",
        rows: [[1, "50.00"]],
      },
      { sql: "SELECT MEDIAN(qty) OVER (ORDER BY qty) FROM winsales", error: NO_ORDER },
    ],
  },
  {
    page: "r_WF_PERCENTILE_CONT",
    setup: [
      ...TICKIT.winsales,
      "CREATE TABLE wa (sellerid INTEGER, sales DECIMAL(14,2))",
      "INSERT INTO wa VALUES (127, 6076), (787, 6035), (381, 5881), (777, 2814), (33, 1531), (800, 1476), (1, 1177)",
    ],
    cases: [
      {
        sql: "SELECT DISTINCT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty) OVER () AS median FROM winsales",
        rows: [["20.0"]],
        types: ["numeric"],
      },
      {
        sql: "SELECT DISTINCT sellerid, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty) OVER (PARTITION BY sellerid) AS median FROM winsales ORDER BY 1",
        rows: [
          [1, "10.0"],
          [2, "20.0"],
          [3, "17.5"],
          [4, "25.0"],
        ],
      },
      {
        sql: "SELECT sellerid, SUM(sales), PERCENTILE_CONT(0.6) WITHIN GROUP (ORDER BY SUM(sales) DESC) OVER (), PERCENTILE_DISC(0.6) WITHIN GROUP (ORDER BY SUM(sales) DESC) OVER () FROM wa GROUP BY sellerid ORDER BY 2 DESC LIMIT 2",
        rows: [
          [127, "6076.00", "2044.20", "1531.00"],
          [787, "6035.00", "2044.20", "1531.00"],
        ],
      },
      {
        sql: "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY qty) OVER (ORDER BY qty) FROM winsales",
        error: NO_ORDER,
      },
    ],
  },
  {
    page: "r_WF_PERCENTILE_DISC",
    setup: [...TICKIT.winsales],
    cases: [
      {
        sql: "SELECT DISTINCT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty) OVER () AS median FROM winsales",
        rows: [[20]],
        types: ["int4"],
      },
      {
        sql: "SELECT DISTINCT sellerid, PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty) OVER (PARTITION BY sellerid) AS median FROM winsales ORDER BY 1",
        rows: [
          [1, 10],
          [2, 20],
          [3, 15],
          [4, 10],
        ],
      },
      {
        sql: "SELECT DISTINCT PERCENTILE_DISC(0.25) WITHIN GROUP (ORDER BY dateid DESC) OVER () FROM winsales WHERE sellerid = 3",
        rows: [["2004-09-07"]],
        types: ["date"],
      },
      {
        sql: "SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY qty) OVER (ORDER BY qty) FROM winsales",
        error: NO_ORDER,
      },
    ],
  },
  {
    page: "r_QUALIFY_clause",
    setup: [
      "CREATE TABLE store_sales (ss_sold_date DATE, ss_sold_time TIME, ss_item TEXT, ss_sales_price FLOAT)",
      `INSERT INTO store_sales VALUES ('2022-01-01', '09:00:00', 'Product 1', 100.0), ('2022-01-01', '11:00:00', 'Product 2', 500.0),
         ('2022-01-01', '15:00:00', 'Product 3', 20.0), ('2022-01-01', '17:00:00', 'Product 4', 1000.0), ('2022-01-01', '18:00:00', 'Product 5', 30.0),
         ('2022-01-02', '10:00:00', 'Product 6', 5000.0), ('2022-01-02', '16:00:00', 'Product 7', 5.0)`,
    ],
    cases: [
      {
        sql: "SELECT ss_item FROM store_sales ss WHERE ss_sold_time > TIME '12:00:00' QUALIFY ROW_NUMBER() OVER (PARTITION BY ss_sold_date ORDER BY ss_sales_price DESC) <= 2 ORDER BY 1",
        rows: [["Product 4"], ["Product 5"], ["Product 7"]],
      },
      {
        sql: "SELECT * FROM store_sales ss QUALIFY LAST_VALUE(ss_item) OVER (PARTITION BY ss_sold_date ORDER BY ss_sold_time ASC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) = ss_item ORDER BY 1",
        rows: [
          ["2022-01-01", "18:00:00", "Product 5", 30],
          ["2022-01-02", "16:00:00", "Product 7", 5],
        ],
      },
      {
        sql: "SELECT *, LAST_VALUE(ss_item) OVER (PARTITION BY ss_sold_date ORDER BY ss_sold_time ASC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) ss_last_item FROM store_sales ss QUALIFY ss_last_item = ss_item ORDER BY 1",
        rows: [
          ["2022-01-01", "18:00:00", "Product 5", 30, "Product 5"],
          ["2022-01-02", "16:00:00", "Product 7", 5, "Product 7"],
        ],
      },
      {
        sql: "SELECT ss_sold_date, SUM(ss_sales_price) FROM store_sales ss GROUP BY 1 HAVING COUNT(*) > 1 QUALIFY RANK() OVER (ORDER BY SUM(ss_sales_price) DESC) = 1",
        rows: [["2022-01-02", 5005]],
      },
      {
        sql: "SELECT ss_item FROM store_sales QUALIFY ROW_NUMBER() OVER (ORDER BY ss_item) = 1",
        error: "syntax error",
      },
      { sql: "SELECT ss_item FROM store_sales ss QUALIFY ss_sales_price > 10", error: "QUALIFY" },
    ],
  },
];
