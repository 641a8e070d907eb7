import type { ConformancePage } from "../conformance-case.ts";

const SALES = [
  "CREATE TABLE sales (salesid int, dateid smallint, pricepaid decimal(8,2), saletime timestamp)",
  "INSERT INTO sales VALUES (100, 1827, 162.00, '2008-02-18 02:36:48'), (2, 1828, 76.00, '2008-06-06 05:00:16')",
];

/** Explicit conversions: what is converted, what is refused, what a column of it is called. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CAST_function",
    setup: [
      ...SALES,
      'CREATE TABLE "date" (dateid smallint, caldate date)',
      `INSERT INTO "date" VALUES (1827, '2008-01-01')`,
    ],
    cases: [
      {
        sql: "SELECT CAST(pricepaid AS integer) FROM sales WHERE salesid = 100",
        rows: [[162]],
        columns: ["pricepaid"],
        types: ["int4"],
      },
      { sql: "SELECT pricepaid::integer FROM sales WHERE salesid = 100", rows: [[162]], columns: ["pricepaid"] },
      { sql: "SELECT CAST(162.00 AS integer) AS pricepaid", rows: [[162]], columns: ["pricepaid"] },
      {
        sql: "SELECT CAST(saletime AS date), salesid FROM sales ORDER BY salesid",
        rows: [
          ["2008-06-06", 2],
          ["2008-02-18", 100],
        ],
        columns: ["saletime", "salesid"],
      },
      { sql: "SELECT CAST('2008-02-18 02:36:48' AS date) AS mysaletime", rows: [["2008-02-18"]] },
      {
        sql: `SELECT CAST(caldate AS timestamp), dateid FROM "date"`,
        rows: [["2008-01-01 00:00:00", 1827]],
        columns: ["caldate", "dateid"],
      },
      { sql: "SELECT CAST(2008 AS char(4))", rows: [["2008"]], columns: ["bpchar"], types: ["bpchar"] },
      { sql: "SELECT CAST(109.652 AS decimal(4,1))", rows: [["109.7"]], columns: ["numeric"], types: ["numeric"] },
      {
        sql: "SELECT salesid, pricepaid::decimal(38,2) * 100000000000000000000 AS value FROM sales ORDER BY salesid",
        rows: [
          [2, "7600000000000000000000.00"],
          [100, "16200000000000000000000.00"],
        ],
      },
      { sql: "SELECT 123.456::decimal(2,1)", error: "numeric field overflow" },
      { sql: "SELECT 12345678::smallint", error: "smallint out of range" },
      { sql: "SELECT 2147483648::int", error: "integer out of range" },
      { sql: "SELECT 1.5::int, -1.5::decimal(2,1)::int, 2.4::int", rows: [[2, -2, 2]] },
      { sql: "SELECT NULL::int, CAST(NULL AS varchar)", rows: [[null, null]], types: ["int4", "varchar"] },
      { sql: "SELECT CAST('' AS int)", error: "invalid input syntax for integer" },
      { sql: "SELECT CAST('  ' AS decimal)", error: "invalid input syntax" },
      { sql: "SELECT ' 12 '::int, ' 5.9 '::decimal(2,1), '1.0'::decimal(3,2)", rows: [[12, "5.9", "1.00"]] },
      { sql: "SELECT 'ABC'::int", error: 'invalid input syntax for integer: "ABC"' },
      { sql: "SELECT 'ABC'::float", error: "invalid input syntax for type double precision" },
      {
        sql: "SELECT CAST(5 AS varchar(10)), CAST(5 AS text), 5::bpchar(2)",
        rows: [["5", "5", "5 "]],
        types: ["varchar", "varchar", "bpchar"],
      },
      { sql: "SELECT 'POINT(1 2)'::geometry", error: "GEOMETRY" },
      { sql: "SELECT 'POINT(1 2)'::geography", error: "GEOGRAPHY" },
      { sql: "SELECT 'a'::hllsketch", error: "HLLSKETCH" },
      { sql: "SELECT 1::date", error: "cannot cast type integer to date" },
      { sql: "SELECT DATE '2008-01-01'::int", error: "cannot cast type date to integer" },
      {
        sql: "SELECT TIMESTAMP '2008-01-01'::decimal",
        error: "cannot cast type timestamp without time zone to numeric",
      },
      { sql: "SELECT 1::timestamp", error: "cannot cast type integer to timestamp without time zone" },
      { sql: "SELECT CAST(1 AS nonsense)", error: 'type "nonsense" does not exist' },
      { sql: "SELECT CAST(1 int)", error: "syntax error" },
      { sql: "SELECT 1::int::varchar::decimal(3,1)", rows: [["1.0"]], columns: ["numeric"] },
    ],
  },
  {
    page: "r_CONVERT_function",
    setup: SALES,
    cases: [
      {
        sql: "SELECT CONVERT(integer, pricepaid) FROM sales WHERE salesid = 100",
        rows: [[162]],
        columns: ["pricepaid"],
        types: ["int4"],
      },
      { sql: "SELECT CONVERT(char(4), 2008)", rows: [["2008"]], types: ["bpchar"] },
      {
        sql: "SELECT CONVERT(time, saletime), salesid FROM sales ORDER BY salesid",
        rows: [
          ["05:00:16", 2],
          ["02:36:48", 100],
        ],
      },
      {
        sql: "SELECT CONVERT(datetime, '2008-02-18 02:36:48') AS mysaletime",
        rows: [["2008-02-18 02:36:48"]],
        types: ["timestamp"],
      },
      { sql: "SELECT LEN(CONVERT(varchar(30), GETDATE())) >= 19", rows: [[true]] },
      { sql: "SELECT CONVERT(decimal(2,1), 123.456)", error: "numeric field overflow" },
      { sql: "SELECT CONVERT(smallint, 12345678)", error: "smallint out of range" },
      { sql: "SELECT CONVERT(int, NULL)", rows: [[null]] },
      {
        sql: "SELECT CONVERT('a', 'UTF8', 'LATIN1')",
        error: "syntax error",
        source: "c_unsupported-postgresql-functions",
      },
    ],
  },
  {
    page: "r_TRY_CAST",
    setup: [
      ...SALES,
      "CREATE TABLE texts (v varchar(30))",
      "INSERT INTO texts VALUES ('123'), ('abc'), (NULL), ('99999999999')",
    ],
    cases: [
      { sql: "SELECT TRY_CAST('123' AS int)", rows: [[123]], types: ["int4"] },
      { sql: "SELECT TRY_CAST('foo' AS int)", rows: [[null]] },
      { sql: "SELECT TRY_CAST(v AS int) FROM texts", rows: [[123], [null], [null], [null]], unordered: true },
      { sql: "SELECT TRY_CAST('2008-13-01' AS date), TRY_CAST('2008-12-01' AS date)", rows: [[null, "2008-12-01"]] },
      { sql: "SELECT TRY_CAST('12345.678' AS decimal(4,1)), TRY_CAST('1.25' AS decimal(4,1))", rows: [[null, "1.3"]] },
      { sql: "SELECT TRY_CAST(100000 AS smallint), TRY_CAST(5.4 AS smallint)", rows: [[null, 5]] },
      { sql: "SELECT TRY_CAST(true AS int), TRY_CAST(5 AS boolean)", rows: [[1, true]] },
      { sql: "SELECT TRY_CAST(5 AS varchar), TRY_CAST(DATE '2008-01-01' AS varchar)", rows: [["5", "2008-01-01"]] },
      { sql: "SELECT TRY_CAST(true AS timestamp)", error: "boolean to timestamp" },
      { sql: "SELECT TRY_CAST('true' AS boolean)", error: "boolean" },
      { sql: "SELECT TRY_CAST(5 AS date)", error: "integer to date" },
      { sql: "SELECT TRY_CAST(5.5 AS boolean)", error: "numeric to boolean" },
      { sql: "SELECT TRY_CAST(DATE '2008-01-01' AS int)", error: "date to integer" },
      { sql: "SELECT TRY_CAST(JSON_PARSE('\"2008-01-01\"') AS date)", error: "date" },
      { sql: "SELECT TRY_CAST(JSON_PARSE('5') AS int)", rows: [[5]] },
      { sql: "SELECT TRY_CAST('a'::varbyte AS varchar)", error: "binary varying" },
      { sql: "SELECT TRY_CAST(NULL AS int)", rows: [[null]] },
    ],
  },
];
