import type { ConformancePage } from "../conformance-case.ts";

const CATEGORY = [
  "create table category (catid smallint, catgroup varchar(10), catname varchar(10), catdesc varchar(50))",
  "insert into category values (6,'Shows','Musicals','Musical theatre'), (7,'Shows','Plays','Non-musical'), (8,'Shows','Opera','Opera'), (9,'Concerts','Pop','All rock'), (10,'Concerts','Jazz','All jazz')",
  "create table event (eventid int, venueid int, catid smallint)",
  "insert into event values (1, 1, 6), (2, 2, 7), (3, 1, 8), (4, 2, 9), (5, 3, 9)",
] as const;

/** Rows changed and deleted, by what other tables say. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "c_Examples_of_UPDATE_statements",
    setup: CATEGORY,
    cases: [
      { sql: "update category set catgroup='Theatre' where catid between 6 and 8", done: true },
      { sql: "select distinct catgroup from category where catid between 6 and 8", rows: [["Theatre"]] },
      { sql: "update category set catdesc=default, catname='Shows' where catgroup='Theatre'", done: true },
      { sql: "select catname, catdesc from category where catid = 6", rows: [["Shows", null]] },
      {
        sql: "update category set catdesc='Broadway' where category.catid in (select category.catid from category join event on category.catid = event.catid where venueid = 1 and catid = 6)",
        error: "ambiguous",
      },
      {
        sql: "update category set catdesc='Broadway' where category.catid in (select category.catid from category join event on category.catid = event.catid where venueid = 1 and category.catid = 6)",
        done: true,
      },
      { sql: "select catid from category where catdesc = 'Broadway'", rows: [[6]] },
      { sql: "update category set catid=100 from event where event.catid=category.catid", done: true },
      { sql: "select catid from category order by 1", rows: [[10], [100], [100], [100], [100]] },
    ],
  },
  {
    page: "c_Examples_of_UPDATE_statements",
    setup: CATEGORY,
    cases: [
      {
        sql: "update category set catid=100 from event where event.catid=category.catid and catgroup='Concerts'",
        done: true,
      },
      { sql: "select * from category where catid=100", rows: [[100, "Concerts", "Pop", "All rock"]] },
      { sql: "update category set catid=9 where catid=100", done: true },
      {
        sql: "update category set catid=100 from event join category cat on event.catid=cat.catid where cat.catgroup='Concerts'",
        done: true,
      },
      {
        sql: "select catid, catname from category where catid >= 9 order by 1",
        rows: [
          [10, "Jazz"],
          [100, "Pop"],
        ],
      },
      { sql: "update category set catid=9 where catid=100", done: true },
      {
        sql: "update category set catid=100 from event left join category cat on event.catid=cat.catid where cat.catgroup='Concerts'",
        error: "Target table must be part of an equijoin predicate",
      },
      {
        sql: "update category set catid=100 from event full join category cat on event.catid=cat.catid where cat.catgroup='Concerts'",
        error: "Target table must be part of an equijoin predicate",
      },
      {
        sql: "update category set catid=100 from (select event.catid from event left join category cat on event.catid=cat.catid) eventcat where category.catid=eventcat.catid and catgroup='Concerts'",
        done: true,
      },
      { sql: "select catname from category where catid=100", rows: [["Pop"]] },
    ],
  },
  {
    page: "r_UPDATE",
    setup: [
      ...CATEGORY,
      "create table filled (a int default 3, b varchar(3) default 'new', c int)",
      "insert into filled values (1, 'x', 1), (2, 'y', 2)",
    ],
    cases: [
      { sql: "update filled set filled.a = 1", error: "syntax error" },
      { sql: "update filled set a = default, b = default, c = default where c = 1", done: true },
      {
        sql: "select * from filled order by a",
        rows: [
          [2, "y", 2],
          [3, "new", null],
        ],
      },
      { sql: "update filled set a = a + 10, c = a", done: true },
      {
        sql: "select a, c from filled order by a",
        rows: [
          [12, 2],
          [13, 3],
        ],
      },
      { sql: "update filled as f set b = 'z' where f.a = 12", done: true },
      { sql: "update filled f set b = 'w' where f.a = 13", done: true },
      { sql: "select b from filled order by a", rows: [["z"], ["w"]] },
      { sql: "update filled f set b = 'w' where filled.a = 13", error: "filled" },
      { sql: "update filled set b = 'long'", error: "value too long for type character varying(3)" },
      { sql: "update filled set z = 1", error: 'column "z" of relation "filled" does not exist' },
      { sql: "update filled set a = 1, a = 2", error: "multiple assignments" },
      { sql: "update filled set a = (select max(catid) from category)", done: true },
      { sql: "select distinct a from filled", rows: [[10]] },
      {
        sql: "with best as (select max(eventid) as id from event) update filled set c = (select id from best)",
        done: true,
      },
      { sql: "select distinct c from filled", rows: [[5]] },
      {
        sql: "with named as (select catid, catname from category where catgroup = 'Concerts') update event set venueid = 99 from named where named.catid = event.catid",
        done: true,
      },
      { sql: "select count(*) from event where venueid = 99", rows: [[2]] },
      {
        sql: "update event set venueid = 5 from category where category.catid < 8",
        error: "Target table must be part of an equijoin predicate",
      },
      { sql: "update filled set a = 1 returning a", error: "syntax error" },
      { sql: "create view shown as select * from filled", done: true },
      { sql: "update shown set a = 1", error: "cannot update a view", source: "r_CREATE_VIEW" },
      { sql: "delete from shown", error: "cannot delete from a view", source: "r_CREATE_VIEW" },
    ],
  },
  {
    page: "r_DELETE",
    setup: [
      ...CATEGORY,
      "create table listing (listid int, sellerid int)",
      "insert into listing values (1, 10), (2, 20), (3, 30)",
      "create table sales (salesid int, sellerid int, eventid int)",
      "insert into sales values (1, 10, 1), (2, 30, 2)",
    ],
    cases: [
      { sql: "delete from category using event where event.catid=category.catid and category.catid=9", done: true },
      { sql: "select count(*) from category", rows: [[4]] },
      {
        sql: "delete from category where catid in (select category.catid from category, event where category.catid=event.catid and category.catid=8)",
        done: true,
      },
      { sql: "select catid from category order by 1", rows: [[6], [7], [10]] },
      { sql: "delete from listing where listing.sellerid not in(select sales.sellerid from sales)", done: true },
      { sql: "select listid from listing order by 1", rows: [[1], [3]] },
      { sql: "delete from event using sales where event.eventid=sales.eventid", done: true },
      { sql: "select eventid from event order by 1", rows: [[3], [4], [5]] },
      { sql: "delete event using sales where event.eventid=sales.eventid", error: "syntax error" },
      {
        sql: "delete from event using sales s, listing l where event.eventid = s.salesid + 2 and s.sellerid = l.sellerid and l.listid = 1",
        done: true,
      },
      { sql: "select eventid from event order by 1", rows: [[4], [5]] },
      { sql: "with gone as (select 4 as id) delete from event using gone where event.eventid = gone.id", done: true },
      { sql: "with gone as (select 5 as id) delete from event where eventid in (select id from gone)", done: true },
      { sql: "select count(*) from event", rows: [[0]] },
      { sql: "delete from category where catid between 0 and 9", done: true },
      { sql: "select catid from category", rows: [[10]] },
      { sql: "delete category", done: true },
      { sql: "select count(*) from category", rows: [[0]] },
      { sql: "delete from nowhere", error: 'relation "nowhere" does not exist' },
      { sql: "delete from sales where sales.nothing = 1", error: "nothing" },
      { sql: "delete from sales using listing", done: true },
      { sql: "select count(*) from sales", rows: [[0]] },
    ],
  },
  {
    page: "r_TRUNCATE",
    setup: [...CATEGORY, "create view seen as select * from event"],
    cases: [
      { sql: "truncate event", done: true },
      { sql: "select count(*) from event", rows: [[0]] },
      { sql: "truncate table event", done: true },
      { sql: "begin", done: true },
      { sql: "truncate category", done: true },
      { sql: "rollback", done: true },
      { sql: "select count(*) from category", rows: [[0]] },
      { sql: "truncate category, event", error: "syntax error" },
      { sql: "truncate seen", error: '"seen" is not a table' },
      { sql: "truncate nowhere", error: 'relation "nowhere" does not exist' },
      { sql: "truncate event cascade", error: "syntax error" },
    ],
  },
  {
    page: "r_error_on_nondeterministic_update",
    setup: [
      "create table t1 (x1 int, y1 int)",
      "create table t2 (x2 int, y2 int)",
      "insert into t1 values (1, 10), (2, 20), (3, 30)",
      "insert into t2 values (2, 40), (2, 50)",
    ],
    cases: [
      { sql: "set error_on_nondeterministic_update to true", done: true },
      { sql: "update t1 set y1 = y2 from t2 where x1 = x2", error: "Found multiple matches to update the same tuple." },
      { sql: "update t1 set y1 = y2 from t2 where x1 = x2 and y2 = 40", done: true },
      {
        sql: "select * from t1 order by 1",
        rows: [
          [1, 10],
          [2, 40],
          [3, 30],
        ],
      },
      { sql: "set error_on_nondeterministic_update to false", done: true },
      { sql: "update t1 set y1 = y2 from t2 where x1 = x2", done: true },
      { sql: "select y1 between 40 and 50 from t1 where x1 = 2", rows: [[true]] },
    ],
  },
];
