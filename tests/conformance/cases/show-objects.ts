import type { ConformancePage } from "../conformance-case.ts";

/** SHOW: the statement that makes a table or view again, and lists of what there is. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_SHOW_TABLE",
    setup: [
      "create schema shown",
      "create table shown.foo (a int primary key, b int)",
      "create table shown.sales (salesid integer not null, listid integer not null, dateid smallint not null, pricepaid decimal(8,2), saletime timestamp) distkey(listid) sortkey(dateid)",
      "create view shown.v as select b from shown.foo where a = 1",
    ],
    cases: [
      {
        sql: "show table shown.foo",
        rows: [
          [
            "CREATE TABLE shown.foo (\n    a integer NOT NULL ENCODE az64,\n    b integer ENCODE az64,\n    PRIMARY KEY (a)\n)\nDISTSTYLE AUTO;",
          ],
        ],
      },
      {
        sql: "show table shown.sales",
        rows: [
          [
            "CREATE TABLE shown.sales (\n    salesid integer NOT NULL ENCODE az64,\n    listid integer NOT NULL ENCODE az64 distkey,\n    dateid smallint NOT NULL ENCODE raw,\n    pricepaid numeric(8,2) ENCODE az64,\n    saletime timestamp without time zone ENCODE az64\n)\nDISTSTYLE KEY\nSORTKEY ( dateid );",
          ],
        ],
      },
      { sql: "show table shown.v", error: '"v" is not a table' },
      { sql: "show table nowhere", error: 'relation "nowhere" does not exist' },
      { sql: "show view shown.v", rows: [["select b from shown.foo where a = 1;"]], source: "r_SHOW_VIEW" },
      { sql: "show view shown.foo", error: '"foo" is not a view', source: "r_SHOW_VIEW" },
      {
        sql: "show tables from schema shown",
        rows: [["foo"], ["sales"], ["v"]].map(([name]) => [
          "dev",
          "shown",
          name ?? "",
          name === "v" ? "VIEW" : "TABLE",
          null,
          null,
        ]),
        columns: ["database_name", "schema_name", "table_name", "table_type", "table_acl", "remarks"],
        source: "r_SHOW_TABLES",
      },
      {
        sql: "show tables from schema dev.shown like 's%'",
        rows: [["dev", "shown", "sales", "TABLE", null, null]],
        source: "r_SHOW_TABLES",
      },
      { sql: "show tables from schema shown like 'S%'", rows: [], source: "r_SHOW_TABLES" },
      {
        sql: "show tables from schema shown limit 1",
        rows: [["dev", "shown", "foo", "TABLE", null, null]],
        source: "r_SHOW_TABLES",
      },
      { sql: "show tables from schema shown limit 10001", error: "LIMIT", source: "r_SHOW_TABLES" },
      { sql: "show tables from schema nowhere", error: 'schema "nowhere" does not exist', source: "r_SHOW_TABLES" },
      { sql: "show tables", error: "syntax error", source: "r_SHOW_TABLES" },
      {
        sql: "show columns from table dev.shown.foo like 'a'",
        rows: [["dev", "shown", "foo", "a", 1, null, "NO", "integer", null, 32, 0, null]],
        source: "r_SHOW_COLUMNS",
      },
      {
        sql: "show columns from table shown.nowhere",
        error: 'relation "shown.nowhere" does not exist',
        source: "r_SHOW_COLUMNS",
      },
      { sql: "drop schema shown cascade", done: true },
    ],
  },
  {
    page: "r_ALTER_DATABASE",
    cases: [
      { sql: "alter database dev rename to newtickit", error: "current database may not be renamed" },
      { sql: "alter database nowhere rename to newtickit", error: 'database "nowhere" does not exist' },
      { sql: "alter database dev collate case_insensitive", error: "COLLATE" },
      { sql: "alter database dev isolation level snapshot", error: "ISOLATION LEVEL" },
      { sql: "alter database dev isolation level chaos", error: "syntax error" },
      { sql: "create database dev", error: 'database "dev" already exists', source: "r_CREATE_DATABASE" },
      {
        sql: "create database tickit with owner = admin connection limit 5",
        error: "CREATE DATABASE is not supported",
        source: "r_CREATE_DATABASE",
      },
      { sql: "create database tickit collate sideways", error: "syntax error", source: "r_CREATE_DATABASE" },
      { sql: "drop database dev", error: "cannot drop the currently open database", source: "r_DROP_DATABASE" },
      { sql: "drop database tickit_test", error: 'database "tickit_test" does not exist', source: "r_DROP_DATABASE" },
      { sql: "begin", done: true },
      {
        sql: "create database tickit",
        error: "CREATE DATABASE cannot run inside a transaction block",
        source: "r_CREATE_DATABASE",
      },
      { sql: "rollback", done: true },
      { sql: "begin", done: true },
      {
        sql: "drop database tickit_test",
        error: "DROP DATABASE cannot run inside a transaction block",
        source: "r_DROP_DATABASE",
      },
      { sql: "rollback", done: true },
    ],
  },
];
