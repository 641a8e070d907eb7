import type { ConformancePage } from "../conformance-case.ts";

/** CHAR and VARCHAR: lengths in bytes, blanks at the end, conversions. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_Character_types",
    setup: [
      "CREATE TABLE sizes (c1 char, c4 char(4), v4 varchar(4), v varchar, t text, b bpchar, n nchar, nv nvarchar, m varchar(max), cm char(max))",
      "CREATE TABLE national (a national character(3), b national character varying(3), c character varying(3))",
      "CREATE TABLE pairs (c char(5), v varchar(5))",
      "INSERT INTO pairs VALUES ('ab', 'ab'), ('ab ', 'ab ')",
    ],
    cases: [
      {
        sql: "SELECT column_name, character_maximum_length FROM svv_columns WHERE table_name = 'sizes' ORDER BY ordinal_position",
        rows: [
          ["c1", 1],
          ["c4", 4],
          ["v4", 4],
          ["v", 256],
          ["t", 256],
          ["b", 256],
          ["n", 1],
          ["nv", 256],
          ["m", 65535],
          ["cm", 4096],
        ],
      },
      { sql: "INSERT INTO sizes (v4) VALUES ('abcd'), ('éé'), ('漢'), ('𠜎')", done: true },
      { sql: "INSERT INTO sizes (v4) VALUES ('ééa')", error: "value too long for type character varying(4)" },
      { sql: "INSERT INTO sizes (v4) VALUES ('abcde')", error: "value too long for type character varying(4)" },
      { sql: "INSERT INTO sizes (v4) VALUES ('ab     ')", done: true },
      { sql: "SELECT LEN(v4) FROM sizes WHERE v4 = 'ab'", rows: [[4]] },
      { sql: "INSERT INTO sizes (c4) VALUES ('abcde')", error: "value too long for type character(4)" },
      { sql: "INSERT INTO sizes (c1) VALUES ('ab')", error: "value too long for type character(1)" },
      { sql: "INSERT INTO sizes (c4) VALUES ('abcd   ')", done: true },
      { sql: "INSERT INTO sizes (c4) VALUES ('é')", error: "Multibyte character not supported for CHAR" },
      { sql: "SELECT 'é'::char(2)", error: "Multibyte character not supported for CHAR" },
      {
        sql: "INSERT INTO sizes (t) VALUES (REPEAT('x', 257))",
        error: "value too long for type character varying(256)",
      },
      { sql: "CREATE TABLE big (v varchar(65536))", error: "length for type varchar cannot exceed 65535" },
      { sql: "CREATE TABLE big (c char(4097))", error: "length for type char cannot exceed 4096" },
      { sql: "CREATE TABLE none (v varchar(0))", error: "length for type varchar must be at least 1" },
      { sql: "INSERT INTO national VALUES ('abc', 'abc', 'abc')", done: true },
      { sql: "SELECT a, b, c FROM national", rows: [["abc", "abc", "abc"]], types: ["bpchar", "varchar", "varchar"] },
      { sql: "SELECT COUNT(*) FROM pairs WHERE v = 'ab'", rows: [[2]] },
      { sql: "SELECT COUNT(*) FROM pairs WHERE c = 'ab'", rows: [[2]] },
      { sql: "SELECT COUNT(*) FROM pairs WHERE c = v", rows: [[2]] },
      { sql: "SELECT 'a'::varchar = 'a '::varchar, 'a' <> 'a  ', 'a ' < 'a'", rows: [[true, false, false]] },
      {
        sql: "SELECT LEN(c), LEN(v) FROM pairs ORDER BY 2",
        rows: [
          [2, 2],
          [2, 3],
        ],
      },
      {
        sql: "SELECT c || '|', v || '|' FROM pairs ORDER BY LEN(v)",
        rows: [
          ["ab|", "ab|"],
          ["ab|", "ab |"],
        ],
      },
      { sql: "SELECT c::varchar || '|' FROM pairs LIMIT 1", rows: [["ab|"]] },
      {
        sql: "SELECT 'abcdef'::char(3), 'abcdef'::varchar(3), 'abc'::char",
        rows: [["abc", "abc", "a"]],
        types: ["bpchar", "varchar", "bpchar"],
      },
      { sql: "SELECT 'ééé'::varchar(3)", rows: [["é"]] },
      { sql: "SELECT c IN ('ab', 'x'), v IN ('ab   ') FROM pairs ORDER BY 1 LIMIT 1", rows: [[true, true]] },
      {
        sql: "SELECT MIN(v) FROM (SELECT 'Z' AS v UNION ALL SELECT 'a' UNION ALL SELECT 'é')",
        rows: [["Z"]],
        source: "c_collation_sequences",
      },
      {
        sql: "SELECT MAX(v) FROM (SELECT 'Z' AS v UNION ALL SELECT 'a' UNION ALL SELECT 'é')",
        rows: [["é"]],
        source: "c_collation_sequences",
      },
      {
        sql: "SELECT v FROM (SELECT 'b' AS v UNION ALL SELECT 'B' UNION ALL SELECT 'a' UNION ALL SELECT 'é' UNION ALL SELECT '_') ORDER BY v",
        rows: [["B"], ["_"], ["a"], ["b"], ["é"]],
        source: "c_collation_sequences",
      },
    ],
  },
  {
    page: "r_Examples_with_character_types",
    setup: [
      `CREATE TABLE address (address_id integer, address1 varchar(100), address2 varchar(50), district varchar(20), city_name char(20),
       state char(2), postal_code char(5))`,
      "INSERT INTO address (address1) VALUES ('9516 Magnolia Boulevard'), ('9516 Magnolia Boulevard  ')",
    ],
    cases: [
      {
        sql: "SELECT COUNT(*) FROM address WHERE address1 = '9516 Magnolia Boulevard'",
        rows: [[2]],
        columns: ["count"],
        types: ["int8"],
      },
      { sql: "SELECT LENGTH(address1) FROM address ORDER BY 1", rows: [[23], [25]] },
      {
        sql: "INSERT INTO address (city_name) VALUES ('City of South San Francisco')",
        error: "value too long for type character(20)",
      },
      { sql: "INSERT INTO address (city_name) VALUES ('City of South San Francisco'::char(20))", done: true },
      { sql: "SELECT city_name FROM address WHERE city_name IS NOT NULL", rows: [["City of South San Fr"]] },
      { sql: "INSERT INTO address (city_name) VALUES ('Augusta')", done: true },
      { sql: "SELECT LENGTH(city_name) FROM address WHERE city_name = 'Augusta'", rows: [[7]] },
    ],
  },
  {
    page: "r_COLLATE",
    setup: ["CREATE TABLE t (col1 varchar(20) COLLATE case_sensitive)", "INSERT INTO t VALUES ('john'), ('JOHN')"],
    cases: [
      {
        sql: "SELECT COLLATE(usename, 'case_insensitive') FROM pg_user",
        error: "Case insensitive collation is not supported in leader node only query.",
        source: "r_CREATE_DATABASE",
      },
      { sql: "SELECT * FROM t WHERE col1 = 'john'", rows: [["john"]] },
      {
        sql: "SELECT * FROM t WHERE COLLATE(col1, 'case_insensitive') = 'john'",
        rows: [["john"], ["JOHN"]],
        unordered: true,
      },
      { sql: "SELECT COUNT(*) FROM t WHERE COLLATE(col1, 'case_insensitive') IN ('John', 'x')", rows: [[2]] },
      { sql: "SELECT COUNT(*) FROM t WHERE COLLATE(col1, 'case_insensitive') LIKE 'Jo%'", rows: [[2]] },
      {
        sql: "SELECT COUNT(*) FROM t WHERE COLLATE(COLLATE(col1, 'case_insensitive'), 'case_sensitive') = 'john'",
        rows: [[1]],
      },
      {
        sql: "SELECT COLLATE(col1, 'case_insensitive') FROM t WHERE col1 = 'JOHN'",
        rows: [["JOHN"]],
        types: ["varchar"],
      },
      { sql: "SELECT COLLATE('a', 'de_DE')", error: "collate" },
    ],
  },
];
