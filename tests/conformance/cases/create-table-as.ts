import type { ConformancePage } from "../conformance-case.ts";

const layoutOf = (table: string): string =>
  `select "column", type, encoding, distkey, sortkey from pg_table_def where tablename = '${table}'`;

const EVENT = [
  "create table event (eventid int not null distkey, venueid smallint, catid smallint default 5, dateid smallint sortkey, eventname varchar(200), starttime timestamp)",
  "insert into event values (1, 10, 6, 100, 'Hamlet', '2008-01-01'), (2, 20, 7, 101, 'Aida', '2008-02-01')",
] as const;

/** Tables made of queries. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CTAS_examples",
    setup: EVENT,
    cases: [
      { sql: "create table event_backup as select * from event", done: true },
      { sql: "select count(*) from event_backup", rows: [[2]] },
      {
        sql: layoutOf("event_backup"),
        rows: [
          ["eventid", "integer", "az64", true, 0],
          ["venueid", "smallint", "az64", false, 0],
          ["catid", "smallint", "az64", false, 0],
          ["dateid", "smallint", "none", false, 1],
          ["eventname", "character varying(200)", "lzo", false, 0],
          ["starttime", "timestamp without time zone", "az64", false, 0],
        ],
      },
      { sql: "insert into event_backup (eventname) values ('x')", done: true, source: "r_CTAS_usage_notes" },
      {
        sql: "select eventid, catid from event_backup where eventname = 'x'",
        rows: [[null, null]],
        source: "r_CTAS_usage_notes",
      },
      {
        sql: "create table eventdistsort distkey (1) sortkey (1,3) as select eventid, venueid, dateid, eventname from event",
        done: true,
      },
      {
        sql: "create table eventdistsort1 distkey (eventid) sortkey (eventid, dateid) as select eventid, venueid, dateid, eventname from event",
        done: true,
      },
      {
        sql: `select a."column", a.distkey, a.sortkey from pg_table_def a join pg_table_def b on a."column" = b."column" and a.sortkey = b.sortkey where a.tablename = 'eventdistsort' and b.tablename = 'eventdistsort1' order by 1`,
        rows: [
          ["dateid", false, 2],
          ["eventid", true, 1],
          ["eventname", false, 0],
          ["venueid", false, 0],
        ],
      },
      {
        sql: "create table eventdisteven diststyle even as select eventid, venueid, dateid, eventname from event",
        done: true,
      },
      {
        sql: "select count(*) from pg_table_def where tablename = 'eventdisteven' and (distkey or sortkey <> 0)",
        rows: [[0]],
      },
      {
        sql: "create table eventdistevensort diststyle even sortkey (venueid) as select eventid, venueid, dateid, eventname from event",
        done: true,
      },
      {
        sql: `select "column" from pg_table_def where tablename = 'eventdistevensort' and (distkey or sortkey <> 0)`,
        rows: [["venueid"]],
      },
      { sql: "create table venuedistevent distkey(venueid) as select * from event", done: true },
      {
        sql: `select "column", distkey, sortkey from pg_table_def where tablename = 'venuedistevent' and (distkey or sortkey <> 0)`,
        rows: [["venueid", true, 0]],
      },
    ],
  },
  {
    page: "r_CTAS_usage_notes",
    setup: [
      "create table sales (salesid int, listid int distkey, dateid smallint sortkey, qtysold smallint)",
      "insert into sales values (1, 1, 1, 5), (2, 1, 2, 6)",
    ],
    cases: [
      { sql: "create table sales1_simple as select listid, dateid, qtysold from sales", done: true },
      { sql: "create table sales2_limit as select listid, dateid, qtysold from sales limit 100", done: true },
      {
        sql: "create table sales3_orderbylistid as select listid, dateid, qtysold from sales order by listid",
        done: true,
      },
      {
        sql: "create table sales4_orderbyqty as select listid, dateid, qtysold from sales order by qtysold",
        done: true,
      },
      {
        sql: "create table sales5_groupby as select listid, dateid, sum(qtysold) from sales group by listid, dateid",
        done: true,
      },
      {
        sql: `select tablename, "column", distkey, sortkey from pg_table_def where tablename like 'sales_\\\\_%' and (distkey or sortkey <> 0) order by 1, 2`,
        rows: [
          ["sales1_simple", "dateid", false, 1],
          ["sales1_simple", "listid", true, 0],
          ["sales3_orderbylistid", "listid", true, 1],
          ["sales4_orderbyqty", "listid", true, 0],
          ["sales4_orderbyqty", "qtysold", false, 1],
        ],
      },
      {
        sql: "select * from sales5_groupby order by 2",
        rows: [
          [1, 1, 5],
          [1, 2, 6],
        ],
        columns: ["listid", "dateid", "sum"],
      },
    ],
  },
  {
    page: "r_CREATE_TABLE_AS",
    setup: EVENT,
    cases: [
      { sql: "create table named (id, title) as select eventid, eventname from event", done: true },
      {
        sql: "select * from named order by 1",
        rows: [
          [1, "Hamlet"],
          [2, "Aida"],
        ],
        columns: ["id", "title"],
      },
      { sql: "create table named as select 1 as a", error: 'Relation "named" already exists' },
      { sql: "create table if not exists named as select 1 as a", error: "syntax error" },
      { sql: "create table too_many (a, b) as select 1", error: "too many column names" },
      { sql: "create table alike as select 1 as a, 2 as a", error: 'column "a" duplicated' },
      { sql: "create table typed (a int) as select 1", error: "syntax error" },
      { sql: "create table packed (a encode zstd) as select 1", error: "syntax error" },
      { sql: "create table backed_up backup no diststyle all as select 1 as a", done: true },
      { sql: "create table keyless diststyle key as select 1 as a", error: "DISTSTYLE KEY" },
      {
        sql: "create table lost distkey (z) as select 1 as a",
        error: '"z" specified as distkey/sortkey is not in the table "lost"',
      },
      { sql: "create temp table passing as select eventid from event", done: true },
      { sql: "select count(*) from passing", rows: [[2]] },
      { sql: "create table #passing (id) as select eventid + 10 from event", done: true },
      { sql: "select max(id) from #passing", rows: [[12]] },
      {
        sql: "create table joined as select e.eventname, n.title from event e join named n on e.eventid = n.id with data",
        error: "syntax error",
      },
      { sql: "create table joined as (select e.eventname from event e union all select title from named)", done: true },
      { sql: "select count(*) from joined", rows: [[4]] },
      {
        sql: "create table recent as with q as (select * from event where dateid > 100) select eventname from q",
        done: true,
      },
      { sql: "select * from recent", rows: [["Aida"]] },
    ],
  },
  {
    page: "r_SELECT_INTO",
    setup: EVENT,
    cases: [
      { sql: "select * into newevent from event", done: true },
      { sql: "select count(*) from newevent", rows: [[2]] },
      {
        sql: "select catid, sum(eventid) as total into temp table totals from event group by 1 order by 2 desc",
        done: true,
      },
      {
        sql: "select * from totals order by 1",
        rows: [
          [6, 1],
          [7, 2],
        ],
        columns: ["catid", "total"],
      },
      { sql: "select eventname into table plain from event where eventid = 1 union select 'Carmen'", done: true },
      { sql: "select * from plain order by 1", rows: [["Carmen"], ["Hamlet"]] },
      { sql: "select * into newevent from event", error: 'Relation "newevent" already exists' },
      { sql: "select eventid into #copied from event", done: true },
      { sql: "select * from #copied order by 1", rows: [[1], [2]] },
    ],
  },
  {
    page: "r_CREATE_TABLE_NEW",
    setup: ["create table shadowed (a int)", "insert into shadowed values (1)"],
    cases: [
      { sql: "create temp table shadowed (a int, b int)", done: true },
      { sql: "select * from shadowed", rows: [], columns: ["a", "b"] },
      { sql: "insert into shadowed values (2, 3)", done: true },
      { sql: "create temporary table shadowed (a int)", error: 'Relation "shadowed" already exists' },
      { sql: "create local temp table if not exists shadowed (a int)", done: true },
      { sql: "drop table shadowed", done: true },
      { sql: "select * from shadowed", rows: [[1]], columns: ["a"] },
      { sql: "create table #newtable (id int)", done: true },
      { sql: "insert into #newtable values (5)", done: true },
      { sql: "select * from #newtable", rows: [[5]] },
      { sql: "create temp table public.passing (a int)", error: "temporary tables may not specify a schema name" },
      { sql: "create table public.#passing (a int)", error: "temporary tables may not specify a schema name" },
      { sql: "drop table #newtable", done: true },
      { sql: "select * from #newtable", error: 'relation "#newtable" does not exist' },
    ],
  },
];
