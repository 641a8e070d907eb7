import type { ConformancePage } from "../conformance-case.ts";

const SALES = [
  "CREATE TABLE sales (salesid int, qtysold smallint, pricepaid decimal(8,2), commission decimal(8,2), saletime timestamp)",
  `INSERT INTO sales VALUES (10000, 4, 187.00, 28.05, '2008-01-25 14:30:00'), (784, 2, 741.00, 111.15, '2008-06-06 05:00:16'),
   (1, 4, 728.00, 109.20, '2008-02-18 02:36:48'), (2, 2, 76.00, 11.40, '2008-06-06 05:00:16')`,
];

/** Rounding, remainders, signs and roots. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CEILING_FLOOR",
    setup: SALES,
    cases: [
      {
        sql: "SELECT CEILING(commission) FROM sales WHERE salesid = 10000",
        rows: [["29"]],
        columns: ["ceiling"],
        types: ["numeric"],
      },
      { sql: "SELECT CEIL(-1.5), CEIL(1.5::float8)", rows: [["-1", 2]], columns: ["ceil", "ceil"] },
      {
        sql: "SELECT CEILING(5), CEILING(5::smallint), CEILING(5::bigint), CEILING(2.5::real)",
        rows: [[5, 5, 5, 3]],
        types: ["int4", "int2", "int8", "float4"],
      },
      {
        sql: "SELECT CEIL(JSON_PARSE('1.5')), CEIL(JSON_PARSE('\"a\"'))",
        rows: [["2", null]],
        types: ["super", "super"],
      },
      {
        sql: "SELECT commission, FLOOR(commission) FROM sales WHERE salesid = 10000",
        rows: [["28.05", "28"]],
        columns: ["commission", "floor"],
        source: "r_FLOOR",
      },
      {
        sql: "SELECT FLOOR(-1.5), FLOOR(7), FLOOR(1.5::float8)",
        rows: [["-2", 7, 1]],
        types: ["numeric", "int4", "float8"],
        source: "r_FLOOR",
      },
      { sql: "SELECT FLOOR(JSON_PARSE('1.5'))", rows: [["1"]], types: ["super"], source: "r_FLOOR" },
    ],
  },
  {
    page: "r_MOD",
    cases: [
      { sql: "SELECT MOD(10, 4)", rows: [[2]], columns: ["mod"], types: ["int4"] },
      { sql: "SELECT MOD(10.5, 4)", rows: [["2.5"]], types: ["numeric"] },
      { sql: "SELECT MOD(CAST(16.4 AS integer), 5)", rows: [[1]] },
      { sql: "SELECT MOD(5, 2) = 0 AS is_even", rows: [[false]], columns: ["is_even"] },
      { sql: "SELECT 11 % 4 AS remainder", rows: [[3]] },
      {
        sql: "SELECT MOD(7::smallint, 4::smallint), MOD(7::bigint, 4::bigint)",
        rows: [[3, 3]],
        types: ["int2", "int8"],
      },
      { sql: "SELECT MOD(7, 4::smallint), MOD(7::bigint, 4)", rows: [[3, 3]], types: ["int4", "int4"] },
      { sql: "SELECT MOD(7::smallint, 4::bigint)", error: "function mod(smallint, bigint) does not exist" },
      {
        sql: "SELECT MOD(7.5::float8, 2::float8)",
        error: "function mod(double precision, double precision) does not exist",
      },
      { sql: "SELECT MOD(-7, 4), MOD(NULL, 4)", rows: [[-3, null]] },
      { sql: "SELECT MOD(1, 0)", error: "division by zero" },
    ],
  },
  {
    page: "r_ROUND",
    setup: SALES,
    cases: [
      {
        sql: "SELECT commission, ROUND(commission) FROM sales WHERE salesid = 10000",
        rows: [["28.05", "28"]],
        columns: ["commission", "round"],
        types: ["numeric", "numeric"],
      },
      { sql: "SELECT ROUND(commission, 1) FROM sales WHERE salesid = 10000", rows: [["28.1"]] },
      { sql: "SELECT ROUND(commission, -1) FROM sales WHERE salesid = 10000", rows: [["30"]] },
      {
        sql: "SELECT ROUND(2.5), ROUND(-2.5), ROUND(2.567::float8, 2), ROUND(2.5::float8)",
        rows: [["3", "-3", 2.57, 3]],
        types: ["numeric", "numeric", "float8", "float8"],
      },
      {
        sql: "SELECT ROUND(JSON_PARSE('2.5')), ROUND(JSON_PARSE('[1]'))",
        rows: [["3", null]],
        types: ["super", "super"],
      },
      { sql: "SELECT ROUND(JSON_PARSE('2.5'), 1)", rows: [["2.5"]], types: ["super"] },
      { sql: "SELECT ROUND(NULL::float8)", rows: [[null]] },
    ],
  },
  {
    page: "r_SIGN",
    setup: [
      ...SALES,
      "CREATE TABLE t1 (d double precision, n numeric(12, 2))",
      "INSERT INTO t1 VALUES (4.25, 4.25), (-4.25, -4.25)",
      "CREATE TABLE t2 AS SELECT SIGN(d) AS d, SIGN(n) AS n FROM t1",
    ],
    cases: [
      {
        sql: "SELECT commission, SIGN(commission) FROM sales WHERE salesid = 10000",
        rows: [["28.05", "1"]],
        columns: ["commission", "sign"],
      },
      {
        sql: "SELECT d, n FROM t2 ORDER BY d",
        rows: [
          [-1, "-1"],
          [1, "1"],
        ],
        types: ["float8", "numeric"],
      },
      { sql: "SELECT SIGN(0), SIGN(-7.5), SIGN(JSON_PARSE('-3'))", rows: [[0, "-1", "-1"]] },
      {
        sql: "SELECT numeric_precision, numeric_scale FROM svv_columns WHERE table_name = 't2' AND column_name = 'n'",
        rows: [[1, 0]],
      },
    ],
  },
  {
    page: "r_SQRT",
    setup: SALES,
    cases: [
      { sql: "SELECT SQRT(16)", rows: [[4]], columns: ["sqrt"], types: ["float8"] },
      { sql: "SELECT SQRT('16')", rows: [[4]] },
      { sql: "SELECT SQRT(ROUND(16.4))", rows: [[4]] },
      {
        sql: "SELECT SQRT(commission) FROM sales WHERE salesid < 10 ORDER BY salesid",
        rows: [[10.4498803820905], [3.37638860322683]],
      },
      {
        sql: "SELECT salesid, commission, ROUND(SQRT(commission)) FROM sales WHERE salesid < 10 ORDER BY salesid",
        rows: [
          [1, "109.20", 10],
          [2, "11.40", 3],
        ],
      },
      { sql: "SELECT SQRT(-1)", error: "cannot take square root of a negative number" },
      { sql: "SELECT SQRT('abc')", error: "invalid input syntax for type double precision" },
    ],
  },
  {
    page: "r_TRUNC",
    setup: SALES,
    cases: [
      {
        sql: "SELECT commission, TRUNC(commission) FROM sales WHERE salesid = 784",
        rows: [["111.15", "111"]],
        columns: ["commission", "trunc"],
      },
      { sql: "SELECT TRUNC(commission, 1) FROM sales WHERE salesid = 784", rows: [["111.1"]] },
      { sql: "SELECT TRUNC(commission, -1) FROM sales WHERE salesid = 784", rows: [["110"]] },
      { sql: "SELECT TRUNC(saletime) FROM sales WHERE salesid = 10000", rows: [["2008-01-25"]], types: ["date"] },
      { sql: "SELECT TRUNC(-5.67), TRUNC(-5.67::float8), TRUNC(-5.678::float8, 2)", rows: [["-5", -5, -5.67]] },
      {
        sql: "SELECT TRUNC(JSON_PARSE('2.567'), 1), TRUNC(JSON_PARSE('-2.567'), 2), TRUNC(JSON_PARSE('\"x\"'), 1)",
        rows: [["2.5", "-2.56", null]],
        types: ["super", "super", "super"],
      },
      {
        sql: "SELECT ROUND(JSON_PARSE('2.567'), 2), ROUND(JSON_PARSE('1234.5'), -2)",
        rows: [["2.57", "1200"]],
        types: ["super", "super"],
        source: "r_ROUND",
      },
      { sql: "SELECT TRUNC(JSON_PARSE('2.9'))", rows: [["2"]], types: ["super"] },
      { sql: "SELECT TRUNC(SYSDATE) = CURRENT_DATE", rows: [[true]] },
    ],
  },
];
