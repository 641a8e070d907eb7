import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const ORDERS = [
  "CREATE TABLE orders (id INT, product CHAR(20), category CHAR(20), pre_owned CHAR(1), cost DECIMAL)",
  `INSERT INTO orders VALUES (0, 'laptop', 'computers', 'T', 1000), (1, 'smartphone', 'cellphones', 'T', 800),
     (2, 'smartphone', 'cellphones', 'T', 810), (3, 'laptop', 'computers', 'F', 1050), (4, 'mouse', 'computers', 'F', 50)`,
];

/** GROUP BY and its extensions. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_GROUP_BY_clause",
    setup: [
      ...TICKIT.sales,
      "CREATE TABLE keyed (id INTEGER PRIMARY KEY, v INTEGER)",
      "INSERT INTO keyed VALUES (1, 5)",
    ],
    cases: [
      {
        sql: "SELECT listid, eventid, SUM(pricepaid) AS revenue, COUNT(qtysold) AS numtix FROM sales GROUP BY listid, eventid ORDER BY 3, 4, 2, 1",
        rows: [
          [4, 4337, "76.00", 1],
          [5, 8647, "525.00", 2],
          [1, 7872, "728.00", 1],
        ],
      },
      {
        sql: "SELECT listid, eventid, SUM(pricepaid) AS revenue FROM sales GROUP BY 1, 2 ORDER BY 3 LIMIT 1",
        rows: [[4, 4337, "76.00"]],
      },
      {
        sql: "SELECT listid, eventid, SUM(pricepaid) FROM sales GROUP BY ALL ORDER BY 1",
        rows: [
          [1, 7872, "728.00"],
          [4, 4337, "76.00"],
          [5, 8647, "525.00"],
        ],
      },
      { sql: "SELECT SUM(qtysold) FROM sales GROUP BY ALL", rows: [[9]] },
      {
        sql: "SELECT qtysold % 2 AS odd, COUNT(*) FROM sales GROUP BY odd ORDER BY 1",
        rows: [
          [0, 3],
          [1, 1],
        ],
      },
      {
        sql: "SELECT qtysold % 2, COUNT(*) FROM sales GROUP BY qtysold % 2 ORDER BY 1",
        rows: [
          [0, 3],
          [1, 1],
        ],
      },
      { sql: "SELECT COUNT(*) FROM sales GROUP BY qtysold ORDER BY 1", rows: [[1], [1], [2]] },
      {
        sql: "SELECT listid, qtysold, COUNT(*) FROM sales GROUP BY listid",
        error: "must appear in the GROUP BY clause or be used in an aggregate function",
      },
      {
        sql: "SELECT listid, COUNT(*) FROM sales",
        error: "must appear in the GROUP BY clause or be used in an aggregate function",
      },
      {
        sql: "SELECT id, v FROM keyed GROUP BY id",
        error: "must appear in the GROUP BY clause or be used in an aggregate function",
      },
      { sql: "SELECT listid FROM sales GROUP BY 2", error: "GROUP BY position 2 is not in select list" },
      { sql: "SELECT SUM(qtysold) FROM sales GROUP BY 1", error: "aggregates not allowed in GROUP BY clause" },
      {
        sql: "SELECT RANK() OVER (ORDER BY listid) FROM sales GROUP BY 1",
        error: "window functions not allowed in GROUP BY clause",
      },
      { sql: "SELECT COUNT(*) FROM sales GROUP BY (SELECT 1)", error: "GROUP BY" },
    ],
  },
  {
    page: "r_GROUP_BY_aggregation-extensions",
    setup: [...ORDERS, "CREATE TABLE holes (a INT, b INT, n INT)", "INSERT INTO holes VALUES (1, NULL, 5), (1, 2, 6)"],
    cases: [
      {
        sql: "SELECT category, product, SUM(cost) AS total FROM orders GROUP BY GROUPING SETS (category, product) ORDER BY 1, 2",
        rows: [
          ["cellphones          ", null, "1610"],
          ["computers           ", null, "2100"],
          [null, "laptop              ", "2050"],
          [null, "mouse               ", "50"],
          [null, "smartphone          ", "1610"],
        ],
      },
      {
        sql: "SELECT category::VARCHAR, product::VARCHAR, SUM(cost) FROM orders GROUP BY ROLLUP (1, 2) ORDER BY 1, 2",
        rows: [
          ["cellphones", "smartphone", "1610"],
          ["cellphones", null, "1610"],
          ["computers", "laptop", "2050"],
          ["computers", "mouse", "50"],
          ["computers", null, "2100"],
          [null, null, "3710"],
        ],
      },
      {
        sql: "SELECT category::VARCHAR AS c, product::VARCHAR AS p, SUM(cost) FROM orders GROUP BY CUBE (c, p) ORDER BY 1, 2",
        rows: [
          ["cellphones", "smartphone", "1610"],
          ["cellphones", null, "1610"],
          ["computers", "laptop", "2050"],
          ["computers", "mouse", "50"],
          ["computers", null, "2100"],
          [null, "laptop", "2050"],
          [null, "mouse", "50"],
          [null, "smartphone", "1610"],
          [null, null, "3710"],
        ],
      },
      {
        sql: "SELECT GROUPING(category), GROUPING(product), GROUPING(category, product), COUNT(*) FROM orders GROUP BY CUBE (category, product) ORDER BY 3, 4",
        rows: [
          [0, 0, 0, 1],
          [0, 0, 0, 2],
          [0, 0, 0, 2],
          [0, 1, 1, 2],
          [0, 1, 1, 3],
          [1, 0, 2, 1],
          [1, 0, 2, 2],
          [1, 0, 2, 2],
          [1, 1, 3, 5],
        ],
        columns: ["grouping", "grouping", "grouping", "count"],
      },
      {
        sql: "SELECT GROUPING_ID(category, product) AS id, SUM(cost) FROM orders GROUP BY ROLLUP (category, product) ORDER BY 1, 2",
        rows: [
          [0, "50"],
          [0, "1610"],
          [0, "2050"],
          [1, "1610"],
          [1, "2100"],
          [3, "3710"],
        ],
      },
      {
        sql: "SELECT pre_owned, GROUPING(category, product, pre_owned) AS group_id, SUM(cost) FROM orders GROUP BY pre_owned, ROLLUP (category, product) ORDER BY 2, 1, 3",
        rows: [
          ["F", 0, "50"],
          ["F", 0, "1050"],
          ["T", 0, "1000"],
          ["T", 0, "1610"],
          ["F", 2, "1100"],
          ["T", 2, "1000"],
          ["T", 2, "1610"],
          ["F", 6, "1100"],
          ["T", 6, "2610"],
        ],
      },
      {
        sql: "SELECT COUNT(*) FROM (SELECT pre_owned, SUM(cost) FROM orders GROUP BY pre_owned, CUBE (category, product)) q",
        rows: [[13]],
      },
      {
        sql: "SELECT COUNT(*) FROM (SELECT SUM(cost) FROM orders GROUP BY CUBE (category, product), GROUPING SETS (pre_owned, ())) q",
        rows: [[22]],
      },
      {
        sql: "SELECT COUNT(*) FROM (SELECT SUM(cost) FROM orders GROUP BY GROUPING SETS (ROLLUP (category), CUBE (product, pre_owned))) q",
        rows: [[13]],
      },
      {
        sql: "SELECT GROUPING(category, product, pre_owned) AS group_id, COUNT(*) FROM orders GROUP BY GROUPING SETS (ROLLUP (category), CUBE (product, pre_owned)) ORDER BY 1, 2",
        rows: [
          [3, 2],
          [3, 3],
          [4, 1],
          [4, 1],
          [4, 1],
          [4, 2],
          [5, 1],
          [5, 2],
          [5, 2],
          [6, 2],
          [6, 3],
          [7, 5],
          [7, 5],
        ],
      },
      {
        sql: "SELECT SUM(cost) FROM orders GROUP BY GROUPING SETS ((category, product), ()) ORDER BY 1",
        rows: [["50"], ["1610"], ["2050"], ["3710"]],
      },
      {
        sql: "SELECT COUNT(*) FROM (SELECT 1 FROM orders GROUP BY ROLLUP ((category, product), pre_owned)) q",
        rows: [[8]],
      },
      {
        sql: "SELECT a, b, GROUPING(b), SUM(n) FROM holes GROUP BY ROLLUP (a, b) ORDER BY 1, 2, 3",
        rows: [
          [1, 2, 0, 6],
          [1, null, 0, 5],
          [1, null, 1, 11],
          [null, null, 1, 11],
        ],
      },
      {
        sql: "SELECT category FROM orders GROUP BY GROUPING SETS (category, category, ()) HAVING GROUPING(category) = 1",
        rows: [[null]],
      },
      { sql: "SELECT SUM(cost) FROM orders GROUP BY ROLLUP (category, 'x')", error: "constant" },
      { sql: "SELECT SUM(cost) FROM orders GROUP BY GROUPING SETS ((category, category))", error: "duplicate columns" },
      { sql: "SELECT SUM(cost) FROM orders GROUP BY ROLLUP (category, category)", error: "duplicate columns" },
      {
        sql: "SELECT SUM(cost) FROM orders GROUP BY CUBE (id, product, category, pre_owned, cost, id + 1, id + 2)",
        error: "64",
      },
      {
        sql: "SELECT COUNT(*) > 0 FROM (SELECT 1 FROM orders GROUP BY CUBE (id, product, category, pre_owned, cost, id + 1)) q",
        rows: [[true]],
      },
      { sql: "SELECT GROUPING(cost) FROM orders GROUP BY ROLLUP (category)", error: "GROUPING" },
    ],
  },
];
