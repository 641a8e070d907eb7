import type { ConformancePage } from "../conformance-case.ts";

/** Calls of PostgreSQL's functions of text and numbers that Redshift has not, each with the name its refusal tells. */
const CALLS: readonly (readonly [string, string])[] = [
  ["BIT_LENGTH('abc')", "function bit_length"],
  ["OVERLAY('abc' PLACING 'x' FROM 2)", 'syntax error at or near "PLACING"'],
  ["CONVERT_FROM('a'::varbyte, 'UTF8')", "function convert_from"],
  ["CONVERT_TO('a', 'UTF8')", "function convert_to"],
  ["ENCODE('a'::varbyte, 'hex')", 'syntax error at or near "ENCODE"'],
  ["FORMAT('%s', 'a')", "function format"],
  ["QUOTE_NULLABLE('a')", "function quote_nullable"],
  ["REGEXP_MATCHES('a', 'a')", "function regexp_matches"],
  ["REGEXP_SPLIT_TO_ARRAY('a b', ' ')", "function regexp_split_to_array"],
  ["REGEXP_SPLIT_TO_TABLE('a b', ' ')", "function regexp_split_to_table"],
  ["DIV(7, 2)", "function div"],
  ["SETSEED(0.5)", "function setseed"],
  ["WIDTH_BUCKET(5.3, 0.0, 10.0, 5)", "function width_bucket"],
  ["GENERATE_SERIES(1, 3)", "function generate_series"],
  ["GENERATE_SUBSCRIPTS('a', 1)", "function generate_subscripts"],
];

/** Functions of later PostgreSQL versions, which no page of the guide has. */
const LATER: readonly string[] = [
  "CONCAT_WS(',', 'a', 'b')",
  "STARTS_WITH('abc', 'a')",
  "REGEXP_LIKE('abc', 'a')",
  "STRING_TO_ARRAY('a,b', ',')",
  "STRING_TO_TABLE('a,b', ',')",
  "NORMALIZE('a')",
  "UNISTR('a')",
  "GCD(4, 6)",
  "LCM(4, 6)",
  "FACTORIAL(3)",
  "SINH(1)",
  "COSD(60)",
  "LOG10(100)",
  "SCALE(1.50)",
  "TRIM_SCALE(1.50)",
  "SHA256('a'::varbyte)",
  "GEN_RANDOM_UUID()",
  "CRC32C('a')",
  "NUM_NULLS(1, NULL)",
  "PG_TYPEOF(1)",
  "IFNULL(NULL, 1)",
];

/** What PostgreSQL underneath could compute and Redshift refuses. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "c_unsupported-postgresql-functions",
    cases: [
      ...CALLS.map(([call, error]) => ({ sql: `SELECT ${call}`, error })),
      ...LATER.map((call) => ({
        sql: `SELECT ${call}`,
        error: `function ${call.slice(0, call.indexOf("(")).toLowerCase()}`,
        source: "String_functions_header",
      })),
      { sql: "SELECT 'a' ~* 'A'", error: "operator does not exist", source: "pattern-matching-conditions-posix" },
      { sql: "SELECT 'a' !~* 'A'", error: "operator does not exist", source: "pattern-matching-conditions-posix" },
      { sql: "SELECT 5 !", error: "syntax error", source: "r_OPERATOR_SYMBOLS" },
      { sql: "SELECT 'a' ^@ 'a'", error: "operator does not exist", source: "r_comparison_condition" },
    ],
  },
];
