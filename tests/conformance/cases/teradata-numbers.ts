import type { ConformancePage } from "../conformance-case.ts";

/** Text that Teradata would write as a number. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_TEXT_TO_INT_ALT",
    setup: [
      "CREATE TABLE t_text2int (a varchar(200), b char(200))",
      "INSERT INTO t_text2int VALUES ('123', '123'), ('123.123', '123.123'), ('-123', '-123'), ('123-', '123-')",
    ],
    cases: [
      { sql: "SELECT TEXT_TO_INT_ALT('123-')", rows: [[-123]], columns: ["text_to_int_alt"], types: ["int4"] },
      { sql: "SELECT TEXT_TO_INT_ALT('2147483647+')", rows: [[2147483647]] },
      { sql: "SELECT TEXT_TO_INT_ALT('-123E-2')", rows: [[-1]] },
      { sql: "SELECT TEXT_TO_INT_ALT('123{', '999S')", rows: [[1230]] },
      { sql: "SELECT TEXT_TO_INT_ALT('USD123', 'C9(I)')", rows: [[123]] },
      {
        sql: "SELECT TEXT_TO_INT_ALT(a), TEXT_TO_INT_ALT(b) FROM t_text2int ORDER BY 1",
        rows: [
          [-123, -123],
          [-123, -123],
          [123, 123],
          [123, 123],
        ],
      },
      { sql: "SELECT TEXT_TO_INT_ALT(''), TEXT_TO_INT_ALT('   '), TEXT_TO_INT_ALT(NULL)", rows: [[0, 0, null]] },
      { sql: "SELECT TEXT_TO_INT_ALT('12.99'), TEXT_TO_INT_ALT('-12.99')", rows: [[12, -12]] },
      {
        sql: "SELECT TEXT_TO_INT_ALT('1,234'), TEXT_TO_INT_ALT('12/34')",
        rows: [[1234, 1234]],
        source: "r_Numeric-format-teradata",
      },
      {
        sql: "SELECT TEXT_TO_INT_ALT('12J', '999S'), TEXT_TO_INT_ALT('12A', '999S'), TEXT_TO_INT_ALT('12}', '999S')",
        rows: [[-121, 121, -120]],
        source: "r_Numeric-format-teradata",
      },
      { sql: "SELECT TEXT_TO_INT_ALT('abc')", error: "invalid input syntax" },
      { sql: "SELECT TEXT_TO_INT_ALT('2147483648')", error: "out of range" },
      { sql: "SELECT TEXT_TO_INT_ALT('12345', '999')", error: "format" },
      { sql: "SELECT TEXT_TO_INT_ALT('123', '9+9')", error: "invalid format" },
      { sql: "SELECT TEXT_TO_INT_ALT(123)", error: "function text_to_int_alt(integer) does not exist" },
    ],
  },
  {
    page: "r_TEXT_TO_NUMERIC_ALT",
    setup: [
      "CREATE TABLE t_text2numeric (a varchar(200), b char(200))",
      `INSERT INTO t_text2numeric VALUES ('123', '123'), ('+123.456', '+123.456'), ('-' || REPEAT('9', 38), '-' || REPEAT('9', 38)),
       (REPEAT('9', 38) || '+', REPEAT('9', 38) || '+'), ('-123E2', '-123E2')`,
    ],
    cases: [
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('1.5')", rows: [["2"]], columns: ["text_to_numeric_alt"], types: ["numeric"] },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('2.5')", rows: [["2"]] },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('2.51')", rows: [["3"]] },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('123.52501', 10, 2)", rows: [["123.53"]] },
      {
        sql: "SELECT TEXT_TO_NUMERIC_ALT(a), TEXT_TO_NUMERIC_ALT(b) FROM t_text2numeric ORDER BY 1",
        rows: [
          ["-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999"],
          ["-12300", "-12300"],
          ["123", "123"],
          ["123", "123"],
          ["99999999999999999999999999999999999999", "99999999999999999999999999999999999999"],
        ],
      },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT(''), TEXT_TO_NUMERIC_ALT(NULL)", rows: [["0", null]] },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('12.34', '99.99', 10, 2)", rows: [["12.34"]] },
      {
        sql: "SELECT TEXT_TO_NUMERIC_ALT('1234', '99V99', 10, 2)",
        rows: [["12.34"]],
        source: "r_Numeric-format-teradata",
      },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('123.4', '99.9', 10, 2)", error: "format" },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('x')", error: "invalid input syntax" },
    ],
  },
];
