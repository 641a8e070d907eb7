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
      { sql: "SELECT LOG(100)", rows: [[2]], columns: ["log"], types: ["float8"], source: "r_LOG" },
      {
        sql: "SELECT LOG(2, 100), LOG(5, 1)",
        rows: [[6.643856189774725, 0]],
        types: ["float8", "float8"],
        source: "r_LOG",
      },
      { sql: "SELECT LOG(1, 100)", error: "division by zero", source: "r_LOG" },
      { sql: "SELECT LOG(-2, 100)", error: "cannot take logarithm of a negative number", source: "r_LOG" },
      { sql: "SELECT LOG(0)", error: "cannot take logarithm of zero", source: "r_LOG" },
      {
        sql: "SELECT CBRT(commission) FROM sales WHERE salesid = 10000",
        rows: [[3.03839539048843]],
        columns: ["cbrt"],
        source: "r_CBRT",
      },
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
      { sql: "SET seed TO .25", done: true },
      { sql: "CREATE TABLE drawn AS SELECT RANDOM() AS r", done: true },
      { sql: "SET seed TO .25", done: true },
      { sql: "SELECT COUNT(*) FROM drawn WHERE r = (SELECT RANDOM())", rows: [[1]] },
      { sql: "SET seed TO 2", error: "seed" },
    ],
  },
];
