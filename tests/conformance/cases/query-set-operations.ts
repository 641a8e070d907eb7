import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const LETTERS = [
  "CREATE TABLE t1 (c1 INTEGER, s VARCHAR(5))",
  "INSERT INTO t1 VALUES (1, 'a'), (2, 'b'), (2, 'b'), (NULL, NULL)",
  "CREATE TABLE t2 (c1 INTEGER, s VARCHAR(9))",
  "INSERT INTO t2 VALUES (2, 'b'), (3, 'c'), (NULL, NULL)",
  "CREATE TABLE t3 (c1 INTEGER, s CHAR(3))",
  "INSERT INTO t3 VALUES (3, 'c'), (1, 'a')",
];

/** UNION, INTERSECT, EXCEPT and MINUS. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_UNION",
    setup: [
      ...LETTERS,
      "CREATE TABLE d1 (revenue DECIMAL(10,2), whole DECIMAL(38,0))",
      "INSERT INTO d1 VALUES (1.25, 1)",
      "CREATE TABLE d2 (revenue DECIMAL(8,4), fine DECIMAL(38,10))",
      "INSERT INTO d2 VALUES (2.1234, 2)",
    ],
    cases: [
      { sql: "SELECT c1 FROM t1 UNION SELECT c1 FROM t2 ORDER BY c1", rows: [[1], [2], [3], [null]] },
      {
        sql: "SELECT c1 FROM t1 UNION ALL SELECT c1 FROM t2 ORDER BY c1",
        rows: [[1], [2], [2], [2], [3], [null], [null]],
      },
      { sql: "SELECT c1 FROM t1 UNION DISTINCT SELECT c1 FROM t2 ORDER BY c1", rows: [[1], [2], [3], [null]] },
      { sql: "SELECT c1 FROM t1 INTERSECT SELECT c1 FROM t2 ORDER BY c1", rows: [[2], [null]] },
      { sql: "SELECT c1 FROM t1 EXCEPT SELECT c1 FROM t2", rows: [[1]] },
      { sql: "SELECT c1 FROM t1 MINUS SELECT c1 FROM t2", rows: [[1]] },
      { sql: "SELECT c1 FROM t2 MINUS SELECT c1 FROM t1", rows: [[3]] },
      { sql: "SELECT c1 FROM t1 INTERSECT ALL SELECT c1 FROM t2", error: "INTERSECT ALL" },
      { sql: "SELECT c1 FROM t1 EXCEPT ALL SELECT c1 FROM t2", error: "EXCEPT ALL" },
      { sql: "SELECT c1 FROM t1 MINUS ALL SELECT c1 FROM t2", error: "ALL" },
      { sql: "SELECT c1 FROM t1 UNION SELECT c1 FROM t2 EXCEPT SELECT c1 FROM t3 ORDER BY c1", rows: [[2], [null]] },
      {
        sql: "SELECT c1 FROM t1 UNION SELECT c1 FROM t2 INTERSECT SELECT c1 FROM t3 ORDER BY c1",
        rows: [[1], [2], [3], [null]],
      },
      {
        sql: "(SELECT c1 FROM t1 UNION SELECT c1 FROM t2) INTERSECT (SELECT c1 FROM t3) ORDER BY c1",
        rows: [[1], [3]],
      },
      { sql: "SELECT c1 FROM t1 EXCEPT (SELECT c1 FROM t2 EXCEPT SELECT c1 FROM t3) ORDER BY c1", rows: [[1]] },
      {
        sql: "SELECT c1 AS first FROM t1 UNION SELECT c1 AS second FROM t2 ORDER BY first LIMIT 1",
        rows: [[1]],
        columns: ["first"],
      },
      { sql: "SELECT c1 AS first FROM t1 UNION SELECT c1 AS second FROM t2 ORDER BY second", error: "ORDER BY" },
      {
        sql: "SELECT c1 FROM t1 UNION SELECT c1 FROM t2 ORDER BY 1 DESC NULLS LAST LIMIT 2 OFFSET 1",
        rows: [[2], [1]],
      },
      { sql: "SELECT c1 FROM t1 ORDER BY c1 UNION SELECT c1 FROM t2", error: "syntax error" },
      {
        sql: "(SELECT c1 FROM t1 LIMIT 10) INTERSECT SELECT c1 FROM t2",
        error: "LIMIT may not be used within input to set operations.",
      },
      {
        sql: "SELECT c1 FROM t1 UNION (SELECT c1 FROM t2 OFFSET 1)",
        error: "LIMIT may not be used within input to set operations.",
      },
      {
        sql: "SELECT TOP 1 c1 FROM t1 UNION SELECT c1 FROM t2",
        error: "LIMIT may not be used within input to set operations.",
      },
      {
        sql: "SELECT c1, s FROM t1 UNION SELECT c1 FROM t2",
        error: "each UNION query must have the same number of columns",
      },
      { sql: "SELECT c1 FROM t1 UNION SELECT s FROM t2", error: "cannot be matched" },
      { sql: "SELECT c1 FROM t1 INTERSECT SELECT '2024-01-01'::DATE", error: "cannot be matched" },
      {
        sql: "SELECT revenue FROM d1 UNION SELECT revenue FROM d2 ORDER BY 1",
        rows: [["1.2500"], ["2.1234"]],
        types: ["numeric"],
      },
      { sql: "SELECT whole FROM d1 UNION SELECT fine FROM d2", error: "DECIMAL" },
      {
        sql: "SELECT c1 FROM t1 WHERE c1 = 1 UNION SELECT 2.5 ORDER BY 1",
        rows: [["1.0"], ["2.5"]],
        types: ["numeric"],
      },
      { sql: "SELECT 1::SMALLINT UNION SELECT 2::BIGINT ORDER BY 1", rows: [[1], [2]], types: ["int8"] },
      { sql: "SELECT s FROM t1 UNION SELECT s FROM t3 ORDER BY 1", rows: [["a"], ["b"], ["c"], [null]] },
      {
        sql: "SELECT '2024-01-01'::DATE UNION ALL SELECT '2024-01-01 10:00:00'::TIMESTAMP ORDER BY 1",
        rows: [["2024-01-01 00:00:00"], ["2024-01-01 10:00:00"]],
        types: ["timestamp"],
      },
      { sql: "SELECT NULL UNION SELECT 1 ORDER BY 1", rows: [[1], [null]] },
    ],
  },
  {
    page: "c_example_union_query",
    setup: [...TICKIT.sales, ...TICKIT.listing],
    cases: [
      {
        sql: "SELECT listid, sellerid, eventid FROM listing UNION SELECT listid, sellerid, eventid FROM sales ORDER BY listid, sellerid, eventid DESC LIMIT 3",
        rows: [
          [1, 36861, 7872],
          [2, 16002, 4806],
          [3, 21461, 4256],
        ],
      },
      {
        sql: "SELECT eventid, listid, 'Yes' AS salesrow FROM sales WHERE listid IN (4, 5) UNION ALL SELECT eventid, listid, 'No' FROM listing WHERE listid IN (4, 5) ORDER BY listid, salesrow",
        rows: [
          [4337, 4, "No"],
          [4337, 4, "Yes"],
          [8647, 5, "No"],
          [8647, 5, "Yes"],
          [8647, 5, "Yes"],
        ],
      },
      {
        sql: "SELECT eventid, listid, 'Yes' AS salesrow FROM sales WHERE listid IN (4, 5) UNION SELECT eventid, listid, 'No' FROM listing WHERE listid IN (4, 5) ORDER BY listid, salesrow",
        rows: [
          [4337, 4, "No"],
          [4337, 4, "Yes"],
          [8647, 5, "No"],
          [8647, 5, "Yes"],
        ],
      },
    ],
  },
  {
    page: "c_example_intersect_query",
    setup: [...TICKIT.sales, ...TICKIT.listing],
    cases: [
      {
        sql: "SELECT listid, sellerid, eventid FROM listing INTERSECT SELECT listid, sellerid, eventid FROM sales ORDER BY listid DESC, sellerid, eventid LIMIT 2",
        rows: [
          [5, 1616, 8647],
          [4, 8117, 4337],
        ],
      },
    ],
  },
  {
    page: "c_Example_MINUS_query",
    setup: [
      ...TICKIT.category,
      "CREATE TABLE category_stage AS SELECT * FROM category",
      "INSERT INTO category_stage VALUES (12, 'Concerts', 'Comedy', 'All stand up comedy performances')",
    ],
    cases: [
      {
        sql: "SELECT * FROM category_stage EXCEPT SELECT * FROM category",
        rows: [[12, "Concerts", "Comedy", "All stand up comedy performances"]],
      },
      {
        sql: "SELECT * FROM category_stage MINUS SELECT * FROM category",
        rows: [[12, "Concerts", "Comedy", "All stand up comedy performances"]],
      },
      { sql: "SELECT * FROM category EXCEPT SELECT * FROM category_stage", rows: [] },
    ],
  },
];
