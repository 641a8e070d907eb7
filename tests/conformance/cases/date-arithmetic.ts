import type { ConformancePage } from "../conformance-case.ts";

const CLOCKS = [
  "CREATE TABLE clock (at TIME)",
  "INSERT INTO clock VALUES ('20:00:00'), ('00:00:00.5550'), ('00:58:00')",
  "CREATE TABLE zoned_clock (at TIMETZ)",
  "INSERT INTO zoned_clock VALUES ('04:00:00+00'), ('00:00:00.5550+00'), ('05:58:00+00')",
];

/** Dates and times made of others. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_ADD_MONTHS",
    cases: [
      {
        sql: "SELECT ADD_MONTHS('2008-03-31', 1)",
        rows: [["2008-04-30 00:00:00"]],
        columns: ["add_months"],
        types: ["timestamp"],
      },
      { sql: "SELECT ADD_MONTHS('2008-04-30', 1)", rows: [["2008-05-31 00:00:00"]] },
      { sql: "SELECT ADD_MONTHS(DATE '2008-01-15', 1)", rows: [["2008-02-15 00:00:00"]], types: ["timestamp"] },
      { sql: "SELECT ADD_MONTHS(TIMESTAMP '2008-01-15 10:20:30', -1)", rows: [["2007-12-15 10:20:30"]] },
      {
        sql: "SELECT ADD_MONTHS('2008-01-30', 1), ADD_MONTHS('2008-02-29', 12)",
        rows: [["2008-02-29 00:00:00", "2009-02-28 00:00:00"]],
      },
      {
        sql: "SELECT ADD_MONTHS('2008-05-31', -1), ADD_MONTHS('2009-02-28', 1)",
        rows: [["2008-04-30 00:00:00", "2009-03-31 00:00:00"]],
      },
      { sql: "SELECT TRUNC(ADD_MONTHS(DATE '2008-01-03', 12)) AS later", rows: [["2009-01-03"]], types: ["date"] },
      { sql: "SELECT ADD_MONTHS(NULL, 1), ADD_MONTHS('2008-01-01', NULL)", rows: [[null, null]] },
      { sql: "SELECT ADD_MONTHS('2008-01-01')", error: "does not exist" },
    ],
  },
  {
    page: "r_DATEADD_function",
    setup: [
      ...CLOCKS,
      "CREATE TABLE calendar (day DATE, month CHAR(5))",
      "INSERT INTO calendar VALUES ('2008-11-01', 'NOV'), ('2008-11-02', 'NOV'), ('2008-12-01', 'DEC')",
    ],
    cases: [
      {
        sql: "SELECT DATEADD(day, 30, day) AS novplus30 FROM calendar WHERE month = 'NOV' ORDER BY day",
        rows: [["2008-12-01 00:00:00"], ["2008-12-02 00:00:00"]],
        types: ["timestamp"],
      },
      { sql: "SELECT DATEADD(month, 18, '2008-02-28')", rows: [["2009-08-28 00:00:00"]], columns: ["date_add"] },
      { sql: "SELECT DATEADD(m, 30, '2008-02-28')", rows: [["2008-02-28 00:30:00"]], columns: ["date_add"] },
      {
        sql: "SELECT DATEADD(minute, 5, at) AS minplus5 FROM clock",
        rows: [["20:05:00"], ["00:05:00.555"], ["01:03:00"]],
        unordered: true,
        types: ["time"],
      },
      { sql: "SELECT DATEADD(hour, 8, TIME '13:24:55')", rows: [["21:24:55"]], columns: ["date_add"], types: ["time"] },
      { sql: "SELECT DATEADD(hour, 12, TIME '13:24:55')", rows: [["01:24:55"]] },
      { sql: "SELECT DATEADD(hour, -14, TIME '13:24:55')", rows: [["23:24:55"]] },
      {
        sql: "SELECT DATEADD(minute, 5, at) AS minplus5_tz FROM zoned_clock",
        rows: [["04:05:00+00"], ["00:05:00.555+00"], ["06:03:00+00"]],
        unordered: true,
        types: ["timetz"],
      },
      { sql: "SELECT DATEADD(hour, 2, TIMETZ '13:24:55 PST')", rows: [["23:24:55+00"]], types: ["timetz"] },
      // The end of a month is kept by ADD_MONTHS only.
      {
        sql: "SELECT ADD_MONTHS('2008-04-30', 1), DATEADD(month, 1, '2008-04-30')",
        rows: [["2008-05-31 00:00:00", "2008-05-30 00:00:00"]],
      },
      { sql: "SELECT DATEADD(month, 1, '2008-01-31')", rows: [["2008-02-29 00:00:00"]] },
      { sql: "SELECT DATEADD(month, 12, '2016-02-29')", rows: [["2017-02-28 00:00:00"]] },
      { sql: "SELECT DATEADD(year, 1, '2016-02-29')", rows: [["2017-03-01 00:00:00"]] },
      {
        sql: "SELECT DATEADD(year, 4, '2016-02-29'), DATEADD(year, -1, TIMESTAMP '2016-02-29 10:00:00')",
        rows: [["2020-02-29 00:00:00", "2015-03-01 10:00:00"]],
      },
      {
        sql: "SELECT DATEADD(day, -1, DATE '2008-03-01'), DATEADD(week, 1, '2008-02-28')",
        rows: [["2008-02-29 00:00:00", "2008-03-06 00:00:00"]],
      },
      {
        sql: "SELECT DATEADD(qtr, 2, '2008-08-31'), DATEADD(quarter, -1, '2008-03-31')",
        rows: [["2009-02-28 00:00:00", "2007-12-31 00:00:00"]],
      },
      {
        sql: "SELECT DATEADD(decade, 1, '2008-01-01'), DATEADD(c, 1, '2008-01-01'), DATEADD(mil, 1, '2008-01-01')",
        rows: [["2018-01-01 00:00:00", "2108-01-01 00:00:00", "3008-01-01 00:00:00"]],
      },
      {
        sql: "SELECT DATEADD(s, 90, '2008-01-01'), DATEADD(ms, 1, '2008-01-01'), DATEADD(us, 1, '2008-01-01')",
        rows: [["2008-01-01 00:01:30", "2008-01-01 00:00:00.001", "2008-01-01 00:00:00.000001"]],
      },
      {
        sql: "SELECT DATEADD('hour', 1, TIMESTAMPTZ '2008-01-01 00:00:00-08')",
        rows: [["2008-01-01 09:00:00+00"]],
        types: ["timestamptz"],
      },
      {
        sql: "SELECT DATEADD(day, EXTRACT(day FROM day), day) FROM calendar WHERE month = 'DEC'",
        rows: [["2008-12-02 00:00:00"]],
      },
      { sql: "SELECT DATEADD(day, NULL, '2008-01-01'), DATEADD(day, 1, NULL)", rows: [[null, null]] },
      {
        sql: "SELECT DATEADD(ms, 1767225600123::BIGINT, '1970-01-01'), DATEADD(us, 1767225600123456, '1970-01-01')",
        rows: [["2026-01-01 00:00:00.123", "2026-01-01 00:00:00.123456"]],
      },
      { sql: "SELECT DATEADD(fortnight, 1, '2008-01-01')", error: "fortnight" },
      { sql: "SELECT DATEADD(epoch, 1, '2008-01-01')", error: "epoch" },
      { sql: "SELECT DATEADD(day, 1, TIME '10:00')", error: "day" },
      { sql: "SELECT DATEADD(month, 1, TIMETZ '10:00 PST')", error: "month" },
      {
        sql: "SELECT DATEADD(day, 1.5, DATE '2008-01-01')",
        error: 'function pg_catalog.date_add("unknown", numeric, date) does not exist',
      },
      { sql: "SELECT DATEADD(day, 1, 5)", error: "pg_catalog.date_add" },
    ],
  },
  {
    page: "r_DATE-CONCATENATE_function",
    setup: CLOCKS,
    cases: [
      {
        sql: "SELECT DATE '2000-01-02' + at AS ts FROM clock",
        rows: [["2000-01-02 20:00:00"], ["2000-01-02 00:00:00.555"], ["2000-01-02 00:58:00"]],
        unordered: true,
        types: ["timestamp"],
      },
      {
        sql: "SELECT DATE '2000-01-01' + TIME '20:00:00' AS ts",
        rows: [["2000-01-01 20:00:00"]],
        types: ["timestamp"],
      },
      {
        sql: "SELECT TIME '20:00:00' + DATE '2000-01-01' AS ts",
        rows: [["2000-01-01 20:00:00"]],
        types: ["timestamp"],
      },
      {
        sql: "SELECT DATE '2000-01-01' + at AS ts FROM zoned_clock",
        rows: [["2000-01-01 04:00:00+00"], ["2000-01-01 00:00:00.555+00"], ["2000-01-01 05:58:00+00"]],
        unordered: true,
        types: ["timestamptz"],
      },
      {
        sql: "SELECT at + DATE '2000-01-01' AS ts FROM zoned_clock WHERE at = '05:58:00+00'",
        rows: [["2000-01-01 05:58:00+00"]],
      },
      { sql: "SELECT DATE '2000-01-01' + NULL::TIME", rows: [[null]], types: ["timestamp"] },
      {
        sql: "SELECT DATE '2000-01-01' - TIME '20:00:00'",
        error: "operator does not exist: date - time without time zone",
      },
      { sql: "SELECT DATE '2000-01-01' + DATE '2000-01-01'", error: "operator does not exist: date + date" },
    ],
  },
  {
    page: "r_LAST_DAY",
    cases: [
      { sql: "SELECT LAST_DAY('2008-02-10')", rows: [["2008-02-29"]], columns: ["last_day"], types: ["date"] },
      { sql: "SELECT LAST_DAY(TIMESTAMP '2014-01-31 23:59:59')", rows: [["2014-01-31"]], types: ["date"] },
      {
        sql: "SELECT LAST_DAY(DATE '2009-02-01'), LAST_DAY(DATE '2009-12-01'), LAST_DAY(NULL)",
        rows: [["2009-02-28", "2009-12-31", null]],
      },
      {
        sql: `SELECT DATEDIFF(day, TIMESTAMP '2008-06-24 10:00:00', LAST_DAY(TIMESTAMP '2008-06-24 10:00:00')) AS "Days Remaining"`,
        rows: [[6]],
        columns: ["days remaining"],
      },
      { sql: "SELECT LAST_DAY(SYSDATE) = LAST_DAY(CURRENT_DATE)", rows: [[true]] },
    ],
  },
  {
    page: "r_MONTHS_BETWEEN_function",
    cases: [
      { sql: "SELECT MONTHS_BETWEEN('1969-01-18', '1969-03-18') AS months", rows: [[-2]], types: ["float8"] },
      {
        sql: "SELECT MONTHS_BETWEEN('2014-02-15', '2014-01-15'), MONTHS_BETWEEN('2014-09-30', '2014-08-31')",
        rows: [[1, 1]],
        columns: ["months_between", "months_between"],
      },
      { sql: "SELECT MONTHS_BETWEEN('2014-02-15 23:00', '2014-01-15 01:00')", rows: [[1]] },
      { sql: "SELECT ROUND(MONTHS_BETWEEN('2008-12-25 15:00:00', '2008-01-21 19:30:00'), 2)", rows: [[11.12]] },
      {
        sql: "SELECT ROUND(MONTHS_BETWEEN(TIMESTAMP '2008-12-01 19:30:00', TIMESTAMP '2008-01-03 15:00:00'), 2)",
        rows: [[10.94]],
      },
      {
        sql: "SELECT ROUND(MONTHS_BETWEEN(TIMESTAMP '2008-12-07 14:00:00', TIMESTAMP '2008-01-16 19:30:00'), 1)",
        rows: [[10.7]],
      },
      {
        sql: "SELECT ROUND(MONTHS_BETWEEN(TIMESTAMP '2008-12-15 15:00:00', TIMESTAMP '2008-01-21 19:00:00'), 1)",
        rows: [[10.8]],
      },
      {
        sql: "SELECT ROUND(MONTHS_BETWEEN(TIMESTAMP '2008-12-19 19:00:00', TIMESTAMP '2008-01-08 19:30:00'), 2)",
        rows: [[11.35]],
      },
      { sql: "SELECT MONTHS_BETWEEN(NULL, '2014-01-15'), MONTHS_BETWEEN('2014-01-15', NULL)", rows: [[null, null]] },
    ],
  },
  {
    page: "r_NEXT_DAY",
    cases: [
      {
        sql: "SELECT NEXT_DAY('2014-08-20', 'Tuesday')",
        rows: [["2014-08-26"]],
        columns: ["next_day"],
        types: ["date"],
      },
      // The same day of the week is the next one.
      { sql: "SELECT NEXT_DAY('2014-08-20', 'wednesday')", rows: [["2014-08-27"]] },
      {
        sql: "SELECT NEXT_DAY(DATE '2008-07-06', 'Monday'), NEXT_DAY(DATE '2008-07-03', 'MONDAY')",
        rows: [["2008-07-07", "2008-07-07"]],
      },
      { sql: "SELECT NEXT_DAY(TIMESTAMP '2014-08-20 23:00:00', 'Thu')", rows: [["2014-08-21"]] },
      {
        sql: `SELECT NEXT_DAY('2014-08-20', 'Su'), NEXT_DAY('2014-08-20', 'M'), NEXT_DAY('2014-08-20', 'Tues'), NEXT_DAY('2014-08-20', 'W'),
          NEXT_DAY('2014-08-20', 'Thurs'), NEXT_DAY('2014-08-20', 'F'), NEXT_DAY('2014-08-20', 'Sat')`,
        rows: [["2014-08-24", "2014-08-25", "2014-08-26", "2014-08-27", "2014-08-21", "2014-08-22", "2014-08-23"]],
      },
      { sql: "SELECT NEXT_DAY(NULL, 'Mon'), NEXT_DAY('2014-08-20', NULL)", rows: [[null, null]] },
      { sql: "SELECT NEXT_DAY('2014-08-20', 'Someday')", error: "Someday" },
    ],
  },
];
