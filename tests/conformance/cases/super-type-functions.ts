import type { ConformancePage } from "../conformance-case.ts";

/** One row of each dynamic type. */
const VALUES = [
  "CREATE TABLE v (id INT, s SUPER)",
  `INSERT INTO v VALUES (1, 5), (2, 40000), (3, 3000000000), (4, 1.22), (5, 2.22::FLOAT), (6, 't'), (7, 'é'), (8, TRUE),
    (9, JSON_PARSE('[1,2]')), (10, JSON_PARSE('{"name": "Joe"}')), (11, JSON_PARSE('null')), (12, NULL), (13, JSON_PARSE('[]')), (14, JSON_PARSE('{}'))`,
];

/** The rows of VALUES for which a function is true. */
function trueFor(page: string, name: string, ids: readonly number[]): ConformancePage {
  const all = Array.from({ length: 14 }, (_, index) => [index + 1, ids.includes(index + 1)] as const);
  return {
    page,
    setup: VALUES,
    cases: [
      {
        sql: `SELECT id, ${name}(s) FROM v ORDER BY id`,
        rows: all,
        columns: ["id", name.toLowerCase()],
        types: ["int4", "bool"],
      },
      { sql: `SELECT COUNT(*) FROM v WHERE ${name}(s)`, rows: [[ids.length]] },
    ],
  };
}

/** What a SUPER value is: https://docs.aws.amazon.com/redshift/latest/dg/c_Type_Info_Functions.html */
export const PAGES: readonly ConformancePage[] = [
  trueFor("r_is_array", "IS_ARRAY", [9, 13]),
  trueFor("r_is_bigint", "IS_BIGINT", [1, 2, 3]),
  trueFor("r_is_boolean", "IS_BOOLEAN", [8]),
  trueFor("r_is_char", "IS_CHAR", [6]),
  trueFor("r_is_decimal", "IS_DECIMAL", [1, 2, 3, 4]),
  trueFor("r_is_float", "IS_FLOAT", [5]),
  trueFor("r_is_integer", "IS_INTEGER", [1, 2]),
  trueFor("r_is_object", "IS_OBJECT", [10, 14]),
  trueFor("r_is_scalar", "IS_SCALAR", [1, 2, 3, 4, 5, 6, 7, 8]),
  trueFor("r_is_smallint", "IS_SMALLINT", [1]),
  trueFor("r_is_varchar", "IS_VARCHAR", [6, 7]),
  {
    page: "c_Type_Info_Functions",
    setup: VALUES,
    cases: [
      { sql: "SELECT s, IS_FLOAT(s) FROM v WHERE id = 5", rows: [["2.22e+0", true]], source: "r_is_float" },
      { sql: "SELECT s, IS_BIGINT(s) FROM v WHERE id = 1", rows: [["5", true]], source: "r_is_bigint" },
      { sql: "SELECT s, IS_DECIMAL(s) FROM v WHERE id = 4", rows: [["1.22", true]], source: "r_is_decimal" },
      {
        sql: "SELECT s, IS_OBJECT(s), IS_SCALAR(s.name) FROM v WHERE id = 10",
        rows: [['{"name":"Joe"}', true, true]],
        source: "r_is_scalar",
      },
      { sql: "SELECT s, IS_CHAR(s) FROM v WHERE id = 6", rows: [['"t"', true]], source: "r_is_char" },
      { sql: "SELECT IS_ARRAY(JSON_PARSE('[1,2]'))", rows: [[true]], source: "r_is_array" },
      {
        sql: "SELECT IS_SMALLINT(32767::SUPER), IS_SMALLINT(32768::SUPER), IS_INTEGER(2147483647::SUPER), IS_INTEGER(2147483648::SUPER)",
        rows: [[true, false, true, false]],
        source: "r_is_smallint",
      },
      {
        sql: "SELECT IS_BIGINT(9223372036854775807::SUPER), IS_BIGINT(9223372036854775808::SUPER), IS_BIGINT(1.5::SUPER)",
        rows: [[true, false, false]],
        source: "r_is_bigint",
      },
      {
        sql: "SELECT IS_INTEGER(NULL::SUPER), IS_INTEGER(JSON_PARSE('\"5\"'))",
        rows: [[false, false]],
        source: "r_is_integer",
      },
      {
        sql: "SELECT COUNT(*) FROM v WHERE IS_SCALAR(s) OR IS_OBJECT(s) OR IS_ARRAY(s)",
        rows: [[12]],
        source: "query-super",
      },
    ],
  },
  {
    page: "r_decimal_precision",
    setup: ["CREATE TABLE t (s SUPER)", "INSERT INTO t VALUES (3.14159)"],
    cases: [
      { sql: "SELECT DECIMAL_PRECISION(s) FROM t", rows: [[6]], columns: ["decimal_precision"], types: ["int4"] },
      { sql: "SELECT DECIMAL_PRECISION(123.45::SUPER), DECIMAL_PRECISION('a'::SUPER)", rows: [[5, null]] },
    ],
  },
  {
    page: "r_decimal_scale",
    setup: ["CREATE TABLE t (s SUPER)", "INSERT INTO t VALUES (3.14159)"],
    cases: [
      { sql: "SELECT DECIMAL_SCALE(s) FROM t", rows: [[5]], columns: ["decimal_scale"], types: ["int4"] },
      { sql: "SELECT DECIMAL_SCALE(5::SUPER), DECIMAL_SCALE(1.50::SUPER)", rows: [[0, 2]] },
    ],
  },
  { page: "r_SIZE", cases: [{ sql: "SELECT SIZE(JSON_PARSE('1'))", error: "SIZE is not supported" }] },
  {
    page: "r_json_typeof",
    setup: VALUES,
    cases: [
      { sql: "SELECT JSON_TYPEOF(ARRAY(1,2))", rows: [["array"]], columns: ["json_typeof"], types: ["varchar"] },
      { sql: `SELECT JSON_TYPEOF(JSON_PARSE('{"name":"Joe"}'))`, rows: [["object"]] },
      {
        sql: "SELECT id, JSON_TYPEOF(s) FROM v WHERE id IN (1, 4, 5, 6, 8, 11, 12) ORDER BY id",
        rows: [
          [1, "number"],
          [4, "number"],
          [5, "number"],
          [6, "string"],
          [8, "boolean"],
          [11, "null"],
          [12, null],
        ],
      },
    ],
  },
];
