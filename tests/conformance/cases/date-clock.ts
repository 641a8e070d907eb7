import type { ConformancePage } from "../conformance-case.ts";

const EVENTS = ["CREATE TABLE event (begins TIMESTAMP)", "INSERT INTO event VALUES ('2008-01-25 14:30:00')"];

/** What time it is. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "Date_functions_header",
    setup: EVENTS,
    cases: [
      // Deprecated functions of the leader node run without user tables only.
      ...[
        "AGE(TIMESTAMP '2001-01-01')",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
        "LOCALTIME",
        "LOCALTIMESTAMP",
        "ISFINITE(TIMESTAMP '2001-01-01')",
        "NOW()",
      ].flatMap((call) => [
        { sql: `SELECT ${call} IS NULL`, rows: [[false]] },
        {
          sql: `SELECT ${call} FROM event`,
          error: "Specified types or functions (one per INFO message) not supported on Redshift tables.",
        },
        { sql: `SELECT begins FROM event WHERE ${call} IS NOT NULL`, error: "not supported on Redshift tables" },
      ]),
      { sql: "SELECT AGE(TIMESTAMP '2001-04-10', TIMESTAMP '1957-06-13')", rows: [["43 years 9 mons 27 days"]] },
      { sql: "SELECT NOW() = SYSDATE, CURRENT_TIMESTAMP = SYSDATE", rows: [[true, true]] },
      { sql: "SELECT NOW(), CURRENT_TIMESTAMP IS NULL WHERE 1 = 0", rows: [], types: ["timestamptz", "bool"] },
      // PostgreSQL's others are not Redshift's.
      ...[
        "CLOCK_TIMESTAMP()",
        "STATEMENT_TIMESTAMP()",
        "TRANSACTION_TIMESTAMP()",
        "MAKE_DATE(2020, 1, 1)",
        "MAKE_INTERVAL(1)",
        "JUSTIFY_DAYS(INTERVAL '40 days')",
        "TO_TIMESTAMP(0)",
        "DATE_BIN('1 day', SYSDATE, SYSDATE)",
      ].map((call) => ({
        sql: `SELECT ${call}`,
        error: "does not exist",
      })),
    ],
  },
  {
    page: "r_CURRENT_DATE_function",
    cases: [
      { sql: "SELECT CURRENT_DATE = TRUNC(SYSDATE)", rows: [[true]] },
      { sql: "SELECT CURRENT_DATE WHERE 1 = 0", rows: [], columns: ["date"], types: ["date"] },
      { sql: "SELECT CURRENT_DATE()", error: "syntax error" },
    ],
  },
  {
    page: "r_GETDATE",
    setup: EVENTS,
    cases: [
      { sql: "SELECT GETDATE() WHERE 1 = 0", rows: [], columns: ["timestamp"], types: ["timestamp"] },
      { sql: "SELECT TRUNC(GETDATE()) WHERE 1 = 0", rows: [], columns: ["trunc"], types: ["date"] },
      { sql: "SELECT TRUNC(GETDATE()) = CURRENT_DATE, GETDATE() = GETDATE()", rows: [[true, true]] },
      { sql: "SELECT begins < GETDATE() FROM event", rows: [[true]] },
      { sql: "SELECT GETDATE", error: 'column "getdate" does not exist' },
    ],
  },
  {
    page: "r_SYSDATE",
    setup: EVENTS,
    cases: [
      { sql: "SELECT SYSDATE WHERE 1 = 0", rows: [], columns: ["timestamp"], types: ["timestamp"] },
      { sql: "SELECT TRUNC(SYSDATE) WHERE 1 = 0", rows: [], columns: ["trunc"], types: ["date"] },
      { sql: "SELECT SYSDATE = SYSDATE, DATE_TRUNC('second', SYSDATE) <= GETDATE()", rows: [[true, true]] },
      { sql: "SELECT COUNT(*) FROM event WHERE begins BETWEEN TRUNC(SYSDATE) - 120 AND TRUNC(SYSDATE)", rows: [[0]] },
      { sql: "SELECT COUNT(*) FROM event WHERE begins < SYSDATE", rows: [[1]] },
      { sql: "SELECT SYSDATE()", error: "syntax error" },
    ],
  },
  {
    page: "r_TIMEOFDAY_function",
    cases: [
      { sql: "SELECT TIMEOFDAY() WHERE 1 = 0", rows: [], columns: ["timeofday"], types: ["varchar"] },
      {
        sql: "SELECT TIMEOFDAY() SIMILAR TO '(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6} [0-9]{4} UTC'",
        rows: [[true]],
      },
    ],
  },
  {
    page: "r_Date_and_time_literals",
    cases: [
      {
        sql: "SELECT DATEADD(day, 1, 'today') = DATEADD(day, 1, TRUNC(SYSDATE)), DATEADD(day, 1, 'now') = DATEADD(day, 1, SYSDATE)",
        rows: [[true, true]],
        columns: ["?column?", "?column?"],
      },
      {
        sql: "SELECT TIMESTAMP 'now' = SYSDATE, 'now'::TIMESTAMP = SYSDATE, CAST('NOW' AS DATE) = CURRENT_DATE",
        rows: [[true, true, true]],
      },
      { sql: "SELECT DATE 'tomorrow' - DATE 'today', DATE 'today' - DATE 'yesterday'", rows: [[1, 1]] },
      {
        sql: "SELECT TIMESTAMP 'today' = CURRENT_DATE, TIMESTAMP 'tomorrow' = CURRENT_DATE + 1, TIMESTAMP 'yesterday' = CURRENT_DATE - 1",
        rows: [[true, true, true]],
      },
      {
        sql: "SELECT DATE_TRUNC('day', 'now') = TIMESTAMP 'today', SYSDATE > 'yesterday', SYSDATE < 'tomorrow'",
        rows: [[true, true, true]],
      },
      { sql: "SELECT TIMESTAMP 'epoch'", rows: [["1970-01-01 00:00:00"]] },
      { sql: "SELECT now", error: 'column "now" does not exist' },
    ],
  },
];
