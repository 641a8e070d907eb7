import type { ConformancePage } from "../conformance-case.ts";

/** Lengths count characters or bytes; the blanks of a CHAR are counted in neither. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_LEN",
    setup: [
      "CREATE TABLE texts (fixed char(10), variable varchar(10))",
      "INSERT INTO texts VALUES ('Augusta', 'Augusta'), ('Augusta   ', 'Augusta  ')",
    ],
    cases: [
      { sql: "SELECT OCTET_LENGTH('français'), LEN('français')", rows: [[9, 8]], columns: ["octet_length", "len"] },
      { sql: "SELECT LEN('cat'), LEN('cat   ')", rows: [[3, 6]], types: ["int4", "int4"] },
      { sql: "SELECT LEN('aaa'::varbyte)", rows: [[3]] },
      { sql: "SELECT LEN('𠜎𠜱𠝹')", rows: [[3]] },
      { sql: "SELECT OCTET_LENGTH('𠜎𠜱𠝹')", rows: [[12]], source: "r_OCTET_LENGTH" },
      {
        sql: "SELECT LEN(fixed), LEN(variable) FROM texts ORDER BY 2",
        rows: [
          [7, 7],
          [7, 9],
        ],
      },
      {
        sql: "SELECT OCTET_LENGTH(fixed), OCTET_LENGTH(variable) FROM texts ORDER BY 2",
        rows: [
          [7, 7],
          [7, 9],
        ],
        source: "r_OCTET_LENGTH",
      },
      { sql: "SELECT OCTET_LENGTH('é'::varbyte)", rows: [[2]], types: ["int4"], source: "r_OCTET_LENGTH" },
      { sql: "SELECT LEN(''), LEN(NULL)", rows: [[0, null]] },
      { sql: "SELECT LENGTH('abc')", rows: [[3]], columns: ["length"], source: "r_LENGTH" },
      { sql: "SELECT CHAR_LENGTH('abc')", rows: [[3]], columns: ["char_length"], source: "r_CHAR_LENGTH" },
      {
        sql: "SELECT CHARACTER_LENGTH('abc')",
        rows: [[3]],
        columns: ["character_length"],
        source: "r_CHARACTER_LENGTH",
      },
      { sql: "SELECT TEXTLEN('abc')", rows: [[3]], columns: ["textlen"], source: "r_TEXTLEN" },
      { sql: "SELECT LEN(12345)", rows: [[5]] },
      { sql: "SELECT BIT_LENGTH('abc')", error: "function bit_length", source: "c_unsupported-postgresql-functions" },
    ],
  },
  {
    page: "r_STRTOL",
    setup: ["CREATE TABLE codes (code varchar(20))", "INSERT INTO codes VALUES (NULL), ('ff')"],
    cases: [
      { sql: "SELECT STRTOL('0xf', 16)", rows: [[15]], columns: ["strtol"], types: ["int8"] },
      { sql: "SELECT STRTOL('abcd1234', 16)", rows: [[2882343476]] },
      { sql: "SELECT STRTOL('1234567', 10)", rows: [[1234567]] },
      { sql: "SELECT STRTOL('1234567', 8)", rows: [[342391]] },
      { sql: "SELECT STRTOL('110101', 2)", rows: [[53]] },
      { sql: String.raw`SELECT STRTOL('\0', 2)`, rows: [[0]] },
      { sql: "SELECT STRTOL('', 10)", rows: [[0]] },
      { sql: "SELECT STRTOL('   -12', 10), STRTOL(' +12', 10)", rows: [[-12, 12]] },
      { sql: "SELECT STRTOL('zz', 36)", rows: [[1295]] },
      { sql: "SELECT STRTOL(code, 16) FROM codes", rows: [[255], [null]], unordered: true },
      { sql: "SELECT STRTOL('9223372036854775808', 10)", error: "out of range" },
      { sql: "SELECT STRTOL('1', 37)", error: "base must be between 2 and 36" },
      { sql: "SELECT STRTOL('1', 1)", error: "base must be between 2 and 36" },
      { sql: "SELECT STRTOL('12', 2)", error: "The input 12 is not valid to be converted to base 2" },
    ],
  },
];
