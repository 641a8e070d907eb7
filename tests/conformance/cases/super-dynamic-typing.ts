import type { ConformancePage } from "../conformance-case.ts";

const REGIONS = [
  "CREATE TABLE region_nations (r_regionkey SMALLINT, r_name VARCHAR, r_comment VARCHAR, r_nations SUPER)",
  `INSERT INTO region_nations VALUES (100,'name1','comment1','AWS'), (200,'name2','comment2',1), (300,'name3','comment3',ARRAY(1, 'abc', null)),
    (400,'name4','comment4',-2.5), (500,'name5','comment5','Amazon')`,
];

const PARTS = [
  "CREATE TABLE supplied (part SUPER, price INT)",
  `INSERT INTO supplied VALUES (7, 10), ('A55', 20), (JSON_PARSE('["X",10]'), 30), (JSON_PARSE('{"a":1,"b":2}'), 40), (TRUE, 50), (NULL, 60)`,
  "CREATE TABLE ordered (part SUPER)",
  `INSERT INTO ordered VALUES (7.0), ('A55  '), (JSON_PARSE('["X", 10.0]')), (JSON_PARSE('{"b":2,"a":1}')), (TRUE), (NULL), ('7')`,
];

/** Values whose type is known only when they are read: comparisons, order, arithmetic, aggregates, casts. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "query-super",
    setup: [...REGIONS, ...PARTS],
    cases: [
      {
        sql: "SELECT r_nations FROM region_nations ORDER BY r_nations",
        rows: [["-2.5"], ["1"], ['"Amazon"'], ['"AWS"'], ['[1,"abc",null]']],
      },
      { sql: "SELECT r_nations FROM region_nations ORDER BY r_nations DESC LIMIT 1", rows: [['[1,"abc",null]']] },
      {
        sql: "SELECT x FROM (SELECT 'a'::SUPER AS x UNION ALL SELECT TRUE::SUPER UNION ALL SELECT OBJECT('a',1) UNION ALL SELECT ARRAY(1) UNION ALL SELECT 5::SUPER) ORDER BY x",
        rows: [["true"], ["5"], ['"a"'], ["[1]"], ['{"a":1}']],
      },
      { sql: "SELECT r_regionkey FROM region_nations WHERE r_nations = 'AWS'", rows: [[100]] },
      {
        sql: "SELECT r_nations = 'AWS', r_nations <= 'AWS', r_nations = 1, r_nations < 5 FROM region_nations ORDER BY r_regionkey",
        rows: [
          [true, true, false, null],
          [false, null, true, true],
          [false, null, false, null],
          [false, null, false, true],
          [false, false, false, null],
        ],
      },
      { sql: "SELECT COUNT(*) FROM region_nations WHERE NOT (r_nations = 'AWS')", rows: [[4]] },
      { sql: "SELECT COUNT(*) FROM region_nations WHERE r_nations <> 'AWS'", rows: [[4]] },
      { sql: "SELECT COUNT(*) FROM region_nations WHERE NOT (r_nations <= 'AWS')", rows: [[1]] },
      {
        sql: "SELECT r_regionkey FROM region_nations WHERE r_nations IN ('AWS', 'Amazon') ORDER BY 1",
        rows: [[100], [500]],
      },
      { sql: "SELECT r_regionkey FROM region_nations WHERE r_nations BETWEEN -3 AND 0", rows: [[400]] },
      { sql: "SELECT r_regionkey FROM region_nations WHERE r_nations LIKE 'A%' ORDER BY 1", rows: [[100], [500]] },
      {
        sql: "SELECT r_regionkey FROM region_nations WHERE CASE WHEN JSON_TYPEOF(r_nations) = 'string' THEN r_nations::VARCHAR = 'AWS' ELSE FALSE END",
        rows: [[100]],
      },
      {
        sql: "SELECT s.price FROM supplied s JOIN ordered o ON s.part = o.part ORDER BY 1",
        rows: [[10], [20], [30], [40], [50]],
      },
      {
        sql: "SELECT s.price FROM supplied s WHERE s.part IN (SELECT part FROM ordered) ORDER BY 1",
        rows: [[10], [20], [30], [40], [50]],
      },
      {
        sql: "SELECT COUNT(DISTINCT part), COUNT(part) FROM (SELECT part FROM supplied UNION ALL SELECT part FROM ordered) AS parts",
        rows: [[6, 11]],
      },
      { sql: "SELECT COUNT(*) FROM (SELECT part FROM supplied UNION SELECT part FROM ordered) AS parts", rows: [[7]] },
      {
        sql: 'SELECT JSON_PARSE(\'{"a":1,"b":[1,2]}\') = JSON_PARSE(\'{"b":[1,2],"a":1.0}\'), ARRAY(1,2) = ARRAY(2,1)',
        rows: [[true, false]],
      },
      { sql: "SELECT 'abc  '::SUPER = 'abc', 'abc'::SUPER = 'abc   '", rows: [[true, true]] },
      { sql: "SELECT 1::SUPER = 1.00, 2.5::FLOAT::SUPER = 2.5", rows: [[true, true]] },
      {
        sql: "SELECT JSON_PARSE('{\"a\":null}').a IS NULL, JSON_PARSE('{}').a IS NULL, JSON_TYPEOF(JSON_PARSE('{\"a\":null}').a)",
        rows: [[true, true, "null"]],
      },
      { sql: "SELECT JSON_TYPEOF(r_nations) FROM region_nations WHERE r_regionkey = 300", rows: [["array"]] },
      {
        sql: "SELECT r_nations[1] FROM region_nations WHERE CASE WHEN IS_INTEGER(r_nations[0]) THEN r_nations[0]::INTEGER = 1 ELSE false END",
        rows: [['"abc"']],
      },
      {
        sql: "SELECT r_nations, ROW_NUMBER() OVER (ORDER BY r_nations) FROM region_nations ORDER BY 2 LIMIT 2",
        rows: [
          ["-2.5", 1],
          ["1", 2],
        ],
      },
      { sql: "SELECT COALESCE(JSON_PARSE('null'), 'x'::SUPER), NVL2(JSON_PARSE('null'), 1, 2)", rows: [['"x"', 2]] },
    ],
  },
  {
    page: "operators-functions",
    setup: [`CREATE TABLE n AS SELECT JSON_PARSE('{"a":7,"b":2.50,"f":1.5e0,"s":"q","t":true}') AS x`],
    cases: [
      { sql: "SELECT (3020007::SUPER + 0.5) * 3020007::SUPER / 10", rows: [["912044379005.2500"]], types: ["super"] },
      {
        sql: "SELECT x.a + 1, x.a - 1.5, x.a * 2, x.a % 3, x.a / 2.5 FROM n",
        rows: [["8", "5.5", "14", "1", "2.8000"]],
      },
      { sql: "SELECT x.b * x.b, x.b + x.a FROM n", rows: [["6.2500", "9.50"]] },
      {
        sql: "SELECT x.f + 1, x.f * x.b, IS_FLOAT(x.a + x.f), IS_FLOAT(x.a + x.b) FROM n",
        rows: [["2.5e+0", "3.75e+0", true, false]],
      },
      { sql: "SELECT x.s + 'b', x.s + x.s, x.s + 1, x.a + 'b' FROM n", rows: [['"qb"', '"qq"', null, null]] },
      { sql: "SELECT x.s - 1, x.s * 2, x.t + 1, x.nothing + 1 FROM n", rows: [[null, null, null, null]] },
      { sql: "SELECT -x.a, +x.a, -x.s, +x.t FROM n", rows: [["-7", "7", null, null]] },
      { sql: "SELECT 99999999999999999999999999999999999999::SUPER + 1", error: "overflow" },
      {
        sql: "SELECT FLOOR(x), CEIL(x), CEILING(x), ROUND(x), TRUNC(x), ABS(x), SIGN(x) FROM (SELECT -138.050::SUPER AS x)",
        rows: [["-139", "-138", "-138", "-138", "-138", "138.050", "-1"]],
        columns: ["floor", "ceil", "ceiling", "round", "trunc", "abs", "sign"],
      },
      {
        sql: "SELECT FLOOR(x.s), CEIL(x.s), ROUND(x.s), TRUNC(x.s), ABS(x.s), SIGN(x.s) FROM n",
        rows: [[null, null, null, null, null, null]],
      },
      { sql: "SELECT ABS(x.f), IS_FLOAT(FLOOR(x.f)) FROM n", rows: [["1.5e+0", true]], source: "r_FLOOR" },
      {
        sql: "SELECT ROUND(x.b, 1), TRUNC(x.f, 0), ROUND(x.s, 1) FROM n",
        rows: [["2.5", "1e+0", null]],
        source: "r_ROUND",
      },
    ],
  },
  {
    page: "r_SUM",
    setup: ["CREATE TABLE m (g INT, s SUPER)", "INSERT INTO m VALUES (1, 10), (1, 2.5), (1, 'x'), (2, 3), (2, NULL)"],
    cases: [
      {
        sql: "SELECT g, SUM(s) FROM m GROUP BY g ORDER BY g",
        rows: [
          [1, "12.5"],
          [2, "3"],
        ],
        types: ["int4", "super"],
      },
      {
        sql: "SELECT MAX(s), MIN(s) FROM m WHERE IS_DECIMAL(s)",
        rows: [["10", "2.5"]],
        types: ["super", "super"],
        source: "r_MAX",
      },
      { sql: "SELECT AVG(s) FROM m WHERE g = 2", rows: [["3.0000"]], types: ["super"], source: "r_AVG" },
      {
        sql: "SELECT ANY_VALUE(s) FROM m WHERE g = 2 AND s IS NOT NULL",
        rows: [["3"]],
        types: ["super"],
        source: "r_ANY_VALUE",
      },
      { sql: "SELECT COUNT(s), COUNT(*) FROM m", rows: [[4, 5]], source: "r_COUNT" },
    ],
  },
  {
    page: "limitations-super",
    setup: [
      ...REGIONS,
      `CREATE TABLE d AS SELECT JSON_PARSE('{"day":"2001-09-08","n":"12","x":12.55,"b":true,"o":{"a":1}}') AS v`,
    ],
    cases: [
      { sql: "SELECT 5::BOOL", rows: [[true]] },
      { sql: "SELECT 5::DECIMAL::BOOL", error: "cannot cast type numeric to boolean" },
      { sql: "SELECT 5::SUPER::BOOL", rows: [[true]] },
      { sql: "SELECT 5.0::BOOL", error: "cannot cast type numeric to boolean" },
      { sql: "SELECT 5.0::SUPER::BOOL", rows: [[null]] },
      {
        sql: "SELECT v.day, JSON_TYPEOF(v.day), v.day::DATE, v.day::TIMESTAMP FROM d",
        rows: [['"2001-09-08"', "string", "2001-09-08", "2001-09-08 00:00:00"]],
      },
      { sql: "SELECT '2019-09-09'::DATE::SUPER", error: "cannot cast type date to super" },
      { sql: "SELECT GETDATE()::SUPER", error: "cannot cast type timestamp without time zone to super" },
      { sql: "SELECT '10:00'::TIME::SUPER", error: "to super" },
      { sql: "SELECT r_nations FROM region_nations WHERE r_regionkey = 300", rows: [['[1,"abc",null]']] },
      {
        sql: "SELECT r_nations::VARCHAR FROM region_nations WHERE r_regionkey = 300",
        rows: [[null]],
        types: ["varchar"],
      },
      {
        sql: "SELECT JSON_SERIALIZE(r_nations) FROM region_nations WHERE r_regionkey = 300",
        rows: [['[1,"abc",null]']],
      },
      {
        sql: "SELECT v.o::VARCHAR, v.n::VARCHAR, v.x::VARCHAR, v.b::VARCHAR FROM d",
        rows: [[null, "12", "12.55", "true"]],
      },
      {
        sql: "SELECT v.n::INT, v.x::INT, v.x::DECIMAL(4,1), v.x::FLOAT, v.day::INT, v.o::INT, v.nothing::INT FROM d",
        rows: [[12, 13, "12.6", 12.55, null, null, null]],
      },
      {
        sql: "SELECT 40000::SUPER::SMALLINT, 40000::SUPER::INTEGER, 3000000000::SUPER::INTEGER",
        rows: [[null, 40000, null]],
      },
      {
        sql: "SELECT JSON_PARSE('\"x\"')::INT, TRY_CAST(JSON_PARSE('\"x\"') AS INT), JSON_PARSE('\"x\"')::DATE",
        rows: [[null, null, null]],
      },
      {
        sql: "SELECT JSON_PARSE('\"12\"')::INT, JSON_PARSE('true')::BOOL, JSON_PARSE('[1]')::INT, JSON_PARSE('null')::INT",
        rows: [[12, true, null, null]],
      },
      { sql: "SELECT TRY_CAST('abc' AS SUPER)", rows: [['"abc"']], types: ["super"], source: "r_TRY_CAST" },
      { sql: "CREATE TABLE k (s SUPER SORTKEY)", error: "SUPER column" },
      { sql: "CREATE TABLE k (id INT, s SUPER) DISTKEY (s)", error: "SUPER column" },
      {
        sql: "INSERT INTO region_nations VALUES (600, 'n', 'c', '2019-09-09'::DATE)",
        error: "is of type super but expression is of type date",
      },
    ],
  },
];
