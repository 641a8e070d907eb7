import type { ConformancePage } from "../conformance-case.ts";

/** Reserved words, of which START and CONNECT are none. https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html */
const RESERVED =
  `aes128 aes256 all allowoverwrite analyse analyze and any array as asc authorization az64 backup between binary
  blanksasnull both bytedict bzip2 case cast check collate column constraint create credentials cross current_date
  current_time current_timestamp current_user current_user_id default deferrable deflate defrag delta delta32k desc
  disable distinct do else emptyasnull enable encode encrypt encryption end except explicit false for foreign freeze
  from full globaldict256 globaldict64k grant group gzip having identity ignore ilike in initially inner intersect
  interval into is isnull join language leading left like limit localtime localtimestamp lun luns lzo lzop minus mostly16
  mostly32 mostly8 natural new not notnull null nulls off offline offset oid old on only open or order outer overlaps
  parallel partition percent permissions pivot placing primary raw readratio recover references rejectlog
  resort respect restore right select session_user similar snapshot some sysdate system table tag tdes text255 text32k
  then timestamp to top trailing true truncatecolumns union unique unnest unpivot user using verbose wallet when where
  with without`.split(/\s+/);

/** Identifiers: how they are written and folded, and what can't be one. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_names",
    cases: [
      { sql: 'CREATE TABLE "group" ("This ""IS IT""" char(10))', done: true },
      { sql: 'SELECT "This ""IS IT""" FROM "group"', rows: [], columns: ['this "is it"'] },
      { sql: 'SELECT "this ""is it""" FROM "group"', rows: [], columns: ['this "is it"'] },
      { sql: 'SELECT "group"."this ""is it""" FROM "group"', rows: [], columns: ['this "is it"'] },
      {
        sql: 'CREATE TABLE IF NOT EXISTS city_slash_id ("city/id" integer NOT NULL, state char(2) NOT NULL)',
        done: true,
      },
      { sql: `INSERT INTO city_slash_id ("City/ID", STATE) VALUES (1, 'NV')`, done: true },
      { sql: 'SELECT "city/id", State FROM CITY_SLASH_ID', rows: [[1, "NV"]], columns: ["city/id", "state"] },
      { sql: 'SELECT 1 AS UpperCase, 2 AS "Quoted Case"', rows: [[1, 2]], columns: ["uppercase", "quoted case"] },
      { sql: "CREATE TABLE MixedCase (ColumnOne int)", done: true },
      { sql: 'SELECT columnone FROM "MIXEDCASE"', rows: [] },
      { sql: "CREATE TABLE mixedcase (a int)", error: "already exists" },
      { sql: "CREATE TABLE _under$1 (a_1 int, b$ int)", done: true },
      { sql: "CREATE TABLE café (ñandú int)", done: true },
      { sql: "SELECT ñandú FROM café", rows: [], columns: ["ñandú"] },
      { sql: "CREATE TABLE 1abc (a int)", error: "syntax error" },
      { sql: "CREATE TABLE two words (a int)", error: "syntax error" },
      { sql: "CREATE TABLE city/id (a int)", error: "syntax error" },
      { sql: 'CREATE TABLE "" (a int)', error: "zero-length delimited identifier" },
      { sql: "CREATE TABLE twice (a int, A int)", error: "a" },
      { sql: `CREATE TABLE starts (start int, "connect" int)`, done: true, source: "r_pg_keywords" },
      { sql: "SELECT 1 AS start", rows: [[1]], source: "r_pg_keywords" },
      { sql: "CREATE TABLE systemic (xmin int)", error: "xmin", source: "c_unsupported-postgresql-features" },
      { sql: "CREATE TABLE systemic (ctid int)", error: "ctid", source: "c_unsupported-postgresql-features" },
    ],
  },
  {
    page: "r_pg_keywords",
    cases: [
      ...RESERVED.map((word) => ({ sql: `CREATE TABLE ${word} (a int)`, error: "syntax error" })),
      ...["aes128", "group", "tag", "user", "sysdate"].map((word) => ({
        sql: `CREATE TABLE reserved_column (${word} int)`,
        error: `syntax error at or near "${word}"`,
      })),
      ...["tag", "timestamp", "raw", "open"].map((word) => ({ sql: `SELECT 1 ${word}`, error: "syntax error" })),
      { sql: 'CREATE TABLE "user" ("select" int, "timestamp" int)', done: true },
      { sql: 'SELECT "select", "timestamp" FROM "user"', rows: [], columns: ["select", "timestamp"] },
      { sql: "CREATE VIEW table AS SELECT 1 AS a", error: "syntax error" },
      { sql: "WITH select AS (SELECT 1) SELECT 1", error: "syntax error" },
    ],
  },
  {
    page: "r_names",
    setup: [
      "CREATE TABLE named (name VARCHAR(10), date DATE, time INTEGER, text VARCHAR(5), year INTEGER)",
      "INSERT INTO named VALUES ('abc', '2020-01-01', 1, 'x', 2020)",
    ],
    cases: [
      { sql: "SELECT name FROM named WHERE name LIKE 'a%'", rows: [["abc"]], columns: ["name"] },
      { sql: "SELECT year FROM named WHERE name NOT ILIKE 'B%' AND text SIMILAR TO 'x'", rows: [[2020]] },
      { sql: "SELECT time FROM named WHERE date BETWEEN '2019-12-31' AND '2020-01-02'", rows: [[1]] },
      { sql: "SELECT COUNT(*) FROM named WHERE name BETWEEN 'a' AND 'b' AND date IN ('2020-01-01')", rows: [[1]] },
      { sql: "SELECT DATE '2020-01-01' = date, TIME '10:00' FROM named", rows: [[true, "10:00:00"]] },
    ],
  },
  {
    page: "r_FROM_clause30",
    setup: ["CREATE TABLE twice (id INTEGER, label VARCHAR(5))", "INSERT INTO twice VALUES (1, 'a')"],
    cases: [
      { sql: "SELECT * FROM (SELECT 1, 2)", rows: [[1, 2]], columns: ["?column?", "?column?"] },
      {
        sql: "SELECT x.* FROM (SELECT COUNT(*), COUNT(label) FROM twice) x",
        rows: [[1, 1]],
        columns: ["count", "count"],
      },
      {
        sql: "SELECT * FROM (SELECT a.*, b.* FROM twice a JOIN twice b ON a.id = b.id) j",
        rows: [[1, "a", 1, "a"]],
        columns: ["id", "label", "id", "label"],
      },
      { sql: "SELECT id FROM (SELECT 1 AS id, 2 AS id) d", error: 'column reference "id" is ambiguous' },
      { sql: "WITH pair AS (SELECT 7, 'z') SELECT * FROM pair", rows: [[7, "z"]], source: "r_WITH_clause" },
      {
        sql: "WITH pair AS (SELECT 7, 8) SELECT * FROM pair p, pair q",
        rows: [[7, 8, 7, 8]],
        source: "r_WITH_clause",
      },
    ],
  },
];
