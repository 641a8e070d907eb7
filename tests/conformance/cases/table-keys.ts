import type { ConformancePage } from "../conformance-case.ts";

const columnsOf = (table: string): string =>
  `SELECT "column", type, encoding, distkey, sortkey FROM pg_table_def WHERE tablename = '${table}'`;

/** Distribution, sort keys and encodings: told as they were written, refused where they contradict each other. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CREATE_TABLE_examples",
    cases: [
      { sql: "create table t1(col1 int distkey, col2 int) diststyle key", done: true },
      {
        sql: columnsOf("t1"),
        rows: [
          ["col1", "integer", "az64", true, 0],
          ["col2", "integer", "az64", false, 0],
        ],
      },
      { sql: "create table t2(col1 int distkey sortkey, col2 int)", done: true },
      {
        sql: columnsOf("t2"),
        rows: [
          ["col1", "integer", "none", true, 1],
          ["col2", "integer", "az64", false, 0],
        ],
      },
      { sql: "create table t3(col1 int, col2 int sortkey) diststyle all", done: true },
      {
        sql: columnsOf("t3"),
        rows: [
          ["col1", "integer", "az64", false, 0],
          ["col2", "integer", "none", false, 1],
        ],
      },
      { sql: "create table t4(col1 int, col2 int) diststyle even", done: true },
      {
        sql: columnsOf("t4"),
        rows: [
          ["col1", "integer", "az64", false, 0],
          ["col2", "integer", "az64", false, 0],
        ],
      },
      { sql: "create table a1(c0 int, c1 varchar)", done: true },
      { sql: "create table a2(c0 int, c1 varchar) encode auto", done: true },
      { sql: "create table a3(c0 int encode delta, c1 varchar) encode auto", done: true },
      { sql: "create table a4(c0 int encode delta, c1 varchar encode lzo) encode auto", done: true },
      {
        sql: "create table in_turns (c1 integer not null, c2 varchar(10), c3 varchar(10)) diststyle all interleaved sortkey (c1, c2, c3)",
        done: true,
      },
      {
        sql: columnsOf("in_turns"),
        rows: [
          ["c1", "integer", "none", false, 1],
          ["c2", "character varying(10)", "none", false, -2],
          ["c3", "character varying(10)", "none", false, 3],
        ],
      },
      {
        sql: "create table parent(a int distkey sortkey, b smallint not null, c varchar(20) encode text255)",
        done: true,
      },
      { sql: "create table child(like parent)", done: true },
      {
        sql: columnsOf("child"),
        rows: [
          ["a", "integer", "none", true, 1],
          ["b", "smallint", "az64", false, 0],
          ["c", "character varying(20)", "text255", false, 0],
        ],
      },
    ],
  },
  {
    page: "r_CREATE_TABLE_NEW",
    cases: [
      { sql: "create table d1 (a int distkey, b int distkey)", error: "DISTKEY" },
      { sql: "create table d1 (a int distkey, b int) distkey (b)", error: "DISTKEY" },
      { sql: "create table d1 (a int distkey, b int) distkey (a)", done: true },
      { sql: "create table d2 (a int, b int) distkey (a, b)", error: "syntax error" },
      { sql: "create table d2 (a int) diststyle key", error: "DISTSTYLE KEY" },
      { sql: "create table d2 (a int) diststyle key distkey (a)", done: true },
      { sql: "create table d3 (a int distkey) diststyle even", error: "DISTSTYLE" },
      { sql: "create table d3 (a int) diststyle all distkey (a)", error: "DISTSTYLE" },
      { sql: "create table d3 (a int distkey) diststyle auto", error: "DISTSTYLE" },
      { sql: "create table d3 (a int) diststyle hash", error: "syntax error" },
      { sql: "create table d3 (a int) diststyle all diststyle even", error: "conflicting or redundant" },
      {
        sql: "create table d4 (a int) distkey (z)",
        error: 'column "z" specified as distkey/sortkey is not in the table "d4"',
      },
      { sql: "create table d4 (a super) distkey (a)", error: "SUPER" },
      { sql: "create table d4 (a varbyte(10) distkey)", error: "VARBYTE" },
      {
        sql: "create table s1 (a int) sortkey (z)",
        error: 'column "z" specified as distkey/sortkey is not in the table "s1"',
      },
      { sql: "create table s1 (a super sortkey)", error: "SUPER" },
      { sql: "create table s1 (a int sortkey, b int sortkey)", error: "SORTKEY" },
      { sql: "create table s1 (a int sortkey, b int) sortkey (b)", error: "SORTKEY" },
      { sql: "create table s1 (a int, b int) sortkey (a, a)", error: "more than once" },
      { sql: "create table s1 (a int, b int) compound sortkey (a, b)", done: true },
      { sql: "create table s2 (a int, b int) sortkey auto", done: true },
      {
        sql: "create table s3 (a int, b int, c int, d int, e int, f int, g int, h int, i int) interleaved sortkey (a, b, c, d, e, f, g, h, i)",
        error: "8",
      },
      { sql: "create table b1 (a int) backup no diststyle even sortkey (a)", done: true },
      { sql: "create table b2 (a int) backup maybe", error: "syntax error" },
      { sql: "create temp table raw_only (a int, b varchar(5), c varchar(5) encode zstd)", done: true },
      {
        sql: columnsOf("raw_only"),
        rows: [
          ["a", "integer", "none", false, 0],
          ["b", "character varying(5)", "none", false, 0],
          ["c", "character varying(5)", "zstd", false, 0],
        ],
      },
    ],
  },
  {
    page: "c_Compression_encodings",
    cases: [
      {
        sql: "create table defaults (i smallint, b boolean, r real, d double precision, n decimal(9,2), c char(3), v varchar(3), t timestamptz, y varbyte(4), z time)",
        done: true,
      },
      {
        sql: "select \"column\", encoding from pg_table_def where tablename = 'defaults'",
        rows: [
          ["i", "az64"],
          ["b", "none"],
          ["r", "none"],
          ["d", "none"],
          ["n", "az64"],
          ["c", "lzo"],
          ["v", "lzo"],
          ["t", "az64"],
          ["y", "lzo"],
          ["z", "az64"],
        ],
        unordered: true,
      },
      {
        sql: "create table customer(custkey int encode delta, custname varchar(30) encode raw, gender varchar(7) encode text255, state char(2) encode raw, zipcode char(5) encode bytedict, start_date date encode delta32k)",
        done: true,
        source: "Examples__compression_encodings_in_CREATE_TABLE_statements",
      },
      { sql: "create table e1 (a bigint encode mostly8, b int encode mostly16, c bigint encode mostly32)", done: true },
      {
        sql: "create table e2 (a varchar(9) encode text32k, b boolean encode runlength, c real encode zstd)",
        done: true,
      },
      { sql: "create table e3 (a smallint encode mostly16)", error: "encoding", source: "c_MostlyN_encoding" },
      { sql: "create table e3 (a int encode mostly32)", error: "encoding", source: "c_MostlyN_encoding" },
      { sql: "create table e3 (a varchar(5) encode mostly8)", error: "encoding", source: "c_MostlyN_encoding" },
      { sql: "create table e3 (a int encode text255)", error: 'invalid encoding type specified for column "a"' },
      { sql: "create table e3 (a char(5) encode text32k)", error: "encoding", source: "c_Text255_encoding" },
      { sql: "create table e3 (a boolean encode lzo)", error: "encoding" },
      { sql: "create table e3 (a boolean encode bytedict)", error: "encoding" },
      { sql: "create table e3 (a varchar(5) encode az64)", error: "encoding", source: "az64-encoding" },
      { sql: "create table e3 (a real encode az64)", error: "encoding", source: "az64-encoding" },
      { sql: "create table e3 (a real encode delta)", error: "encoding" },
      { sql: "create table e3 (a smallint encode delta32k)", error: "encoding" },
      { sql: "create table e3 (a int encode gzip)", error: "encoding" },
    ],
  },
];
