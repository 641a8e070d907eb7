import type { ConformancePage } from "../conformance-case.ts";

const TABLES = ["create table target (id int, name char(10))", "create table source (id int, name char(10))"] as const;
const ALL = "select id, trim(name) from target order by 1, 2";
const UPDATE =
  "merge into target using source on target.id = source.id when matched then update set id = source.id, name = source.name when not matched then insert values (source.id, source.name)";
const DELETE =
  "merge into target using source on target.id = source.id when matched then delete when not matched then insert values (source.id, source.name)";

/** MERGE: what matches is updated or deleted, what does not is inserted. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_MERGE",
    setup: [
      ...TABLES,
      "insert into target values (101, 'Bob'), (102, 'John'), (103, 'Susan')",
      "insert into source values (102, 'Tony'), (103, 'Alice'), (104, 'Bill')",
    ],
    cases: [
      { sql: UPDATE, done: true },
      {
        sql: ALL,
        rows: [
          [101, "Bob"],
          [102, "Tony"],
          [103, "Alice"],
          [104, "Bill"],
        ],
      },
      { sql: "insert into source values (105, 'David')", done: true },
      { sql: DELETE, done: true },
      {
        sql: ALL,
        rows: [
          [101, "Bob"],
          [105, "David"],
        ],
      },
    ],
  },
  {
    page: "r_MERGE",
    setup: [
      ...TABLES,
      "insert into target values (1, 'Bob'), (2, 'John')",
      "insert into source values (1, 'Tony'), (1, 'Alice'), (3, 'Bill')",
    ],
    cases: [
      { sql: UPDATE, error: "Found multiple matches to update the same tuple." },
      { sql: DELETE, error: "Found multiple matches to update the same tuple." },
      {
        sql: ALL,
        rows: [
          [1, "Bob"],
          [2, "John"],
        ],
      },
      {
        sql: "merge into target using (select id, min(name) as name from source group by id) as s on target.id = s.id when matched then update set name = s.name when not matched then insert (name, id) values (s.name, s.id)",
        done: true,
      },
      {
        sql: ALL,
        rows: [
          [1, "Alice"],
          [2, "John"],
          [3, "Bill"],
        ],
      },
      {
        sql: "merge into target using (select * from target) s on target.id = s.id when matched then delete when not matched then insert values (s.id, s.name)",
        error: "Source view/subquery in Merge statement cannot reference target table.",
      },
      {
        sql: "merge into target using target on target.id = target.id when matched then delete when not matched then insert values (1, 'x')",
        error: "same",
      },
      {
        sql: "with s as (select 1) merge into target using source on target.id = source.id remove duplicates",
        error: "syntax error",
      },
      {
        sql: "merge into target using source on target.id = source.id when matched then delete",
        error: "syntax error",
      },
      {
        sql: "merge into target using source on target.id = source.id when not matched then insert values (1, 'x')",
        error: "syntax error",
      },
      {
        sql: "merge into target using source on target.id = source.id when not matched then insert values (1, 'x') when matched then delete",
        error: "syntax error",
      },
      {
        sql: "merge into target using source on target.id = source.id when matched then do nothing when not matched then insert values (1, 'x')",
        error: "syntax error",
      },
      {
        sql: "merge into target using source on target.id = source.id when matched then update set target.name = 'x' when not matched then insert values (1, 'x')",
        error: "syntax error",
      },
      {
        sql: "merge into target using source on target.id = source.id when matched then update set missing = 'x' when not matched then insert values (1, 'x')",
        error: 'column "missing" of relation "target" does not exist',
      },
      {
        sql: "merge into target using source on target.id = source.id when matched then delete when not matched then insert values (1, 'x', 2)",
        error: "INSERT has more expressions than target columns",
      },
      {
        sql: "merge into nowhere using source on nowhere.id = source.id when matched then delete when not matched then insert values (1, 'x')",
        error: 'relation "nowhere" does not exist',
      },
      {
        sql: "merge into pg_class using source on pg_class.relname = source.name when matched then delete when not matched then insert values (1)",
        error: "",
      },
    ],
  },
  {
    page: "r_MERGE",
    setup: [
      "create table target (key int, value super)",
      "create table source (key int, value super)",
      "insert into target values (1, json_parse('{\"key\": 88}'))",
      "insert into source values (1, array(1, 'John')), (2, array(2, 'Bill'))",
    ],
    cases: [
      {
        sql: "merge into target using source on target.key = source.key when matched then update set value = source.value[0] when not matched then insert values (source.key, source.value[0])",
        error: "Partial reference of SUPER column is not supported in MERGE statement.",
      },
      {
        sql: "merge into target using source on target.value.key = source.key when matched then delete when not matched then insert values (source.key, source.value)",
        error: "Partial reference of SUPER column is not supported in MERGE statement.",
      },
      {
        sql: "merge into target using source on target.key = source.key when matched then update set value = source.value when not matched then insert values (source.key, source.value)",
        done: true,
      },
      {
        sql: "select key, value[1] from target order by 1",
        rows: [
          [1, '"John"'],
          [2, '"Bill"'],
        ],
      },
    ],
  },
  {
    page: "r_MERGE",
    setup: [
      ...TABLES,
      "insert into target values (30, 'Tony'), (30, 'Daisy'), (11, 'Alice'), (23, 'Bill'), (23, 'Nikki')",
      "insert into source values (23, 'David'), (22, 'Clarence')",
      "create table wider (id int, name char(10), more int)",
    ],
    cases: [
      { sql: "merge into target using source on target.id = source.id remove duplicates", done: true },
      {
        sql: ALL,
        rows: [
          [11, "Alice"],
          [22, "Clarence"],
          [23, "David"],
          [30, "Daisy"],
          [30, "Tony"],
        ],
      },
      { sql: "insert into source values (23, 'Dora')", done: true },
      {
        sql: "merge into target using source on target.id = source.id remove duplicates",
        error: "Found multiple matches to update the same tuple.",
      },
      { sql: "merge into target using wider on target.id = wider.id remove duplicates", error: "as many columns" },
      { sql: "create temp table stage (like target)", done: true },
      { sql: "insert into stage values (11, 'Alec'), (77, 'Zoe')", done: true },
      {
        sql: "merge into target using stage s on target.id = s.id when matched then update set name = upper(trim(s.name)) when not matched then insert (id) values (s.id)",
        done: true,
      },
      {
        sql: "select id, trim(name) from target where id in (11, 77) order by 1",
        rows: [
          [11, "ALEC"],
          [77, null],
        ],
      },
      {
        sql: "merge into stage using target on stage.id = target.id when matched then delete when not matched then insert values (target.id, target.name)",
        done: true,
      },
      { sql: "select id from stage order by 1", rows: [[22], [23], [30], [30]] },
    ],
  },
];
