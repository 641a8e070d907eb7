import type { ConformancePage } from "../conformance-case.ts";

const LISTING = [
  "CREATE TABLE listing (id INTEGER, listed_at TIMESTAMP)",
  "INSERT INTO listing VALUES (16, '2008-08-24 09:36:12')",
];

/** One time in several zones. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "CONVERT_TIMEZONE",
    setup: LISTING,
    cases: [
      // An abbreviation is a fixed offset, a name knows of daylight saving time.
      {
        sql: "SELECT listed_at, CONVERT_TIMEZONE('PST', listed_at) FROM listing",
        rows: [["2008-08-24 09:36:12", "2008-08-24 01:36:12"]],
        columns: ["listed_at", "convert_timezone"],
        types: ["timestamp", "timestamp"],
      },
      { sql: "SELECT CONVERT_TIMEZONE('US/Pacific', listed_at) FROM listing", rows: [["2008-08-24 02:36:12"]] },
      { sql: "SELECT CONVERT_TIMEZONE('EST', 'PST', '20080305 12:25:29')", rows: [["2008-03-05 09:25:29"]] },
      { sql: "SELECT CONVERT_TIMEZONE('America/New_York', '2013-02-01 08:00:00')", rows: [["2013-02-01 03:00:00"]] },
      { sql: "SELECT CONVERT_TIMEZONE('America/New_York', '2013-06-01 08:00:00')", rows: [["2013-06-01 04:00:00"]] },
      {
        sql: "SELECT CONVERT_TIMEZONE('Europe/London', '2013-01-01 12:00:00'), CONVERT_TIMEZONE('Europe/London', '2013-07-01 12:00:00')",
        rows: [["2013-01-01 12:00:00", "2013-07-01 13:00:00"]],
      },
      {
        sql: "SELECT CONVERT_TIMEZONE('Africa/Kampala', '2013-01-01 12:00:00'), CONVERT_TIMEZONE('Singapore', '2013-01-01 12:00:00')",
        rows: [["2013-01-01 15:00:00", "2013-01-01 20:00:00"]],
      },
      {
        sql: "SELECT CONVERT_TIMEZONE('PDT', '2013-01-01 12:00:00'), CONVERT_TIMEZONE('PDT', '2013-07-01 12:00:00')",
        rows: [["2013-01-01 05:00:00", "2013-07-01 05:00:00"]],
      },
      // POSIX counts hours west of Greenwich.
      {
        sql: `SELECT CONVERT_TIMEZONE('GMT', 'NEWZONE +2', '2014-05-17 12:00:00') AS newzone_plus_2, CONVERT_TIMEZONE('GMT', 'NEWZONE-2:15', '2014-05-17 12:00:00') AS newzone_minus_2_15,
          CONVERT_TIMEZONE('GMT', 'America/Los_Angeles+2', '2014-05-17 12:00:00') AS la_plus_2, CONVERT_TIMEZONE('GMT', 'GMT+2', '2014-05-17 12:00:00') AS gmt_plus_2`,
        rows: [["2014-05-17 10:00:00", "2014-05-17 14:15:00", "2014-05-17 10:00:00", "2014-05-17 10:00:00"]],
      },
      {
        sql: "SELECT CONVERT_TIMEZONE('PST8', '2013-06-01 08:00:00'), CONVERT_TIMEZONE('PST8PDT', '2013-06-01 08:00:00')",
        rows: [["2013-06-01 00:00:00", "2013-06-01 01:00:00"]],
      },
      {
        sql: "SELECT CONVERT_TIMEZONE('EST5', '2013-06-01 08:00:00'), CONVERT_TIMEZONE('EST5EDT', '2013-06-01 08:00:00')",
        rows: [["2013-06-01 03:00:00", "2013-06-01 04:00:00"]],
      },
      {
        sql: "SELECT CONVERT_TIMEZONE('UTC', 'UTC', DATE '2013-06-01')",
        rows: [["2013-06-01 00:00:00"]],
        types: ["timestamp"],
      },
      { sql: "SELECT CONVERT_TIMEZONE('PST', NULL), CONVERT_TIMEZONE(NULL, '2013-06-01')", rows: [[null, null]] },
      { sql: "SELECT CONVERT_TIMEZONE('Nowhere', '2013-06-01 08:00:00')", error: 'time zone "Nowhere" not recognized' },
      { sql: "SELECT CONVERT_TIMEZONE('PST')", error: "does not exist" },
    ],
  },
  {
    page: "r_AT_TIME_ZONE",
    cases: [
      {
        sql: "SELECT TIMESTAMP '2001-02-16 20:38:40' AT TIME ZONE 'MST'",
        rows: [["2001-02-17 03:38:40+00"]],
        columns: ["timestamptz"],
        types: ["timestamptz"],
      },
      {
        sql: "SELECT TIMESTAMP WITH TIME ZONE '2001-02-16 20:38:40-05' AT TIME ZONE 'MST'",
        rows: [["2001-02-16 18:38:40"]],
        columns: ["timestamp"],
        types: ["timestamp"],
      },
      {
        sql: "SELECT TIMESTAMPTZ '2001-07-16 12:00:00+00' AT TIME ZONE 'US/Pacific', TIMESTAMPTZ '2001-07-16 12:00:00+00' AT TIME ZONE 'PST'",
        rows: [["2001-07-16 05:00:00", "2001-07-16 04:00:00"]],
      },
      {
        sql: "SELECT (TIMESTAMP '2001-07-16 12:00:00' AT TIME ZONE 'UTC') AT TIME ZONE 'Africa/Kampala'",
        rows: [["2001-07-16 15:00:00"]],
      },
      {
        sql: "SELECT '2001-07-16 12:00:00' AT TIME ZONE 'UTC'",
        rows: [["2001-07-16 12:00:00+00"]],
        types: ["timestamptz"],
      },
      { sql: "SELECT TIMESTAMP '2001-07-16' AT TIME ZONE 'Nowhere'", error: 'time zone "Nowhere" not recognized' },
      { sql: "SELECT TIME '10:00' AT TIME ZONE 'UTC'", error: "does not exist" },
    ],
  },
  {
    page: "r_TIMEZONE",
    setup: LISTING,
    cases: [
      {
        sql: "SELECT TIMEZONE('PST', TIMESTAMP '2008-06-17 09:44:54')",
        rows: [["2008-06-17 17:44:54+00"]],
        columns: ["timezone"],
        types: ["timestamptz"],
      },
      {
        sql: "SELECT TIMEZONE('PST', TIMESTAMPTZ '2008-06-17 09:44:54+00')",
        rows: [["2008-06-17 01:44:54"]],
        columns: ["timezone"],
        types: ["timestamp"],
      },
      { sql: "SELECT TIMEZONE('America/Los_Angeles', listed_at) FROM listing", rows: [["2008-08-24 16:36:12+00"]] },
      {
        sql: "SELECT TIMEZONE('UTC', '2008-06-17 09:44:54')",
        rows: [["2008-06-17 09:44:54+00"]],
        types: ["timestamptz"],
      },
      { sql: "SELECT TIMEZONE('UTC', NULL)", rows: [[null]] },
      { sql: "SELECT TIMEZONE('UTC', TIME '10:00')", error: "does not exist" },
    ],
  },
  {
    page: "time-zone-names",
    setup: LISTING,
    cases: [
      { sql: "SELECT COUNT(*) > 100 FROM (SELECT PG_TIMEZONE_NAMES() AS zone) AS zones", rows: [[true]] },
      {
        sql: "SELECT zone LIKE '(Africa/Kampala,EAT,03:00:00,f)' FROM (SELECT PG_TIMEZONE_NAMES() AS zone) AS zones WHERE zone LIKE '(Africa/Kampala,%'",
        rows: [[true]],
        types: ["bool"],
      },
      { sql: "SELECT PG_TIMEZONE_NAMES() FROM listing", error: "not supported on Redshift tables" },
    ],
  },
  {
    page: "time-zone-abbrevs",
    cases: [
      {
        sql: "SELECT zone FROM (SELECT PG_TIMEZONE_ABBREVS() AS zone) AS zones WHERE zone LIKE '(PDT,%' OR zone LIKE '(PST,%' ORDER BY zone",
        rows: [["(PDT,-07:00:00,t)"], ["(PST,-08:00:00,f)"]],
      },
    ],
  },
];
