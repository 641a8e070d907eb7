import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

/** Settings of a session that dates, times and intervals follow. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_timezone_config",
    cases: [
      { sql: "SHOW timezone", rows: [["UTC"]], columns: ["timezone"] },
      ...within("TO 'America/New_York'", "2008-08-24 05:36:12-04"),
      ...within("= 'America/New_York'", "2008-08-24 05:36:12-04"),
      { sql: "SHOW timezone", rows: [["America/New_York"]] },
      // An offset of ISO 8601 counts east of Greenwich, one of POSIX west.
      ...within("TO '-8:00'", "2008-08-24 01:36:12-08"),
      ...within("TO '+7:30'", "2008-08-24 17:06:12+07:30"),
      ...within("TO 'PST8'", "2008-08-24 01:36:12-08"),
      ...within("TO 'EST5EDT'", "2008-08-24 05:36:12-04"),
      ...within("TO 'Etc/Greenwich'", "2008-08-24 09:36:12+00"),
      ...within("TO 'GB'", "2008-08-24 10:36:12+01"),
      ...within("INTERVAL '-8 hours'", "2008-08-24 01:36:12-08"),
      { sql: "SET TIME ZONE INTERVAL '-8:00'", done: true },
      { sql: "SELECT TIMESTAMPTZ '2008-08-24 09:36:12 UTC'", rows: [["2008-08-24 01:36:12-08"]] },
      { sql: "SET TIME ZONE INTERVAL '30 minutes'", done: true },
      { sql: "SELECT TIMESTAMPTZ '2008-08-24 09:36:12 UTC'", rows: [["2008-08-24 10:06:12+00:30"]] },
      { sql: "SET TIME ZONE 'America/New_York'", done: true },
      // What has no zone is in the session's.
      {
        sql: "SELECT TIMESTAMPTZ '2008-08-24 09:36:12', TIMESTAMP '2008-08-24 09:36:12'::TIMESTAMPTZ",
        rows: [["2008-08-24 09:36:12-04", "2008-08-24 09:36:12-04"]],
      },
      {
        sql: "SELECT TIMESTAMPTZ '2008-08-24 09:36:12 UTC'::TIMESTAMP, TIMESTAMPTZ '2008-08-24 02:36:12 UTC'::DATE",
        rows: [["2008-08-24 05:36:12", "2008-08-23"]],
      },
      { sql: "SELECT TO_CHAR(TIMESTAMPTZ '2008-08-24 09:36:12 UTC', 'HH24:MI TZ OF')", rows: [["05:36 EDT -04"]] },
      { sql: "SELECT EXTRACT(timezone_hour FROM TIMESTAMPTZ '2008-08-24 09:36:12 UTC')", rows: [[-4]] },
      {
        sql: "SELECT DATEDIFF(hour, CONVERT_TIMEZONE('America/New_York', 'UTC', GETDATE()), GETDATE()) IN (-4, -5), GETDATE() >= DATE_TRUNC('second', SYSDATE)",
        rows: [[true, true]],
      },
      // POSIX zones are not checked, names are, and abbreviations are no zones of a session.
      { sql: "SET timezone TO 'xxx36'", done: true },
      { sql: "SET timezone TO 'Nowhere'", error: 'invalid value for parameter "TimeZone": "Nowhere"' },
      { sql: "SET timezone TO 'PDT'", error: 'invalid value for parameter "TimeZone": "PDT"' },
      ...within("TO DEFAULT", "2008-08-24 09:36:12+00"),
      { sql: "SHOW timezone", rows: [["UTC"]] },
    ],
  },
  {
    page: "r_AT_TIME_ZONE",
    setup: ["SET timezone TO 'PST8PDT'"],
    cases: [{ sql: "SELECT TIMESTAMP '2001-02-16 20:38:40' AT TIME ZONE 'MST'", rows: [["2001-02-16 19:38:40-08"]] }],
  },
  {
    page: "r_datestyle",
    cases: [
      { sql: "SHOW datestyle", rows: [["ISO, MDY"]] },
      { sql: "SET datestyle TO 'SQL,DMY'", done: true },
      { sql: "SHOW datestyle", rows: [["SQL, DMY"]] },
      { sql: "SELECT DATEDIFF(day, '01/02/2008', '01/03/2008')", rows: [[29]] },
      { sql: "SET datestyle TO 'ISO, YMD'", done: true },
      { sql: "SELECT DATE '08/02/01'", rows: [["2008-02-01"]] },
      { sql: "SET datestyle TO 'sideways'", error: 'invalid value for parameter "DateStyle"' },
      { sql: "RESET datestyle", done: true },
      { sql: "SELECT DATE '08/02/01'", rows: [["2001-08-02"]] },
    ],
  },
  {
    page: "Date_functions_header",
    cases: [
      { sql: "BEGIN", done: true },
      {
        sql: "CREATE TEMP TABLE began AS SELECT SYSDATE AS transaction_time, GETDATE() AS statement_time, CURRENT_DATE AS day",
        done: true,
      },
      // SYSDATE and CURRENT_DATE are of the transaction, GETDATE() and TIMEOFDAY() of the statement.
      {
        sql: "SELECT SYSDATE = transaction_time, CURRENT_DATE = day, GETDATE() >= statement_time, TIMESTAMP 'now' = SYSDATE FROM began",
        rows: [[true, true, true, true]],
      },
      { sql: "COMMIT", done: true },
      { sql: "SELECT SYSDATE > transaction_time FROM began", rows: [[true]] },
      { sql: "DROP TABLE began", done: true },
    ],
  },
  {
    page: "r_interval_data_types",
    cases: [
      { sql: "SET IntervalStyle TO 'sql_standard'", done: true },
      { sql: "SELECT INTERVAL '1-2' YEAR TO MONTH::text", rows: [["1-2"]], types: ["varchar"] },
      { sql: "SELECT INTERVAL '1 2:3:4.5678' DAY TO SECOND::text", rows: [["1 2:03:04.5678"]] },
      { sql: "SELECT INTERVAL '-5' MONTH::text, INTERVAL '1' YEAR", rows: [["-0-5", "1 years 0 mons"]] },
      { sql: "SET IntervalStyle TO 'postgres_verbose'", done: true },
      { sql: "SELECT INTERVAL '1-2' YEAR TO MONTH::text", rows: [["@ 1 year 2 mons"]] },
      { sql: "SELECT INTERVAL '1 2:3:4.5678' DAY TO SECOND::text", rows: [["@ 1 day 2 hours 3 mins 4.56 secs"]] },
      { sql: "SELECT INTERVAL '1 2:3:4.5678' DAY TO SECOND", rows: [["1 days 2 hours 3 mins 4.5678 secs"]] },
      { sql: "SET IntervalStyle TO 'iso_8601'", error: "iso_8601" },
      { sql: "SET IntervalStyle TO 'postgres'", done: true },
      { sql: "SELECT INTERVAL '1-2' YEAR TO MONTH::text", rows: [["1 year 2 mons"]] },
    ],
  },
  {
    page: "r_interval_forbid_composite_literals",
    cases: [
      {
        sql: "SELECT INTERVAL '1 year 1 day' DAY TO SECOND",
        error:
          "Interval Day To Second literal cannot contain year-month parts. Disable the GUC interval_forbid_composite_literals to suppress this error and silently discard the year-month part.",
      },
      { sql: 'SET interval_forbid_composite_literals TO "false"', done: true },
      {
        sql: "SELECT INTERVAL '1 year 1 day' DAY TO SECOND",
        rows: [["1 days 0 hours 0 mins 0.0 secs"]],
        columns: ["intervald2s"],
      },
      { sql: "SELECT INTERVAL '1 year 1 day' YEAR TO MONTH", rows: [["1 years 0 mons"]] },
      { sql: "SET interval_forbid_composite_literals TO true", done: true },
      { sql: "SELECT INTERVAL '1 year 1 day' YEAR TO MONTH", error: "cannot contain day-time parts" },
    ],
  },
];

/** SET timezone, and a time of UTC in that zone. */
function within(zone: string, shown: string): readonly ConformanceCase[] {
  return [
    { sql: `SET timezone ${zone}`, done: true },
    { sql: "SELECT TIMESTAMPTZ '2008-08-24 09:36:12 UTC'", rows: [[shown]], types: ["timestamptz"] },
  ];
}
