import type { ConformancePage } from "../conformance-case.ts";

/** VARBYTE: bytes, printed as hexadecimal digits. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_VARBYTE_type",
    setup: [
      "CREATE TABLE t (c char(10))",
      "INSERT INTO t VALUES ('aa'), ('abc')",
      "CREATE TABLE bytes (b varbyte(4), w varbinary(10), v binary varying)",
    ],
    cases: [
      { sql: "SELECT FROM_HEX('6162')", rows: [["6162"]], columns: ["from_hex"], types: ["varbyte"] },
      { sql: "SELECT 'abc'::varbyte", rows: [["616263"]], columns: ["varbyte"], types: ["varbyte"] },
      {
        sql: "SELECT c::varbyte FROM t ORDER BY c",
        rows: [["61612020202020202020"], ["61626320202020202020"]],
        columns: ["c"],
      },
      { sql: "SELECT 5::smallint::varbyte", rows: [["0005"]], columns: ["varbyte"] },
      { sql: "SELECT 5::int::varbyte", rows: [["00000005"]] },
      { sql: "SELECT 5::bigint::varbyte", rows: [["0000000000000005"]] },
      {
        sql: "SELECT 5::int::varbyte::int, 5::smallint::varbyte::smallint, 5::bigint::varbyte::bigint",
        rows: [[5, 5, 5]],
      },
      { sql: "SELECT TO_VARBYTE('6162', 'hex')::varchar", rows: [["ab"]] },
      { sql: "SELECT 'abc'::varbyte::char(3)", rows: [["abc"]], types: ["bpchar"] },
      { sql: "SELECT 'é'::varbyte", rows: [["c3a9"]] },
      { sql: "INSERT INTO bytes VALUES ('abcd'::varbyte, 'w'::varbyte, 'v'::varbyte), (NULL, NULL, NULL)", done: true },
      {
        sql: "SELECT b, w, v FROM bytes WHERE b IS NOT NULL",
        rows: [["61626364", "77", "76"]],
        types: ["varbyte", "varbyte", "varbyte"],
      },
      { sql: "INSERT INTO bytes (b) VALUES ('abcde'::varbyte)", error: "value too long for type" },
      { sql: "SELECT COUNT(b), MIN(b), MAX(b) FROM bytes", rows: [[1, "61626364", "61626364"]] },
      { sql: "SELECT 5.5::varbyte", error: "cannot cast type numeric to binary varying" },
      { sql: "SELECT 5.5::float8::varbyte", error: "cannot cast type double precision to binary varying" },
      { sql: "SELECT true::varbyte", error: "cannot cast type boolean to binary varying" },
      { sql: "SELECT DATE '2008-01-01'::varbyte", error: "cannot cast type date to binary varying" },
      { sql: "SELECT 'a'::varbyte::decimal(4,1)", error: "cannot cast type binary varying to numeric" },
      { sql: "SELECT SUM(b) FROM bytes", error: "does not exist" },
      { sql: "SELECT b + 1 FROM bytes", error: "operator does not exist" },
      { sql: "SELECT UPPER(b) FROM bytes", error: "function upper(binary varying) does not exist" },
      { sql: "CREATE TABLE toolong (b varbyte(16777217))", error: "16777216" },
      { sql: "CREATE TABLE tooshort (b varbyte(0))", error: "must be at least 1" },
    ],
  },
  {
    page: "r_VARBYTE_OPERATORS",
    cases: [
      { sql: "SELECT 'a'::varbyte || 'b'::varbyte AS concat", rows: [["6162"]], types: ["varbyte"] },
      { sql: "SELECT 'a'::varbyte + 'b'::varbyte AS concat", rows: [["6162"]], types: ["varbyte"] },
      { sql: "SELECT 'a'::varbyte < 'b'::varbyte AS less_than", rows: [[true]] },
      { sql: "SELECT 'a'::varbyte = 'b'::varbyte AS equal", rows: [[false]] },
      {
        sql: "SELECT 'a'::varbyte <= 'a'::varbyte, 'a'::varbyte > 'b'::varbyte, 'a'::varbyte >= 'b'::varbyte, 'a'::varbyte <> 'b'::varbyte, 'a'::varbyte != 'a'::varbyte",
        rows: [[true, false, false, true, false]],
      },
      { sql: "SELECT FROM_VARBYTE(~'a'::varbyte, 'binary')", rows: [["10011110"]] },
      { sql: "SELECT FROM_VARBYTE('a'::varbyte & 'b'::varbyte, 'binary')", rows: [["01100000"]] },
      {
        sql: "SELECT FROM_VARBYTE('a'::varbyte | 'b'::varbyte, 'binary'), FROM_VARBYTE('a'::varbyte # 'b'::varbyte, 'binary')",
        rows: [["01100011", "00000011"]],
      },
      { sql: "SELECT 'a'::varbyte || NULL, NULL::varbyte & 'a'::varbyte, ~NULL::varbyte", rows: [[null, null, null]] },
      { sql: "SELECT 'a'::varbyte = 'a '::varbyte", rows: [[false]] },
    ],
  },
  {
    page: "r_FROM_VARBYTE",
    cases: [
      { sql: "SELECT FROM_VARBYTE('ab', 'hex')", rows: [["6162"]], columns: ["from_varbyte"], types: ["varchar"] },
      { sql: "SELECT FROM_VARBYTE(FROM_HEX('4d'), 'binary')", rows: [["01001101"]] },
      {
        sql: "SELECT FROM_VARBYTE(FROM_HEX('c3a9'), 'utf8'), FROM_VARBYTE(FROM_HEX('c3a9'), 'UTF-8')",
        rows: [["é", "é"]],
      },
      {
        sql: "SELECT FROM_VARBYTE(FROM_HEX('6162'), 'HEX'), FROM_VARBYTE(FROM_HEX('6162'), 'base64')",
        rows: [["6162", "YWI="]],
      },
      { sql: "SELECT FROM_VARBYTE(FROM_HEX('6162'), 'octal')", error: "octal" },
      { sql: "SELECT FROM_VARBYTE(NULL, 'hex')", rows: [[null]] },
      { sql: "SELECT FROM_VARBYTE(5, 'hex')", error: "function from_varbyte(integer" },
      { sql: "SELECT FROM_HEX('6162')::varchar", rows: [["ab"]], source: "r_FROM_HEX" },
      { sql: "SELECT FROM_HEX('6')", rows: [["06"]], source: "r_FROM_HEX" },
      { sql: "SELECT FROM_HEX('zz')", error: "invalid hexadecimal", source: "r_FROM_HEX" },
    ],
  },
  {
    page: "r_GETBIT",
    cases: [
      { sql: "SELECT GETBIT(FROM_HEX('4d'), 2)", rows: [[1]], columns: ["getbit"], types: ["int4"] },
      {
        sql: `SELECT GETBIT(FROM_HEX('4d'), 7), GETBIT(FROM_HEX('4d'), 6), GETBIT(FROM_HEX('4d'), 5), GETBIT(FROM_HEX('4d'), 4),
          GETBIT(FROM_HEX('4d'), 3), GETBIT(FROM_HEX('4d'), 2), GETBIT(FROM_HEX('4d'), 1), GETBIT(FROM_HEX('4d'), 0)`,
        rows: [[0, 1, 0, 0, 1, 1, 0, 1]],
      },
      { sql: "SELECT GETBIT(FROM_HEX('014d'), 8), GETBIT(FROM_HEX('014d'), 9)", rows: [[1, 0]] },
      { sql: "SELECT GETBIT(FROM_HEX('4d'), 8)", error: "out of valid range" },
    ],
  },
  {
    page: "r_TO_HEX",
    setup: ["CREATE TABLE t (vc varchar)"],
    cases: [
      { sql: "SELECT TO_HEX(2147676847)", rows: [["8002f2af"]], columns: ["to_hex"], types: ["varchar"] },
      { sql: "SELECT TO_HEX('abc'::varbyte)", rows: [["616263"]] },
      { sql: "SELECT TO_HEX(255), TO_HEX(-1), TO_HEX(-1::bigint)", rows: [["ff", "ffffffff", "ffffffffffffffff"]] },
      { sql: "INSERT INTO t SELECT TO_HEX('abc'::varbyte)", done: true },
      { sql: "SELECT vc FROM t", rows: [["616263"]] },
      { sql: "INSERT INTO t SELECT 'abc'::varbyte::varchar", done: true },
      { sql: "SELECT vc FROM t ORDER BY vc DESC LIMIT 1", rows: [["abc"]] },
    ],
  },
  {
    page: "r_TO_VARBYTE",
    cases: [
      { sql: "SELECT TO_VARBYTE('6162', 'hex')", rows: [["6162"]], columns: ["to_varbyte"], types: ["varbyte"] },
      { sql: "SELECT TO_VARBYTE('01001101', 'binary')", rows: [["4d"]] },
      { sql: "SELECT TO_VARBYTE('a', 'utf8'), TO_VARBYTE('a', 'UTF-8')", rows: [["61", "61"]] },
      { sql: "SELECT TO_VARBYTE('4', 'hex')", rows: [["04"]] },
      { sql: "SELECT TO_VARBYTE('YWI=', 'base64')", rows: [["6162"]] },
      { sql: "SELECT TO_VARBYTE('xyz', 'hex')", error: "invalid hexadecimal" },
      { sql: "SELECT TO_VARBYTE('2', 'binary')", error: "binary" },
      { sql: "SELECT TO_VARBYTE('a', 'latin1')", error: "latin1" },
    ],
  },
];
