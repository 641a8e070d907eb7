import type { ConformancePage } from "../conformance-case.ts";

const CLOCKS = [
  "CREATE TABLE clock (at TIME)",
  "INSERT INTO clock VALUES ('20:00:00'), ('00:00:00.5550'), ('00:58:00')",
  "CREATE TABLE zoned_clock (at TIMETZ)",
  "INSERT INTO zoned_clock VALUES ('04:00:00+00'), ('00:00:00.5550+00'), ('05:58:00+00')",
];

/** Parts of dates and times. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_DATE_PART_function",
    setup: [
      "CREATE TABLE show (id INTEGER, begins TIMESTAMP)",
      "INSERT INTO show VALUES (10, '2008-06-17 09:44:54'), (11, '2008-01-05 14:00:00'), (12, '2008-01-06 14:00:00')",
    ],
    cases: [
      {
        sql: "SELECT DATE_PART(minute, TIMESTAMP '20230104 04:05:06.789')",
        rows: [[5]],
        columns: ["pgdate_part"],
        types: ["float8"],
      },
      { sql: "SELECT DATE_PART(week, TIMESTAMP '20220502 04:05:06.789')", rows: [[18]] },
      { sql: "SELECT DATE_PART(day, TIMESTAMP '20220502 04:05:06.789')", rows: [[2]] },
      { sql: "SELECT DATE_PART(dayofweek, TIMESTAMP '20220502 04:05:06.789')", rows: [[1]] },
      { sql: "SELECT DATE_PART(century, TIMESTAMP '20220502 04:05:06.789')", rows: [[21]] },
      { sql: "SELECT DATE_PART(millennium, TIMESTAMP '20220502 04:05:06.789')", rows: [[3]] },
      { sql: "SELECT DATE_PART(microsecond, TIMESTAMP '20220502 04:05:06.789')", rows: [[789000]] },
      { sql: "SELECT DATE_PART(month, DATE '20220502')", rows: [[5]] },
      {
        sql: "SELECT DATE_PART(w, begins) AS weeks, begins FROM show WHERE id = 10",
        rows: [[25, "2008-06-17 09:44:54"]],
        columns: ["weeks", "begins"],
      },
      { sql: "SELECT DATE_PART(dow, begins) AS dow, id FROM show WHERE DATE_PART(dow, begins) = 6", rows: [[6, 11]] },
      // Sunday is 0.
      { sql: "SELECT DATE_PART(dow, begins) FROM show WHERE id = 12", rows: [[0]] },
      {
        sql: "SELECT DATE_PART('year', DATE '2022-05-02'), PGDATE_PART('year', DATE '2022-05-02')",
        rows: [[2022, 2022]],
        columns: ["pgdate_part", "pgdate_part"],
      },
      { sql: "SELECT DATE_PART(sec, TIMESTAMP '2009-09-21 11:10:03.189717')", rows: [[3.189717]] },
      { sql: "SELECT DATE_PART(day, NULL)", rows: [[null]] },
      { sql: "SELECT DATE_PART(nonsense, DATE '2022-05-02')", error: "nonsense" },
      { sql: "SELECT DATE_PART(day, TIME '10:00')", error: "day" },
    ],
  },
  {
    page: "r_DATE_PART_YEAR",
    cases: [
      {
        sql: "SELECT DATE_PART_YEAR(DATE '20220502 04:05:06.789')",
        rows: [[2022]],
        columns: ["date_part_year"],
        types: ["int4"],
      },
      { sql: "SELECT DATE_PART_YEAR('2008-01-01'), DATE_PART_YEAR(NULL)", rows: [[2008, null]] },
    ],
  },
  {
    page: "r_EXTRACT_function",
    setup: CLOCKS,
    cases: [
      {
        sql: "SELECT EXTRACT(minute FROM TIMESTAMP '2009-09-09 12:08:43')",
        rows: [[8]],
        columns: ["date_part"],
        types: ["int4"],
      },
      { sql: "SELECT EXTRACT(ms FROM TIMESTAMP '2009-09-09 12:08:43.101')", rows: [[101]], types: ["int4"] },
      { sql: "SELECT EXTRACT(week FROM TIMESTAMP '2008-02-06 02:00:00')", rows: [[6]] },
      { sql: "SELECT EXTRACT(year FROM TIMESTAMPTZ '1.12.1997 07:37:16.00 PST')", rows: [[1997]], types: ["float8"] },
      {
        sql: "SELECT EXTRACT(minute FROM at) AS minutes FROM clock",
        rows: [[0], [0], [58]],
        unordered: true,
        types: ["int4"],
      },
      { sql: "SELECT EXTRACT(hour FROM at) AS hours FROM clock", rows: [[20], [0], [0]], unordered: true },
      { sql: "SELECT EXTRACT(ms FROM TIME '18:25:33.123456')", rows: [[123]], columns: ["date_part"], types: ["int4"] },
      {
        sql: "SELECT EXTRACT(hour FROM at) AS hours FROM zoned_clock",
        rows: [[4], [0], [5]],
        unordered: true,
        types: ["int4"],
      },
      { sql: "SELECT EXTRACT(ms FROM TIMETZ '18:25:33.123456 EST')", rows: [[123]], types: ["int4"] },
      // A literal's zone is not left for UTC here.
      { sql: "SELECT EXTRACT(timezone_hour FROM TIMETZ '1.12.1997 07:37:16.00 PDT')", rows: [[-7]] },
      { sql: "SELECT EXTRACT(hour FROM TIMETZ '07:37:16.00 PDT')", rows: [[7]] },
      {
        sql: "SELECT EXTRACT('month' FROM DATE '2008-11-05'), EXTRACT(MONTH FROM DATE '2008-11-05')",
        rows: [[11, 11]],
      },
      { sql: "SELECT EXTRACT(timezone_hour FROM TIMESTAMPTZ '2008-11-05 00:00:00-08')", rows: [[0]] },
      { sql: "SELECT EXTRACT(timezone_hour FROM TIMESTAMP '2008-11-05 00:00:00')", error: "timezone_hour" },
      { sql: "SELECT EXTRACT(day FROM TIME '10:00:00')", error: "day" },
      { sql: "SELECT EXTRACT(nonsense FROM TIMESTAMP '2008-11-05')", error: "nonsense" },
      { sql: "SELECT EXTRACT(day FROM NULL::TIMESTAMP)", rows: [[null]] },
    ],
  },
  {
    page: "r_Dateparts_for_datetime_functions",
    setup: [
      "CREATE TABLE seconds (micro TIMESTAMP)",
      "INSERT INTO seconds VALUES ('2009-09-21 11:10:03.189717')",
      "CREATE TABLE event (name VARCHAR(200), begins TIMESTAMP)",
      "INSERT INTO event VALUES ('Mamma Mia!', '2008-01-01 20:00:00'), ('Nas', '2008-01-01 14:30:00')",
    ],
    cases: [
      { sql: "SELECT EXTRACT(sec FROM micro) FROM seconds", rows: [[3]], columns: ["date_part"], types: ["int4"] },
      {
        sql: "SELECT DATE_PART(sec, micro) FROM seconds",
        rows: [[3.189717]],
        columns: ["pgdate_part"],
        types: ["float8"],
      },
      { sql: "SELECT EXTRACT(century FROM TIMESTAMP '2000-12-16 12:21:13')", rows: [[20]] },
      { sql: "SELECT EXTRACT(century FROM TIMESTAMP '2001-12-16 12:21:13')", rows: [[21]] },
      { sql: "SELECT EXTRACT(decade FROM TIMESTAMP '1999-02-16 20:38:40')", rows: [[200]] },
      { sql: "SELECT EXTRACT(decade FROM TIMESTAMP '2000-02-16 20:38:40')", rows: [[201]] },
      { sql: "SELECT EXTRACT(decade FROM TIMESTAMP '2010-02-16 20:38:40')", rows: [[202]] },
      {
        sql: "SELECT EXTRACT(decade FROM TIMESTAMP '0009-12-31'), EXTRACT(decade FROM TIMESTAMP '0010-01-01')",
        rows: [[1, 2]],
      },
      { sql: "SELECT EXTRACT(mil FROM TIMESTAMP '2000-12-16 12:21:13')", rows: [[2]] },
      { sql: "SELECT EXTRACT(mil FROM TIMESTAMP '2001-12-16 12:21:13')", rows: [[3]] },
      { sql: "CREATE TABLE event_epoch AS SELECT name, begins, DATE_PART(epoch, begins) FROM event", done: true },
      {
        sql: "SELECT name, pgdate_part FROM event_epoch ORDER BY pgdate_part",
        rows: [
          ["Nas", 1199197800],
          ["Mamma Mia!", 1199217600],
        ],
        types: ["varchar", "float8"],
      },
      {
        sql: "SELECT TIMESTAMP WITH TIME ZONE 'epoch' + pgdate_part * INTERVAL '1 second' AS converted_timestamp FROM event_epoch ORDER BY 1",
        rows: [["2008-01-01 14:30:00+00"], ["2008-01-01 20:00:00+00"]],
      },
      // Every spelling of every part.
      ...spellings("2000-12-16 12:21:13.123456", {
        "millennium millennia mil mils": 2,
        "century centuries c cent cents": 20,
        "decade decades dec decs": 201,
        epoch: 976969273.123456,
        "year years y yr yrs": 2000,
        "quarter quarters qtr qtrs": 4,
        "month months mon mons": 12,
        "week weeks w": 50,
        "dow dayofweek dw weekday": 6,
        "doy dayofyear dy yearday": 351,
        "day days d": 16,
        "hour hours h hr hrs": 12,
        "minute minutes m min mins": 21,
        "second seconds s sec secs": 13.123456,
        "microsecond microseconds microsec microsecs usecond useconds us usec usecs": 123456,
      }),
      {
        sql: "SELECT EXTRACT(ms FROM TIMESTAMP '2000-12-16 12:21:13.101'), EXTRACT(msec FROM TIMESTAMP '2000-12-16 12:21:13.101')",
        rows: [[101, 101]],
      },
      {
        sql: "SELECT EXTRACT(mseconds FROM TIMESTAMP '2000-12-16 12:21:13.101'), EXTRACT(millisecs FROM TIMESTAMP '2000-12-16 12:21:13.101')",
        rows: [[101, 101]],
      },
      // D is a day here, and the day of the week in a format.
      { sql: "SELECT DATE_PART(d, DATE '2000-12-16'), TO_CHAR(DATE '2000-12-16', 'D')", rows: [[16, "7"]] },
    ],
  },
  {
    page: "r_DATE_TRUNC",
    setup: [
      "CREATE TABLE sale (at TIMESTAMP, paid DECIMAL(8,2))",
      "INSERT INTO sale VALUES ('2008-09-02 10:00:00', 10), ('2008-09-07 23:59:59', 5), ('2008-09-08 00:00:00', 1)",
    ],
    cases: [
      {
        sql: "SELECT DATE_TRUNC('second', TIMESTAMP '20200430 04:05:06.789')",
        rows: [["2020-04-30 04:05:06"]],
        columns: ["date_trunc"],
        types: ["timestamp"],
      },
      { sql: "SELECT DATE_TRUNC('minute', TIMESTAMP '20200430 04:05:06.789')", rows: [["2020-04-30 04:05:00"]] },
      { sql: "SELECT DATE_TRUNC('hour', TIMESTAMP '20200430 04:05:06.789')", rows: [["2020-04-30 04:00:00"]] },
      { sql: "SELECT DATE_TRUNC('day', TIMESTAMP '20200430 04:05:06.789')", rows: [["2020-04-30 00:00:00"]] },
      { sql: "SELECT DATE_TRUNC('month', TIMESTAMP '20200430 04:05:06.789')", rows: [["2020-04-01 00:00:00"]] },
      { sql: "SELECT DATE_TRUNC('quarter', TIMESTAMP '20200430 04:05:06.789')", rows: [["2020-04-01 00:00:00"]] },
      { sql: "SELECT DATE_TRUNC('year', TIMESTAMP '20200430 04:05:06.789')", rows: [["2020-01-01 00:00:00"]] },
      { sql: "SELECT DATE_TRUNC('millennium', TIMESTAMP '20200430 04:05:06.789')", rows: [["2001-01-01 00:00:00"]] },
      {
        sql: "SELECT DATE_TRUNC('century', TIMESTAMP '20000430'), DATE_TRUNC('decade', TIMESTAMP '20190430')",
        rows: [["1901-01-01 00:00:00", "2010-01-01 00:00:00"]],
      },
      { sql: "SELECT DATE_TRUNC('week', TIMESTAMP '20220430 04:05:06.789')", rows: [["2022-04-25 00:00:00"]] },
      {
        sql: "SELECT DATE_TRUNC('weeks', TIMESTAMP '20220425'), DATE_TRUNC('millisecond', TIMESTAMP '20220425 00:00:00.123456')",
        rows: [["2022-04-25 00:00:00", "2022-04-25 00:00:00.123"]],
      },
      {
        sql: "SELECT DATE_TRUNC('week', at), SUM(paid) FROM sale WHERE at LIKE '2008-09%' GROUP BY DATE_TRUNC('week', at) ORDER BY 1",
        rows: [
          ["2008-09-01 00:00:00", "15.00"],
          ["2008-09-08 00:00:00", "1.00"],
        ],
      },
      { sql: "SELECT DATE_TRUNC('month', DATE '2020-04-30')", rows: [["2020-04-01 00:00:00"]], types: ["timestamp"] },
      { sql: "SELECT DATE_TRUNC('month', '2020-04-30 10:00')", rows: [["2020-04-01 00:00:00"]], types: ["timestamp"] },
      { sql: "SELECT DATE_TRUNC('day', NULL)", rows: [[null]] },
      { sql: "SELECT DATE_TRUNC('nonsense', TIMESTAMP '20200430')", error: "nonsense" },
      { sql: "SELECT DATE_TRUNC('dow', TIMESTAMP '20200430')", error: "dow" },
      { sql: "SELECT DATE_TRUNC(day, TIMESTAMP '20200430')", error: 'column "day" does not exist' },
    ],
  },
  {
    page: "r_TRUNC_date",
    setup: ["CREATE TABLE event (begins TIMESTAMP)", "INSERT INTO event VALUES ('2008-01-25 14:30:00')"],
    cases: [
      { sql: "SELECT TRUNC(begins) FROM event", rows: [["2008-01-25"]], columns: ["trunc"], types: ["date"] },
      {
        sql: "SELECT TRUNC(TIMESTAMP '2011-07-21 10:32:38.248109'), TRUNC(DATE '2011-07-21')",
        rows: [["2011-07-21", "2011-07-21"]],
      },
      { sql: "SELECT TRUNC(SYSDATE) = CURRENT_DATE", rows: [[true]] },
      {
        sql: "SELECT CAST(TRUNC(begins) AS TIMESTAMP) FROM event",
        rows: [["2008-01-25 00:00:00"]],
        types: ["timestamp"],
      },
    ],
  },
];

/** DATE_PART by each spelling of a part gives the same. */
function spellings(
  timestamp: string,
  parts: Readonly<Record<string, number>>,
): readonly { sql: string; rows: number[][] }[] {
  return Object.entries(parts).map(([names, value]) => {
    const words = names.split(" ");
    return {
      sql: `SELECT ${words.map((word) => `DATE_PART(${word}, TIMESTAMP '${timestamp}')`).join(", ")}`,
      rows: [words.map(() => value)],
    };
  });
}
