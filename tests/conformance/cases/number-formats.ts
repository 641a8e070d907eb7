import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

/** Numbers to text and back. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_TO_CHAR",
    setup: [
      "CREATE TABLE sale (id INTEGER, paid DECIMAL(8,2), commission DECIMAL(8,2))",
      "INSERT INTO sale VALUES (1, 728.00, 109.20), (2, 76.00, 11.40)",
    ],
    cases: [
      { sql: "SELECT TO_CHAR(-125.8, '999D99S')", rows: [["125.80-"]], columns: ["to_char"], types: ["varchar"] },
      { sql: "SELECT TO_CHAR(-125.88, '$S999D99')", rows: [["$-125.88"]] },
      { sql: "SELECT TO_CHAR(-125.88, '$999D99PR')", rows: [["$<125.88>"]] },
      { sql: "SELECT LTRIM(TO_CHAR(125, 'RN'))", rows: [["CXXV"]] },
      {
        sql: "SELECT id, LTRIM(TO_CHAR(paid - commission, 'rn')) FROM sale ORDER BY id",
        rows: [
          [1, "dcxix"],
          [2, "lxv"],
        ],
      },
      {
        sql: "SELECT id, TO_CHAR(paid - commission, 'l99999D99') FROM sale ORDER BY id",
        rows: [
          [1, "$   618.80"],
          [2, "$    64.60"],
        ],
      },
      { sql: "SELECT TO_CHAR(NULL::INTEGER, '999')", rows: [[null]] },
      { sql: "SELECT TO_CHAR(123.5::DECIMAL(38,2), '999D99')", error: "128-bit" },
    ],
  },
  {
    page: "r_Numeric_formating",
    cases: [
      ...formatted({
        "12, '999'": "  12",
        "12, '0000'": " 0012",
        "-12, '0000'": "-0012",
        "12345, '999'": " ###",
        "148.5, '999.99'": " 148.50",
        "148.5, '999D99'": " 148.50",
        "0.1, '0.9'": " 0.1",
        "1234567.891, '9,999,999.99'": " 1,234,567.89",
        "1485, '9G999'": " 1,485",
        "12, 'FM9999'": "12",
        "0.1, 'FM9.99'": ".1",
        "-485, '999PR'": "<485>",
        "485, '999PR'": " 485 ",
        "485, 'S999'": "+485",
        "-485, '999S'": "485-",
        "485, 'L999'": "$ 485",
        "-485, '999MI'": "485-",
        "485, '999MI'": "485 ",
        "485, 'PL999'": "+ 485",
        "485, 'SG999'": "+485",
        "-485, 'SG999'": "-485",
        "482, '999th'": " 482nd",
        "485, '999TH'": " 485TH",
        "3999, 'FMRN'": "MMMCMXCIX",
        "1.5::FLOAT8, '9.99'": " 1.50",
      }),
      { sql: "SELECT TO_CHAR(485, '9.99EEEE')", error: "not supported" },
    ],
  },
  {
    page: "r_TO_NUMBER",
    cases: [
      { sql: "SELECT TO_NUMBER('12.345', '99D999')", rows: [["12.345"]], columns: ["to_number"], types: ["numeric"] },
      { sql: "SELECT TO_NUMBER('12,454.8-', '99G999D9S')", rows: [["-12454.8"]] },
      { sql: "SELECT TO_NUMBER('$ 12,454.88', 'L 99G999D99')", rows: [["12454.88"]] },
      { sql: "SELECT TO_NUMBER('12.345', 'FM99D999')", rows: [["12.345"]] },
      { sql: "SELECT TO_NUMBER('12,454.8-', 'FM99G999D9S')", rows: [["-12454.8"]] },
      { sql: "SELECT TO_NUMBER('$ 12,454.88', 'FML99G999D99')", rows: [["12454.88"]] },
      { sql: "SELECT TO_NUMBER('$ 2,012,454.88', 'FML9,999,999.99')", rows: [["2012454.88"]] },
      {
        sql: "SELECT TO_NUMBER('-485', 'S999'), TO_NUMBER('<485>', '999PR'), TO_NUMBER('007', '000')",
        rows: [["-485", "-485", "7"]],
      },
      { sql: "SELECT TO_NUMBER(NULL, '999')", rows: [[null]] },
      { sql: "SELECT TO_NUMBER('many', '999')", error: "invalid" },
      { sql: "SELECT TO_NUMBER('485')", error: "does not exist" },
    ],
  },
  {
    page: "r_TEXT_TO_NUMERIC_ALT",
    setup: [
      "CREATE TABLE written (a VARCHAR(200), b CHAR(200))",
      `INSERT INTO written VALUES ('123', '123'), ('+123.456', '+123.456'), ('-' || REPEAT('9', 38), '-' || REPEAT('9', 38)),
        (REPEAT('9', 38) || '+', REPEAT('9', 38) || '+'), ('-123E2', '-123E2')`,
    ],
    cases: [
      // Halves go to the even neighbour.
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('1.5')", rows: [["2"]], columns: ["text_to_numeric_alt"], types: ["numeric"] },
      {
        sql: "SELECT TEXT_TO_NUMERIC_ALT('2.5'), TEXT_TO_NUMERIC_ALT('-1.5'), TEXT_TO_NUMERIC_ALT('0.125', 4, 2)",
        rows: [["2", "-2", "0.12"]],
      },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('2.51')", rows: [["3"]] },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('123.52501', 10, 2)", rows: [["123.53"]] },
      {
        sql: "SELECT TEXT_TO_NUMERIC_ALT(a), TEXT_TO_NUMERIC_ALT(b) FROM written ORDER BY 1",
        rows: [`-${"9".repeat(38)}`, "-12300", "123", "123", "9".repeat(38)].map((text) => [text, text]),
      },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT(''), TEXT_TO_NUMERIC_ALT(NULL)", rows: [["0", null]] },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('12345', 4, 0)", error: "overflow" },
      { sql: "SELECT TEXT_TO_NUMERIC_ALT('many')", error: "many" },
    ],
  },
  {
    page: "r_Numeric-format-teradata",
    cases: [
      {
        sql: "SELECT TEXT_TO_INT_ALT('12A', '999S'), TEXT_TO_INT_ALT('12}', '999S'), TEXT_TO_INT_ALT('12J', '999S'), TEXT_TO_INT_ALT('12R', '999S')",
        rows: [[121, -120, -121, -129]],
      },
      {
        sql: "SELECT TEXT_TO_NUMERIC_ALT('1234', '99V99', 6, 2)",
        rows: [["12.34"]],
      },
    ],
  },
];

function formatted(calls: Readonly<Record<string, string>>): readonly ConformanceCase[] {
  return Object.entries(calls).map(([given, text]) => ({
    sql: `SELECT TO_CHAR(${given})`,
    rows: [[text]],
    types: ["varchar"],
  }));
}
