import type { ConformancePage } from "../conformance-case.ts";

const SALES = [
  "CREATE TABLE sales (salesid int, qtysold smallint, pricepaid decimal(8,2), commission decimal(8,2), saletime timestamp)",
  `INSERT INTO sales VALUES (10000, 4, 187.00, 28.05, '2008-01-25 14:30:00'), (784, 2, 741.00, 111.15, '2008-06-06 05:00:16'),
   (1, 4, 728.00, 109.20, '2008-02-18 02:36:48'), (2, 2, 76.00, 11.40, '2008-06-06 05:00:16')`,
];

const PI = Math.PI;

/** Functions of numbers. An integer given to one of two forms becomes a DOUBLE PRECISION. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_ABS",
    setup: SALES,
    cases: [
      { sql: "SELECT ABS(-38)", rows: [[38]], columns: ["abs"], types: ["int4"] },
      { sql: "SELECT ABS(14 - 76)", rows: [[62]] },
      {
        sql: "SELECT ABS(-2::smallint), ABS(-2::bigint), ABS(-2.5::float8), ABS(-2.5::real)",
        rows: [[2, 2, 2.5, 2.5]],
        types: ["int2", "int8", "float8", "float4"],
      },
      { sql: "SELECT ABS(-38.5), ABS(NULL)", rows: [["38.5", null]] },
      { sql: "SELECT ABS(JSON_PARSE('-5'))", rows: [["5"]], types: ["super"] },
      { sql: "SELECT ABS(true)", error: "function abs(boolean) does not exist" },
    ],
  },
  {
    page: "r_ACOS",
    cases: [
      { sql: "SELECT ACOS(-1)", rows: [[PI]], columns: ["acos"], types: ["float8"] },
      { sql: "SELECT (ACOS(.5) * 180 / (SELECT PI())) AS degrees", rows: [[60.00000000000001]], columns: ["degrees"] },
      { sql: "SELECT ASIN(1) * 2 AS pi", rows: [[PI]], source: "r_ASIN" },
      { sql: "SELECT (ASIN(.5) * 180 / (SELECT PI())) AS degrees", rows: [[30.000000000000004]], source: "r_ASIN" },
      { sql: "SELECT ATAN(1) * 4 AS pi", rows: [[PI]], source: "r_ATAN" },
      { sql: "SELECT (ATAN(1) * 180 / (SELECT PI())) AS degrees", rows: [[45]], source: "r_ATAN" },
      { sql: "SELECT ATAN2(2, 2) * 4 AS pi", rows: [[PI]], source: "r_ATAN2" },
      { sql: "SELECT (ATAN2(1, 0) * 180 / (SELECT PI())) AS degrees", rows: [[90]], source: "r_ATAN2" },
      { sql: "SELECT COS(0), COS(PI())", rows: [[1, -1]], columns: ["cos", "cos"], source: "r_COS" },
      { sql: "SELECT COT(1)", rows: [[0.642092615934331]], columns: ["cot"], source: "r_COT" },
      { sql: "SELECT SIN(-PI()) BETWEEN -0.000000001 AND 0", rows: [[true]], source: "r_SIN" },
      { sql: "SELECT TAN(0)", rows: [[0]], columns: ["tan"], source: "r_TAN" },
      {
        sql: "SELECT DEGREES(.5), DEGREES(PI())",
        rows: [[28.6478897565412, 180]],
        columns: ["degrees", "degrees"],
        source: "r_DEGREES",
      },
      { sql: "SELECT RADIANS(180)", rows: [[PI]], columns: ["radians"], source: "r_RADIANS" },
      { sql: "SELECT PI()", rows: [[PI]], columns: ["pi"], types: ["float8"], source: "r_PI" },
      { sql: "SELECT PI(1)", error: "function pi(integer) does not exist", source: "r_PI" },
    ],
  },
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
    page: "r_EXP",
    setup: SALES,
    cases: [
      {
        sql: "SELECT (SELECT SUM(qtysold) FROM sales) * EXP((7::float / 100) * 10) qty2018",
        rows: [[24.1650324896458]],
        columns: ["qty2018"],
        types: ["float8"],
      },
      { sql: "SELECT EXP(1.0), EXP(0)", rows: [[Math.E, 1]], types: ["float8", "float8"] },
      { sql: "SELECT DEXP((7::float / 100) * 10)", rows: [[2.01375270747048]], columns: ["dexp"], source: "r_DEXP" },
      {
        sql: "SELECT LN(2.718281828)",
        rows: [[0.99999999983112]],
        columns: ["ln"],
        types: ["float8"],
        source: "r_LN",
      },
      { sql: "SELECT LN(salesid) FROM sales WHERE salesid < 3 ORDER BY 1", rows: [[0], [Math.LN2]], source: "r_LN" },
      {
        sql: "SELECT LN(pricepaid) FROM sales",
        error: "Specified types or functions (one per INFO message) not supported on Redshift tables",
        source: "r_LN",
      },
      { sql: "SELECT LN(pricepaid::float8) FROM sales WHERE salesid = 1", rows: [[Math.log(728)]], source: "r_LN" },
      { sql: "SELECT LN(0)", error: "cannot take logarithm of zero", source: "r_LN" },
      { sql: "SELECT LN(-1)", error: "cannot take logarithm of a negative number", source: "r_LN" },
      { sql: "SELECT DLOG1(2.718281828)", rows: [[0.99999999983112]], columns: ["dlog1"], source: "r_DLOG1" },
      { sql: "SELECT DLOG10(100)", rows: [[2]], columns: ["dlog10"], source: "r_DLOG10" },
      { sql: "SELECT LOG(100)", rows: [[2]], columns: ["dlog10"], types: ["float8"], source: "r_LOG" },
      { sql: "SELECT LOG(10, 100)", error: "function log(integer, integer) does not exist", source: "r_LOG" },
      {
        sql: "SELECT CBRT(commission) FROM sales WHERE salesid = 10000",
        rows: [[3.03839539048843]],
        columns: ["cbrt"],
        source: "r_CBRT",
      },
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
    page: "r_OPERATOR_SYMBOLS",
    setup: SALES,
    cases: [
      {
        sql: "SELECT commission, (commission + 2.00) AS comm FROM sales WHERE salesid = 10000",
        rows: [["28.05", "30.05"]],
      },
      { sql: "SELECT pricepaid * .2 FROM sales WHERE salesid = 10000", rows: [["37.400"]] },
      {
        sql: "SELECT (SELECT SUM(qtysold) FROM sales) ^ ((5::float / 100) * 10) AS qty10years",
        rows: [[3.46410161513775]],
        types: ["float8"],
      },
      {
        sql: "SELECT SUM(pricepaid) AS sum_price, SUM(commission) AS sum_comm, (SUM(pricepaid) - SUM(commission)) AS value FROM sales",
        rows: [["1732.00", "259.80", "1472.20"]],
      },
      { sql: "SELECT 2 + 3, 2 - 3, 4 * 3, 9 / 4, 9 % 4", rows: [[5, -1, 12, 2, 1]] },
      { sql: "SELECT 2 ^ 3, |/ 25.0, ||/ 27.0, @ -5.0", rows: [[8, 5, 3, "5.0"]] },
      {
        sql: "SELECT 5 & 3, 5 | 3, 5 # 3, ~5, 1 << 3, 8 >> 2",
        rows: [[1, 7, 6, -6, 8, 2]],
        types: ["int4", "int4", "int4", "int4", "int4", "int4"],
      },
      { sql: "SELECT 5 + NULL, NULL * 2", rows: [[null, null]] },
      { sql: "SELECT 1 / 0", error: "division by zero" },
      { sql: "SELECT 1.5 / 0", error: "division by zero" },
      { sql: "SELECT 1::float8 / 0", error: "division by zero" },
      { sql: "SELECT true + 1", error: "operator does not exist: boolean + integer" },
    ],
  },
  {
    page: "r_compound_expressions",
    setup: SALES,
    cases: [
      { sql: "SELECT 2 + 3 * 4, (2 + 3) * 4, 2 * 3 ^ 2, -2 ^ 2", rows: [[14, 20, 18, 4]] },
      { sql: "SELECT |/ 16 * 4, @ 2 - 5, @ -2 * 3", rows: [[16, -3, 6]] },
      { sql: "SELECT ~5 + 1, 1 | 2 + 4, 6 & 3 + 1", rows: [[-7, 7, 4]] },
      { sql: "SELECT 1 | 2 || 'a'", rows: [["3a"]] },
      { sql: "SELECT ('SMITH' || 'JONES')", rows: [["SMITHJONES"]], columns: ["?column?"] },
      { sql: "SELECT SQRT(256) * AVG(qtysold) FROM sales", rows: [[48]] },
      { sql: "SELECT SUM(ABS(qtysold)) FROM sales", rows: [[12]] },
      { sql: "SELECT 5 + 12", rows: [[17]], source: "r_expressions" },
      { sql: "SELECT AVG(qtysold + 3) FROM sales", rows: [[6]], source: "r_function_expressions" },
      { sql: "SELECT AVG(RANK() OVER (ORDER BY qtysold)) FROM sales", error: "window function" },
    ],
  },
  {
    page: "r_POWER",
    setup: SALES,
    cases: [
      {
        sql: "SELECT (SELECT SUM(qtysold) FROM sales) * POW((1 + 7::float / 100), 10) qty2010",
        rows: [[23.6058162874759]],
        types: ["float8"],
      },
      {
        sql: "SELECT (SELECT SUM(qtysold) FROM sales) * POW((1 + 7::float / 100 / 12), 120) qty2010",
        rows: [[24.1159365202]],
        types: ["float8"],
      },
      {
        sql: "SELECT POWER(2, 3), POWER(2.5, 2), POWER(4::float8, 0.5)",
        rows: [[8, 6.25, 2]],
        types: ["float8", "float8", "float8"],
      },
    ],
  },
  {
    page: "r_RANDOM",
    cases: [
      { sql: "SELECT CAST(RANDOM() * 100 AS int) BETWEEN 0 AND 100", rows: [[true]] },
      { sql: "SELECT RANDOM() >= 0 AND RANDOM() < 1", rows: [[true]] },
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
      { sql: "SELECT ROUND(JSON_PARSE('2.5'), 1)", error: "not supported" },
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
      { sql: "SELECT TRUNC(JSON_PARSE('2.9'))", rows: [["2"]], types: ["super"] },
      { sql: "SELECT TRUNC(SYSDATE) = CURRENT_DATE", rows: [[true]] },
    ],
  },
];
