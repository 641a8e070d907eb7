import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

/** How dates and times may be written. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_Date_and_time_literals",
    cases: [
      ...written("DATE", {
        "January 8, 1999": "1999-01-08",
        "1999-01-08": "1999-01-08",
        "1/8/1999": "1999-01-08",
        "01/02/00": "2000-01-02",
        "2000-Jan-31": "2000-01-31",
        "Jan-31-2000": "2000-01-31",
        "31-Jan-2000": "2000-01-31",
        "20080215": "2008-02-15",
        "080215": "2008-02-15",
        "2008.366": "2008-12-31",
      }),
      ...written("TIME", {
        "04:05:06.789": "04:05:06.789",
        "04:05:06": "04:05:06",
        "04:05": "04:05:00",
        "040506": "04:05:06",
        "04:05 AM": "04:05:00",
        "04:05 PM": "16:05:00",
        "16:05": "16:05:00",
      }),
      ...written("TIMETZ", {
        "04:05:06.789": "04:05:06.789+00",
        "04:05 PM": "16:05:00+00",
        "16:05 PST": "00:05:00+00",
      }),
      ...written("TIMESTAMP", {
        "20080215 04:05:06.789": "2008-02-15 04:05:06.789",
        "20080215 04:05:06": "2008-02-15 04:05:06",
        "20080215 04:05": "2008-02-15 04:05:00",
        "20080215 040506": "2008-02-15 04:05:06",
        "20080215 04:05 AM": "2008-02-15 04:05:00",
        "20080215 04:05 PM": "2008-02-15 16:05:00",
        "20080215 16:05": "2008-02-15 16:05:00",
        "20080215": "2008-02-15 00:00:00",
        "January 8, 1999 04:05 PM": "1999-01-08 16:05:00",
        "1/8/1999 16:05": "1999-01-08 16:05:00",
        "2008.366 04:05:06": "2008-12-31 04:05:06",
      }),
      // The hour before PM is less than 12, and a date is one of the calendar.
      { sql: "SELECT TIME '16:05 PM'", error: "16:05 PM" },
      { sql: "SELECT DATE '2008-02-30'", error: 'date/time field value out of range: "2008-02-30"' },
      { sql: "SELECT DATE '2008.367'", error: "2008.367" },
      { sql: "SELECT DATE '2008-13-01'", error: "2008-13-01" },
      { sql: "SELECT TIME '25:00'", error: "25:00" },
      { sql: "SELECT DATE 'no date'", error: 'invalid input syntax for type date: "no date"' },
      { sql: "SELECT TIMESTAMP 'no time'", error: 'invalid input syntax for type timestamp: "no time"' },
    ],
  },
  {
    page: "r_Datetime_types",
    setup: ["CREATE TABLE moment (d DATE, t TIME, tz TIMETZ, ts TIMESTAMP, tstz TIMESTAMPTZ)"],
    cases: [
      ...written("TIMESTAMPTZ", {
        "17 Dec 07:37:16 1997 PST": "1997-12-17 15:37:16+00",
        "12/17/1997 07:37:16.00 PST": "1997-12-17 15:37:16+00",
        "12/17/1997 07:37:16.00 US/Pacific": "1997-12-17 15:37:16+00",
        "1997-12-17 07:37:16-08": "1997-12-17 15:37:16+00",
        "17.12.1997 07:37:16.00 PST": "1997-12-17 15:37:16+00",
      }),
      {
        sql: "INSERT INTO moment VALUES ('2008-12-31', '10:20:30.123456', '10:20:30 EST', '20081231', '20081231')",
        done: true,
      },
      {
        sql: "SELECT * FROM moment",
        rows: [["2008-12-31", "10:20:30.123456", "15:20:30+00", "2008-12-31 00:00:00", "2008-12-31 00:00:00+00"]],
        types: ["date", "time", "timetz", "timestamp", "timestamptz"],
      },
      { sql: "DELETE FROM moment", done: true },
      // A TIMESTAMP takes no notice of a zone, a DATE none of the time.
      {
        sql: "INSERT INTO moment (d, ts, tstz) VALUES ('2008-12-31 23:59:59', '2008-12-31 18:20 EST', '2008-12-31 18:20 EST')",
        done: true,
      },
      {
        sql: "SELECT d, ts, tstz FROM moment",
        rows: [["2008-12-31", "2008-12-31 18:20:00", "2008-12-31 23:20:00+00"]],
      },
      {
        sql: "CREATE TABLE spelled (a TIME WITHOUT TIME ZONE, b TIME WITH TIME ZONE, c TIMESTAMP WITHOUT TIME ZONE, d TIMESTAMP WITH TIME ZONE)",
        done: true,
      },
      { sql: "SELECT * FROM spelled", rows: [], types: ["time", "timetz", "timestamp", "timestamptz"] },
      {
        sql: "SELECT TIME '10:20:30.1234567', TIMESTAMP '2008-12-31 10:20:30.1234567'",
        rows: [["10:20:30.123457", "2008-12-31 10:20:30.123457"]],
      },
      { sql: "SELECT TIME '24:00:00', DATE '4713-01-01 BC'", rows: [["24:00:00", "4713-01-01 BC"]] },
    ],
  },
  {
    page: "r_Examples_with_datetime_types",
    setup: [
      "CREATE TABLE span (start_date DATE, end_date DATE)",
      "CREATE TABLE stamp (plain TIMESTAMP, zoned TIMESTAMPTZ)",
    ],
    cases: [
      { sql: "INSERT INTO span VALUES ('2008-06-01', '2008-12-31')", done: true },
      { sql: "INSERT INTO span VALUES ('Jun 1,2008', '20081231')", done: true },
      {
        sql: "SELECT * FROM span ORDER BY 1",
        rows: [
          ["2008-06-01", "2008-12-31"],
          ["2008-06-01", "2008-12-31"],
        ],
      },
      { sql: "INSERT INTO stamp VALUES ('Jun 1,2008  09:59:59', 'Jun 1,2008 09:59:59 EST')", done: true },
      { sql: "INSERT INTO stamp VALUES ('Dec 31,2008 18:20', 'Dec 31,2008 18:20')", done: true },
      { sql: "INSERT INTO stamp VALUES ('Jun 1,2008  09:59:59 EST', 'Jun 1,2008 09:59:59')", done: true },
      {
        sql: "SELECT plain, zoned FROM stamp ORDER BY plain, zoned",
        rows: [
          ["2008-06-01 09:59:59", "2008-06-01 09:59:59+00"],
          ["2008-06-01 09:59:59", "2008-06-01 14:59:59+00"],
          ["2008-12-31 18:20:00", "2008-12-31 18:20:00+00"],
        ],
        types: ["timestamp", "timestamptz"],
      },
    ],
  },
  {
    page: "automatic-recognition",
    setup: ["CREATE TABLE formattest (test CHAR(21))", "INSERT INTO formattest VALUES ('J2345678 04:05:06.789')"],
    cases: [
      { sql: "SELECT CAST(test AS DATE) AS date FROM formattest", rows: [["1710-02-23"]] },
      {
        sql: "SELECT TRUNC(CAST(test AS TIMESTAMP)), DATE_TRUNC('second', CAST(test AS TIMESTAMP)) FROM formattest",
        rows: [["1710-02-23", "1710-02-23 04:05:06"]],
      },
      ...written("TIMESTAMP", {
        J2451187: "1999-01-08 00:00:00",
        "19960108 040809": "1996-01-08 04:08:09",
        "960108 040809": "1996-01-08 04:08:09",
        "1996.008": "1996-01-08 00:00:00",
        "1996-01-08 04:05:06.789": "1996-01-08 04:05:06.789",
      }),
      ...written("TIMESTAMPTZ", { "12.17.1997 07:37:16.00 PST": "1997-12-17 15:37:16+00" }),
      { sql: "SELECT DATE 'Jan-08-95 BC'", rows: [["0095-01-08 BC"]] },
    ],
  },
];

/** Each text as a typed literal and as a cast. */
function written(type: string, texts: Readonly<Record<string, string>>): readonly ConformanceCase[] {
  return Object.entries(texts).map(([text, value]) => ({
    sql: `SELECT ${type} '${text}', '${text}'::${type}, CAST('${text}' AS ${type})`,
    rows: [[value, value, value]],
    types: [type, type, type].map((name) => name.toLowerCase()),
  }));
}
