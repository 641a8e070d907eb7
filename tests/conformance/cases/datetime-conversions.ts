import type { ConformancePage } from "../conformance-case.ts";

/** Dates and times as other types, and beside other types. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "c_Supported_data_types",
    setup: [
      "CREATE TABLE moment (d DATE, t TIME, tz TIMETZ, ts TIMESTAMP, tstz TIMESTAMPTZ, text VARCHAR(40))",
      "INSERT INTO moment VALUES ('2008-01-05', '10:20:30', '10:20:30+00', '2008-01-05 10:20:30', '2008-01-05 10:20:30+00', ' 2008-01-05 10:20:30 ')",
    ],
    cases: [
      {
        sql: "SELECT d::TIMESTAMP, d::TIMESTAMPTZ, d::VARCHAR, d::CHAR(10) FROM moment",
        rows: [["2008-01-05 00:00:00", "2008-01-05 00:00:00+00", "2008-01-05", "2008-01-05"]],
        types: ["timestamp", "timestamptz", "varchar", "bpchar"],
      },
      {
        sql: "SELECT ts::DATE, ts::TIME, ts::TIMESTAMPTZ, ts::VARCHAR FROM moment",
        rows: [["2008-01-05", "10:20:30", "2008-01-05 10:20:30+00", "2008-01-05 10:20:30"]],
        types: ["date", "time", "timestamptz", "varchar"],
      },
      {
        sql: "SELECT tstz::DATE, tstz::TIME, tstz::TIMESTAMP, tstz::VARCHAR FROM moment",
        rows: [["2008-01-05", "10:20:30", "2008-01-05 10:20:30", "2008-01-05 10:20:30+00"]],
      },
      {
        sql: "SELECT t::TIMETZ, t::VARCHAR, tz::TIME, tz::VARCHAR FROM moment",
        rows: [["10:20:30+00", "10:20:30", "10:20:30", "10:20:30+00"]],
        types: ["timetz", "varchar", "time", "varchar"],
      },
      // Blanks around a text do not count.
      {
        sql: "SELECT text::DATE, text::TIMESTAMP, text::TIMESTAMPTZ, CAST(text AS TIME) FROM moment",
        rows: [["2008-01-05", "2008-01-05 10:20:30", "2008-01-05 10:20:30+00", "10:20:30"]],
      },
      {
        sql: "SELECT '10:00 PST'::TIMETZ, '2008-01-05 10:00 PST'::TIMESTAMPTZ",
        rows: [["18:00:00+00", "2008-01-05 18:00:00+00"]],
      },
      {
        sql: "SELECT TIMESTAMPTZ '2008-01-05 23:00:00-08'::DATE, TIMESTAMPTZ '2008-01-05 23:00:00-08'::TIMESTAMP",
        rows: [["2008-01-06", "2008-01-06 07:00:00"]],
      },
      {
        sql: "SELECT CONVERT(DATE, '2008-01-05'), CONVERT(TIMESTAMP, d) FROM moment",
        rows: [["2008-01-05", "2008-01-05 00:00:00"]],
      },
      { sql: "SELECT 20080105::DATE", error: "cannot cast type integer to date" },
      { sql: "SELECT d::INTEGER FROM moment", error: "cannot cast type date to integer" },
      { sql: "SELECT t::DATE FROM moment", error: "cannot cast type time without time zone to date" },
      { sql: "SELECT d::TIME FROM moment", error: "cannot cast type date to time without time zone" },
      { sql: "SELECT TRUE::DATE", error: "cannot cast type boolean to date" },
    ],
  },
  {
    page: "r_comparison_condition",
    setup: [
      "CREATE TABLE moment (id INTEGER, d DATE, ts TIMESTAMP, tstz TIMESTAMPTZ, t TIME, written VARCHAR(40))",
      `INSERT INTO moment VALUES (1, '2008-01-05', '2008-01-05 10:00', '2008-01-05 10:00+00', '10:00', '2008-01-05'),
        (2, '2008-02-05', '2008-02-05', '2008-02-05', '12:00', '2008-02-05 00:00:00')`,
    ],
    cases: [
      { sql: "SELECT id FROM moment WHERE d = '01-05-2008'", rows: [[1]] },
      {
        sql: "SELECT id FROM moment WHERE d = '20080105' AND ts > '2008-01-05' AND tstz < '2008-01-06 00:00 EST' AND t >= '10:00 AM'",
        rows: [[1]],
      },
      { sql: "SELECT id FROM moment WHERE d BETWEEN '2008-01-01' AND '2008-01-31'", rows: [[1]] },
      { sql: "SELECT id FROM moment WHERE d IN ('2008-02-05', 'Mar 1, 2008')", rows: [[2]] },
      {
        sql: "SELECT id, d = ts, d < ts, ts = tstz, d <> tstz FROM moment ORDER BY id",
        rows: [
          [1, false, true, true, true],
          [2, true, false, true, false],
        ],
      },
      { sql: "SELECT id FROM moment WHERE ts LIKE '2008-01%'", rows: [[1]] },
      { sql: "SELECT id FROM moment WHERE d >= DATEADD(day, -31, DATE '2008-02-05') ORDER BY id", rows: [[1], [2]] },
      { sql: "SELECT COUNT(*) FROM moment WHERE d > SYSDATE - 30 OR ts > CURRENT_DATE", rows: [[0]] },
      // Beside a column of text a date is text.
      { sql: "SELECT id FROM moment WHERE d = written", rows: [[1]] },
      { sql: "SELECT id FROM moment WHERE ts = written", rows: [[2]] },
      { sql: "SELECT id FROM moment WHERE d = 'someday'", error: "someday" },
      { sql: "SELECT id FROM moment WHERE d = t", error: "operator does not exist: date = time without time zone" },
      { sql: "SELECT id FROM moment WHERE d = 20080105", error: "operator does not exist: date = integer" },
      {
        sql: "SELECT MIN(d), MAX(ts), COUNT(DISTINCT tstz) FROM moment",
        rows: [["2008-01-05", "2008-02-05 00:00:00", 2]],
        types: ["date", "timestamp", "int8"],
      },
      {
        sql: "SELECT COALESCE(NULL, d), NVL(NULL, ts), GREATEST(d, '2008-01-20'), LEAST(ts, '2008-01-20') FROM moment WHERE id = 1",
        rows: [["2008-01-05", "2008-01-05 10:00:00", "2008-01-20", "2008-01-05 10:00:00"]],
        types: ["date", "timestamp", "date", "timestamp"],
      },
      {
        sql: "SELECT CASE WHEN id = 1 THEN d ELSE '2009-01-01' END FROM moment ORDER BY id",
        rows: [["2008-01-05"], ["2009-01-01"]],
        types: ["date"],
      },
      {
        sql: "SELECT d FROM moment UNION SELECT TIMESTAMP '2008-03-01 10:00' ORDER BY 1",
        rows: [["2008-01-05 00:00:00"], ["2008-02-05 00:00:00"], ["2008-03-01 10:00:00"]],
        types: ["timestamp"],
      },
      { sql: "SELECT d || ' is a date' FROM moment WHERE id = 1", rows: [["2008-01-05 is a date"]] },
      {
        sql: "SELECT d + 1, 1 + d, d - 1, d - DATE '2008-01-01' FROM moment WHERE id = 1",
        rows: [["2008-01-06", "2008-01-06", "2008-01-04", 4]],
        types: ["date", "date", "date", "int8"],
      },
      {
        sql: "SELECT TIMESTAMP '2008-01-01' + '1 day', TIMESTAMP '2008-01-01' - '2007-12-31' > '23 hours', TIMESTAMP '2008-01-01' + NULL",
        rows: [["2008-01-02 00:00:00", true, null]],
      },
      { sql: "SELECT DATE '2008-01-05' - '2008-01-01', DATE '2008-01-05' - NULL", rows: [[4, null]] },
      { sql: "SELECT d * 2 FROM moment", error: "operator does not exist: date * integer" },
      { sql: "SELECT -d FROM moment", error: "operator does not exist: - date" },
      { sql: "SELECT SUM(d) FROM moment", error: "function sum(date) does not exist" },
    ],
  },
  {
    page: "r_TRY_CAST",
    cases: [
      {
        sql: "SELECT TRY_CAST('2008-01-05' AS DATE), TRY_CAST('someday' AS DATE), TRY_CAST('2008-02-30' AS DATE)",
        rows: [["2008-01-05", null, null]],
        types: ["date", "date", "date"],
      },
      {
        sql: "SELECT TRY_CAST('17.12.1997' AS DATE), TRY_CAST('080215' AS DATE), TRY_CAST('today' AS DATE) = CURRENT_DATE",
        rows: [["1997-12-17", "2008-02-15", true]],
      },
      {
        sql: "SELECT TRY_CAST('10:00' AS TIME), TRY_CAST('25:00' AS TIME), TRY_CAST('10:00 PST' AS TIMETZ)",
        rows: [["10:00:00", null, "18:00:00+00"]],
        types: ["time", "time", "timetz"],
      },
      {
        sql: "SELECT TRY_CAST('2008-01-05 10:00' AS TIMESTAMP), TRY_CAST('2008-01-05 10:00 PST' AS TIMESTAMPTZ), TRY_CAST('soon' AS TIMESTAMP)",
        rows: [["2008-01-05 10:00:00", "2008-01-05 18:00:00+00", null]],
      },
      {
        sql: "SELECT TRY_CAST(DATE '2008-01-05' AS VARCHAR), TRY_CAST(TIMESTAMP '2008-01-05 10:00' AS DATE)",
        rows: [["2008-01-05", "2008-01-05"]],
      },
      { sql: "SELECT TRY_CAST(20080105 AS DATE)", error: "not supported" },
    ],
  },
  {
    page: "r_SVV_COLUMNS",
    setup: ["CREATE TABLE interval_columns (a INTERVAL MONTH, b INTERVAL HOUR TO MINUTE, c TIMESTAMP, d TIMETZ)"],
    cases: [
      {
        sql: "SELECT column_name, data_type FROM svv_columns WHERE table_name = 'interval_columns' ORDER BY ordinal_position",
        rows: [
          ["a", "intervaly2m"],
          ["b", "intervald2s"],
          ["c", "timestamp without time zone"],
          ["d", "time with time zone"],
        ],
      },
    ],
  },
];
