import type { ConformancePage } from "../conformance-case.ts";

/** Differences of dates and times count the boundaries between them. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_DATEDIFF_function",
    setup: [
      "CREATE TABLE stay (arrived DATE, left_on DATE)",
      "INSERT INTO stay VALUES ('2009-01-01', '2009-03-23'), ('2023-01-04', '2024-05-04')",
      "CREATE TABLE clock (at TIME)",
      "INSERT INTO clock VALUES ('20:00:00'), ('00:00:00.5550'), ('00:58:00')",
      "CREATE TABLE zoned_clock (at TIMETZ)",
      "INSERT INTO zoned_clock VALUES ('04:00:00+00'), ('00:00:00.5550+00'), ('05:58:00+00')",
      "CREATE TABLE listed (id INTEGER, price DECIMAL(8,2), listed_at TIMESTAMP, sold_at TIMESTAMP)",
      `INSERT INTO listed VALUES (1, 96.00, '2008-01-01 10:00:00', '2008-01-16 09:00:00'), (2, 123.00, '2008-01-01', '2008-01-12'),
         (3, 131.00, '2008-01-01 23:59:59', '2008-01-10 00:00:01'), (4, 96.00, '2008-01-01 01:00:00', '2008-01-01 23:00:00')`,
    ],
    cases: [
      { sql: "SELECT DATEDIFF(week, '2009-01-01', '2009-12-31') AS numweeks", rows: [[52]], columns: ["numweeks"] },
      {
        sql: "SELECT DATEDIFF(hour, '2023-01-01', '2023-01-03 05:04:03')",
        rows: [[53]],
        columns: ["date_diff"],
        types: ["int8"],
      },
      {
        sql: "SELECT DATEDIFF(day, arrived, left_on) AS duration FROM stay",
        rows: [[81], [486]],
        unordered: true,
        types: ["int8"],
      },
      {
        sql: "SELECT price, DATEDIFF(day, listed_at, sold_at) AS wait FROM listed ORDER BY wait DESC, price DESC",
        rows: [
          ["96.00", 15],
          ["123.00", 11],
          ["131.00", 9],
          ["96.00", 0],
        ],
      },
      { sql: "SELECT AVG(DATEDIFF(hours, listed_at, sold_at)) AS avgwait FROM listed", rows: [[209]], types: ["int8"] },
      // A year, an hour and a month are counted where they begin, however near the two times are.
      { sql: "SELECT DATEDIFF(year, '12-31-2008', '01-01-2009')", rows: [[1]] },
      { sql: "SELECT DATEDIFF(year, '2009-01-01', '2009-12-31')", rows: [[0]] },
      { sql: "SELECT DATEDIFF(hour, '01-01-2009 8:30:00', '01-01-2009 10:00:00')", rows: [[2]] },
      { sql: "SELECT DATEDIFF(hour, TIME '8:30:00', TIME '10:00:00')", rows: [[2]] },
      { sql: "SELECT DATEDIFF(mon, '2008-01-31', '2008-02-01')", rows: [[1]] },
      { sql: "SELECT DATEDIFF(day, '2008-01-31 23:59:59.999999', '2008-02-01')", rows: [[1]] },
      { sql: "SELECT DATEDIFF(minute, '2008-01-31 10:59:59', '2008-01-31 11:00:00')", rows: [[1]] },
      { sql: "SELECT DATEDIFF(second, '2008-01-31 10:59:59.9', '2008-01-31 11:00:00')", rows: [[1]] },
      {
        sql: "SELECT DATEDIFF(qtr, '2008-03-31', '2008-04-01'), DATEDIFF(qtrs, '2007-04-01', '2008-06-05')",
        rows: [[1, 4]],
      },
      {
        sql: "SELECT DATEDIFF(ms, '2008-01-01', '2008-01-01 00:00:01.5'), DATEDIFF(us, '2008-01-01', '2008-01-01 00:00:00.000015')",
        rows: [[1500, 15]],
      },
      {
        sql: "SELECT DATEDIFF(decade, '1999-12-31', '2000-01-01'), DATEDIFF(century, '2000-12-31', '2001-01-01'), DATEDIFF(mil, '2000-12-31', '2001-01-01')",
        rows: [[1, 1, 1]],
      },
      // Positive when the second is later, negative when it is earlier.
      {
        sql: "SELECT DATEDIFF(day, '2008-02-01', '2008-01-31'), DATEDIFF(day, '2008-01-31', '2008-02-01')",
        rows: [[-1, 1]],
      },
      { sql: "SELECT DATEDIFF('day', DATE '2020-02-28', DATE '2020-03-01')", rows: [[2]] },
      { sql: "SELECT DATEDIFF(day, DATE '2020-01-01', TIMESTAMP '2020-01-03 12:00')", rows: [[2]] },
      {
        sql: "SELECT DATEDIFF(hour, TIMESTAMPTZ '2020-01-01 00:00:00-08', TIMESTAMPTZ '2020-01-01 00:00:00+00')",
        rows: [[-8]],
      },
      { sql: "SELECT DATEDIFF(day, NULL, '2020-01-01'), DATEDIFF(day, '2020-01-01', NULL)", rows: [[null, null]] },
      { sql: "SELECT DATEDIFF(hour, at, TIME '15:24:45') FROM clock", rows: [[-5], [15], [15]], unordered: true },
      { sql: "SELECT DATEDIFF(minute, TIME '20:00:00', TIME '21:00:00') AS nummins", rows: [[60]], types: ["int8"] },
      {
        sql: "SELECT DATEDIFF(hours, TIMETZ '20:00:00 PST', at) AS numhours FROM zoned_clock",
        rows: [[0], [-4], [1]],
        unordered: true,
      },
      { sql: "SELECT DATEDIFF(hours, TIMETZ '20:00:00 PST', TIMETZ '00:58:00 EST') AS numhours", rows: [[1]] },
      { sql: "SELECT DATEDIFF(fortnight, '2009-01-01', '2009-12-31')", error: "fortnight" },
      { sql: "SELECT DATEDIFF(dow, '2009-01-01', '2009-12-31')", error: "dow" },
      { sql: "SELECT DATEDIFF(day, TIME '20:00:00', TIME '21:00:00')", error: "day" },
      { sql: "SELECT DATEDIFF(day, '2009-01-01')", error: "does not exist" },
      {
        sql: "SELECT DATEDIFF(day, TIMESTAMP '2009-01-01', TIMESTAMPTZ '2009-01-02')",
        error:
          'function pg_catalog.date_diff("unknown", timestamp without time zone, timestamp with time zone) does not exist',
      },
    ],
  },
];
