import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const NUMBERS = [
  "CREATE TABLE m (i2 SMALLINT, i4 INTEGER, i8 BIGINT, d DECIMAL(5,2), r REAL, f DOUBLE PRECISION, n INTEGER)",
  "INSERT INTO m VALUES (1, 10, 100, 1.25, 0.5, 2.5, NULL), (2, 20, 200, 2.25, 1.5, 3.5, NULL), (4, 31, 301, 2.26, 2.5, 4.5, NULL), (4, 31, NULL, 2.26, 2.5, 4.5, NULL)",
];

const OTHERS = [
  "CREATE TABLE o (b BOOLEAN, c CHAR(4), v VARCHAR(10), dt DATE, ts TIMESTAMP, tz TIMESTAMPTZ, t TIME, vb VARBYTE(5), s SUPER)",
  `INSERT INTO o SELECT true, 'ab', 'xy', '2024-01-01'::DATE, '2024-01-01 10:00:00'::TIMESTAMP, '2024-01-01 10:00:00'::TIMESTAMPTZ, '10:00:00'::TIME, 'abc'::VARBYTE, JSON_PARSE('5')`,
  `INSERT INTO o SELECT false, 'b', 'x', '2024-01-03'::DATE, '2024-01-01 11:00:00'::TIMESTAMP, '2024-01-01 11:00:00'::TIMESTAMPTZ, '09:00:00'::TIME, 'abd'::VARBYTE, JSON_PARSE('7')`,
];

const LIKES = [
  "CREATE TABLE userlikes (city VARCHAR(30), likes INTEGER, sports BOOLEAN)",
  `INSERT INTO userlikes VALUES ('San Jose', 64, true), ('San Jose', 255, true), ('Santa Barbara', 192, true), ('Santa Barbara', 208, false),
     ('Los Angeles', 127, false), ('Los Angeles', 0, NULL)`,
];

/** Aggregate and bit-wise aggregate functions. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_AVG",
    setup: [...NUMBERS, ...OTHERS, ...TICKIT.sales, ...TICKIT.date],
    cases: [
      {
        sql: "SELECT AVG(i2), AVG(i4), AVG(i8) FROM m",
        rows: [[2, 23, 200]],
        types: ["int8", "int8", "int8"],
        columns: ["avg", "avg", "avg"],
      },
      { sql: "SELECT AVG(d) FROM m", rows: [["2.00"]], types: ["numeric"] },
      { sql: "SELECT AVG(r), AVG(f) FROM m", rows: [[1.75, 3.75]], types: ["float8", "float8"] },
      { sql: "SELECT AVG(DISTINCT i4), AVG(ALL i4) FROM m", rows: [[20, 23]] },
      { sql: "SELECT AVG(n) FROM m", rows: [[null]] },
      { sql: "SELECT AVG(i4) FROM m WHERE i4 > 99", rows: [[null]] },
      { sql: "SELECT AVG(s)::FLOAT FROM o", rows: [[6]], types: ["float8"] },
      { sql: "SELECT AVG(v) FROM o", error: "function avg(character varying) does not exist" },
      {
        sql: "SELECT AVG(pricepaid) AS avg_price, TRIM(month) FROM sales, date WHERE sales.dateid = date.dateid GROUP BY month ORDER BY avg_price DESC",
        rows: [
          ["728.00", "FEB"],
          ["200.33", "JUN"],
        ],
      },
      { sql: "SELECT AVG(-i4) FROM m", rows: [[-23]] },
    ],
  },
  {
    page: "r_SUM",
    setup: [...NUMBERS, ...OTHERS],
    cases: [
      {
        sql: "SELECT SUM(i2), SUM(i4), SUM(i8) FROM m",
        rows: [[11, 92, 601]],
        types: ["int8", "int8", "int8"],
        columns: ["sum", "sum", "sum"],
      },
      { sql: "SELECT SUM(d) FROM m", rows: [["8.02"]], types: ["numeric"] },
      { sql: "SELECT SUM(r), SUM(f) FROM m", rows: [[7, 15]], types: ["float8", "float8"] },
      { sql: "SELECT SUM(DISTINCT i2), SUM(ALL i2) FROM m", rows: [[7, 11]] },
      { sql: "SELECT SUM(n), SUM(i4) FROM m WHERE i4 > 99", rows: [[null, null]] },
      { sql: "SELECT SUM(s) FROM o", rows: [["12"]], types: ["super"] },
      { sql: "SELECT SUM(b) FROM o", error: "function sum(boolean) does not exist" },
      {
        sql: "SELECT SUM(SUM(i4)) FROM m",
        error: "aggregate function calls may not have nested aggregate or window function",
      },
      {
        sql: "SELECT SUM(RANK() OVER (ORDER BY i4)) FROM m",
        error: "aggregate function calls may not have nested aggregate or window function",
      },
    ],
  },
  {
    page: "r_COUNT",
    setup: [...NUMBERS, ...OTHERS],
    cases: [
      {
        sql: "SELECT COUNT(*), COUNT(i8), COUNT(n), COUNT(ALL i4) FROM m",
        rows: [[4, 3, 0, 4]],
        types: ["int8", "int8", "int8", "int8"],
      },
      { sql: "SELECT COUNT(DISTINCT i4) AS kinds FROM m", rows: [[3]], columns: ["kinds"] },
      { sql: "SELECT COUNT(b), COUNT(c), COUNT(dt), COUNT(vb), COUNT(s), COUNT(t) FROM o", rows: [[2, 2, 2, 2, 2, 2]] },
      { sql: "SELECT APPROXIMATE COUNT(DISTINCT i4) FROM m", rows: [[3]], types: ["int8"], columns: ["count"] },
      { sql: "SELECT APPROXIMATE COUNT(i4) FROM m", error: "APPROXIMATE" },
      { sql: "SELECT APPROXIMATE SUM(DISTINCT i4) FROM m", error: "APPROXIMATE" },
      { sql: "SELECT COUNT(*) FROM m WHERE i4 > 99", rows: [[0]] },
      {
        sql: "SELECT COUNT(*), i4 FROM m GROUP BY i4 ORDER BY 1 DESC, 2",
        rows: [
          [2, 31],
          [1, 10],
          [1, 20],
        ],
      },
      { sql: "SELECT COUNT() FROM m", error: "function count() does not exist" },
      { sql: "SELECT COUNT(DISTINCT *) FROM m", error: "syntax error" },
    ],
  },
  {
    page: "r_MAX",
    setup: [...NUMBERS, ...OTHERS, ...TICKIT.sales],
    cases: [
      { sql: "SELECT MAX(pricepaid) FROM sales", rows: [["728.00"]], types: ["numeric"], columns: ["max"] },
      { sql: "SELECT MAX(pricepaid / qtysold) AS top_price FROM sales", rows: [["182.00000000"]] },
      {
        sql: "SELECT MAX(i2), MAX(i4), MAX(i8), MAX(r), MAX(f) FROM m",
        rows: [[4, 31, 301, 2.5, 4.5]],
        types: ["int2", "int4", "int8", "float4", "float8"],
      },
      {
        sql: "SELECT MAX(v), MAX(dt), MAX(ts), MAX(t) FROM o",
        rows: [["xy", "2024-01-03", "2024-01-01 11:00:00", "10:00:00"]],
        types: ["varchar", "date", "timestamp", "time"],
      },
      {
        sql: "SELECT MAX(c), MAX(tz) FROM o",
        rows: [["b   ", "2024-01-01 11:00:00+00"]],
        types: ["bpchar", "timestamptz"],
      },
      { sql: "SELECT MAX(vb) FROM o", rows: [["616264"]] },
      { sql: "SELECT MAX(s) FROM o", rows: [["7"]], types: ["super"] },
      { sql: "SELECT MAX(b) FROM o", error: "function max(boolean) does not exist" },
      { sql: "SELECT MAX(DISTINCT i4), MAX(ALL i4) FROM m", rows: [[31, 31]] },
      { sql: "SELECT MAX(n) FROM m", rows: [[null]] },
    ],
  },
  {
    page: "r_MIN",
    setup: [...NUMBERS, ...OTHERS, ...TICKIT.sales],
    cases: [
      { sql: "SELECT MIN(pricepaid) FROM sales", rows: [["76.00"]], types: ["numeric"], columns: ["min"] },
      { sql: "SELECT MIN(pricepaid / qtysold) AS low_price FROM sales", rows: [["38.00000000"]] },
      {
        sql: "SELECT MIN(i2), MIN(i4), MIN(i8), MIN(d) FROM m",
        rows: [[1, 10, 100, "1.25"]],
        types: ["int2", "int4", "int8", "numeric"],
      },
      {
        sql: "SELECT MIN(v), MIN(dt), MIN(t), MIN(vb), MIN(s) FROM o",
        rows: [["x", "2024-01-01", "09:00:00", "616263", "5"]],
      },
      { sql: "SELECT MIN(b) FROM o", error: "function min(boolean) does not exist" },
      { sql: "SELECT MIN(DISTINCT i4) FROM m", rows: [[10]] },
    ],
  },
  {
    page: "r_ANY_VALUE",
    setup: [...OTHERS, ...TICKIT.event],
    cases: [
      {
        sql: "SELECT ANY_VALUE(dateid) AS dateid, eventname FROM event WHERE eventname = 'Wicked' GROUP BY eventname",
        rows: [[1983, "Wicked"]],
        columns: ["dateid", "eventname"],
      },
      {
        sql: "SELECT ANY_VALUE(DISTINCT catid), ANY_VALUE(ALL catid) FROM event WHERE catid = 6",
        rows: [[6, 6]],
        types: ["int2", "int2"],
      },
      {
        sql: "SELECT ANY_VALUE(b), ANY_VALUE(t), ANY_VALUE(vb), ANY_VALUE(s) FROM o WHERE v = 'xy'",
        rows: [[true, "10:00:00", "616263", "5"]],
        types: ["bool", "time", "varbyte", "super"],
      },
      { sql: "SELECT ANY_VALUE(catid) FROM event WHERE catid > 99", rows: [[null]] },
      {
        sql: "SELECT ANY_VALUE(dateid), eventname FROM event",
        error: "must appear in the GROUP BY clause or be used in an aggregate function",
      },
    ],
  },
  {
    page: "r_STDDEV_functions",
    setup: [...NUMBERS],
    cases: [
      {
        sql: "SELECT STDDEV(i4), STDDEV_SAMP(i4), STDDEV_POP(i4) FROM m",
        rows: [[10.099504938362077, 10.099504938362077, 8.74642784226795]],
        types: ["float8", "float8", "float8"],
        columns: ["stddev", "stddev_samp", "stddev_pop"],
      },
      { sql: "SELECT STDDEV(d)::DEC(14,4), STDDEV_POP(r)::DEC(14,4) FROM m", rows: [["0.5034", "0.8292"]] },
      { sql: "SELECT STDDEV(i4), STDDEV_SAMP(i4), STDDEV_POP(i4) FROM m WHERE i4 = 10", rows: [[null, null, 0]] },
      { sql: "SELECT STDDEV(DISTINCT i2) FROM m", rows: [[1.5275252316519468]] },
      { sql: "SELECT CAST(STDDEV(i4) AS INTEGER) FROM m", rows: [[10]] },
      {
        sql: "SELECT CAST(STDDEV_SAMP(i4) AS DEC(18,10)) = CAST(SQRT(VAR_SAMP(i4)) AS DEC(18,10)) FROM m",
        rows: [[true]],
      },
    ],
  },
  {
    page: "r_VARIANCE_functions",
    setup: [...NUMBERS],
    cases: [
      {
        sql: "SELECT VARIANCE(i4), VAR_SAMP(i4), VAR_POP(i4) FROM m",
        rows: [[102, 102, 76.5]],
        types: ["float8", "float8", "float8"],
        columns: ["variance", "var_samp", "var_pop"],
      },
      { sql: "SELECT VARIANCE(i4), VAR_SAMP(i4), VAR_POP(i4) FROM m WHERE i4 = 10", rows: [[null, null, 0]] },
      { sql: "SELECT AVG(i4), ROUND(VAR_SAMP(i4)), ROUND(VAR_POP(i4)) FROM m", rows: [[23, 102, 77]] },
      { sql: "SELECT VAR_SAMP(DISTINCT i4)::DEC(10,4) FROM m", rows: [["110.3333"]] },
    ],
  },
  {
    page: "r_BIT_AND",
    setup: [
      ...LIKES,
      "CREATE TABLE v (i INTEGER, s SMALLINT, b BIGINT)",
      "INSERT INTO v VALUES (3, 3, 3), (7, 7, 7), (10, 10, 10), (22, 22, 22), (NULL, NULL, NULL)",
    ],
    cases: [
      {
        sql: "SELECT BIT_AND(i), BIT_AND(s), BIT_AND(b) FROM v",
        rows: [[2, 2, 2]],
        types: ["int4", "int2", "int8"],
        columns: ["bit_and", "bit_and", "bit_and"],
      },
      { sql: "SELECT BIT_AND(DISTINCT i), BIT_AND(ALL i) FROM v", rows: [[2, 2]] },
      {
        sql: "SELECT city, BIT_AND(likes) FROM userlikes GROUP BY city ORDER BY city",
        rows: [
          ["Los Angeles", 0],
          ["San Jose", 64],
          ["Santa Barbara", 192],
        ],
      },
      { sql: "SELECT SUM(i), BIT_AND(i) FROM v WHERE i IS NULL", rows: [[null, null]] },
      { sql: "SELECT BIT_AND(city) FROM userlikes", error: "does not exist" },
    ],
  },
  {
    page: "r_BIT_OR",
    setup: [...LIKES, "CREATE TABLE v (i INTEGER)", "INSERT INTO v VALUES (3), (7), (10), (22), (NULL)"],
    cases: [
      { sql: "SELECT BIT_OR(i) FROM v", rows: [[31]], types: ["int4"] },
      { sql: "SELECT BIT_OR(DISTINCT i) FROM v", rows: [[31]] },
      {
        sql: "SELECT city, BIT_OR(likes) FROM userlikes GROUP BY city ORDER BY city",
        rows: [
          ["Los Angeles", 127],
          ["San Jose", 255],
          ["Santa Barbara", 208],
        ],
      },
    ],
  },
  {
    page: "r_BOOL_AND",
    setup: [...LIKES],
    cases: [
      {
        sql: "SELECT city, BOOL_AND(sports) FROM userlikes GROUP BY city ORDER BY city",
        rows: [
          ["Los Angeles", false],
          ["San Jose", true],
          ["Santa Barbara", false],
        ],
        types: ["varchar", "bool"],
      },
      { sql: "SELECT BOOL_AND(likes), BOOL_AND(DISTINCT sports) FROM userlikes", rows: [[false, false]] },
      { sql: "SELECT BOOL_AND(likes) FROM userlikes WHERE likes > 0", rows: [[true]] },
      { sql: "SELECT BOOL_AND(city) FROM userlikes", error: "does not exist" },
    ],
  },
  {
    page: "r_BOOL_OR",
    setup: [...LIKES],
    cases: [
      {
        sql: "SELECT city, BOOL_OR(sports) FROM userlikes GROUP BY city ORDER BY city",
        rows: [
          ["Los Angeles", false],
          ["San Jose", true],
          ["Santa Barbara", true],
        ],
      },
      { sql: "SELECT BOOL_OR(likes), BOOL_OR(DISTINCT sports) FROM userlikes", rows: [[true, true]] },
      { sql: "SELECT BOOL_OR(sports) FROM userlikes WHERE sports IS NULL", rows: [[null]] },
    ],
  },
];
