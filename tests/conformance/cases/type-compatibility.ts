import type { ConformancePage } from "../conformance-case.ts";

/** What becomes what by itself: numbers, text, truth. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "c_Supported_data_types",
    setup: [
      "CREATE TABLE numbers (i int, d decimal(8,2), b boolean, v varchar(20))",
      "INSERT INTO numbers VALUES (10, 10.00, true, '10'), (9, 9.50, false, '9.5')",
    ],
    cases: [
      { sql: "INSERT INTO numbers (i) VALUES (8.5), (7.4)", done: true },
      { sql: "SELECT i FROM numbers WHERE i < 10 ORDER BY i", rows: [[7], [9], [9]] },
      { sql: "INSERT INTO numbers (i) SELECT EXTRACT(year FROM DATE '2008-06-01')", done: true },
      { sql: "SELECT i FROM numbers WHERE i > 2000", rows: [[2008]] },
      { sql: "INSERT INTO numbers (v) VALUES (5), (5.5), (DATE '2008-01-01')", done: true },
      { sql: "SELECT v FROM numbers WHERE i IS NULL ORDER BY v", rows: [["2008-01-01"], ["5"], ["5.5"]] },
      { sql: "INSERT INTO numbers (i) VALUES ('abc')", error: 'invalid input syntax for integer: "abc"' },
      {
        sql: "INSERT INTO numbers (i) VALUES (true)",
        error: 'column "i" is of type integer but expression is of type boolean',
      },
      {
        sql: "INSERT INTO numbers (v) VALUES (true)",
        error: 'column "v" is of type character varying but expression is of type boolean',
      },
      {
        sql: "INSERT INTO numbers (i) SELECT v FROM numbers",
        error: 'column "i" is of type integer but expression is of type character varying',
      },
      {
        sql: "INSERT INTO numbers (i) VALUES (DATE '2008-01-01')",
        error: 'column "i" is of type integer but expression is of type date',
      },
      { sql: "INSERT INTO numbers (b) VALUES (1)", done: true },
      { sql: "SELECT COUNT(*) FROM numbers WHERE v = i", rows: [[1]] },
      { sql: "SELECT COUNT(*) FROM numbers WHERE v = d AND i IS NOT NULL", rows: [[2]] },
      { sql: "SELECT '10' = 10, '10.0' = 10.0, '9' < 10", rows: [[true, true, true]] },
      { sql: "SELECT '5'::varchar * 2", error: "operator does not exist: character varying * integer" },
      { sql: "SELECT 'abc' = 5", error: 'invalid input syntax for integer: "abc"' },
      { sql: "CREATE TABLE shapes (g geometry)", error: "GEOMETRY" },
      { sql: "CREATE TABLE sketches (h hllsketch)", error: "HLLSKETCH" },
      { sql: "CREATE TABLE places (g geography)", error: "GEOGRAPHY" },
    ],
  },
  {
    page: "r_Boolean_type",
    setup: [
      "CREATE TABLE customer (custid int, active_flag boolean DEFAULT true)",
      "CREATE TABLE users (userid int, likesports boolean, liketheatre bool)",
      "INSERT INTO users VALUES (1, true, false), (2, 't', 'f'), (3, 'yes', 'no'), (4, 'y', 'n'), (5, '1', '0'), (6, 'true', 'false'), (7, NULL, NULL), (8, 1, 0)",
    ],
    cases: [
      { sql: "INSERT INTO customer VALUES (100, DEFAULT)", done: true },
      { sql: "SELECT * FROM customer", rows: [[100, true]], types: ["int4", "bool"] },
      { sql: "SELECT COUNT(*) FROM users WHERE likesports IS true AND liketheatre IS false", rows: [[7]] },
      { sql: "SELECT userid FROM users WHERE likesports IS unknown", rows: [[7]] },
      { sql: "SELECT COUNT(*) FROM users WHERE likesports IS NOT unknown", rows: [[7]] },
      { sql: "SELECT userid FROM users WHERE likesports IS NOT true", rows: [[7]] },
      { sql: `SELECT userid, likesports IS true AS "check" FROM users`, error: "Not implemented" },
      { sql: "SELECT likesports IS NOT false FROM users", error: "Not implemented" },
      {
        sql: `SELECT userid, likesports = true AS "check" FROM users WHERE userid IN (1, 7) ORDER BY 1`,
        rows: [
          [1, true],
          [7, null],
        ],
      },
      { sql: "INSERT INTO users VALUES (9, 'maybe', NULL)", error: 'invalid input syntax for type boolean: "maybe"' },
      { sql: "SELECT 1::boolean, 0::boolean, 7::boolean", rows: [[true, false, true]] },
      { sql: "SELECT true::int, false::smallint", rows: [[1, 0]] },
      { sql: "SELECT true::varchar", error: "cannot cast type boolean to character varying" },
      { sql: "SELECT 1.5::boolean", error: "cannot cast type numeric to boolean" },
      { sql: "SELECT NOT true, true AND false, true OR false, true = false", rows: [[false, false, true, false]] },
    ],
  },
];
