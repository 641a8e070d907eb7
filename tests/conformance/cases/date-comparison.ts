import type { ConformancePage } from "../conformance-case.ts";

const LISTINGS = [
  "CREATE TABLE listing (id INTEGER, listed_at TIMESTAMP, zoned TIMESTAMPTZ, sold_at TIMESTAMP)",
  `INSERT INTO listing VALUES (1, '2008-01-24 06:43:29', '2008-01-24 06:43:29', '2008-02-18 02:36:48'),
     (3, '2008-11-01 07:35:33', '2008-11-01 07:35:33', '2008-11-02'), (6, '2008-06-18 00:00:00', '2008-06-18 00:00:00', '2008-08-31')`,
];

/** Comparisons that give -1, 0 or 1. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_DATE_CMP",
    setup: [
      "CREATE TABLE calendar (day DATE)",
      "INSERT INTO calendar VALUES ('2008-01-03'), ('2008-01-04'), ('2008-01-05')",
    ],
    cases: [
      {
        sql: "SELECT day, '2008-01-04', DATE_CMP(day, '2008-01-04') FROM calendar ORDER BY day",
        rows: [
          ["2008-01-03", "2008-01-04", -1],
          ["2008-01-04", "2008-01-04", 0],
          ["2008-01-05", "2008-01-04", 1],
        ],
        columns: ["day", "?column?", "date_cmp"],
        types: ["date", "varchar", "int4"],
      },
      { sql: "SELECT DATE_CMP(NULL, '2008-01-04'), DATE_CMP(DATE '2008-01-04', DATE '2007-12-31')", rows: [[null, 1]] },
    ],
  },
  {
    page: "r_DATE_CMP_TIMESTAMP",
    setup: LISTINGS,
    cases: [
      {
        sql: "SELECT id, DATE_CMP_TIMESTAMP('2008-06-18', listed_at) FROM listing ORDER BY id",
        rows: [
          [1, 1],
          [3, -1],
          [6, 0],
        ],
        columns: ["id", "date_cmp_timestamp"],
        types: ["int4", "int4"],
      },
    ],
  },
  {
    page: "r_DATE_CMP_TIMESTAMPTZ",
    setup: LISTINGS,
    cases: [
      {
        sql: "SELECT id, DATE_CMP_TIMESTAMPTZ(DATE '2008-06-18', zoned) FROM listing ORDER BY id",
        rows: [
          [1, 1],
          [3, -1],
          [6, 0],
        ],
        types: ["int4", "int4"],
      },
      {
        sql: "SELECT DATE_CMP_TIMESTAMPTZ('2008-06-18', TIMESTAMPTZ '2008-06-18 00:00:00-01')",
        rows: [[-1]],
        columns: ["date_cmp_timestamptz"],
      },
    ],
  },
  {
    page: "r_TIMESTAMP_CMP",
    setup: LISTINGS,
    cases: [
      {
        sql: "SELECT id, TIMESTAMP_CMP(listed_at, sold_at) FROM listing WHERE id = 1",
        rows: [[1, -1]],
        columns: ["id", "timestamp_cmp"],
        types: ["int4", "int4"],
      },
      {
        sql: "SELECT TIMESTAMP_CMP(listed_at, listed_at), TIMESTAMP_CMP(sold_at, listed_at) FROM listing WHERE id = 1",
        rows: [[0, 1]],
      },
      { sql: "SELECT TIMESTAMP_CMP('2008-01-01', '2008-01-01 00:00:00.000001')", rows: [[-1]] },
    ],
  },
  {
    page: "r_TIMESTAMP_CMP_DATE",
    setup: LISTINGS,
    cases: [
      {
        sql: "SELECT id, TIMESTAMP_CMP_DATE(listed_at, '2008-06-18') FROM listing ORDER BY id",
        rows: [
          [1, -1],
          [3, 1],
          [6, 0],
        ],
        columns: ["id", "timestamp_cmp_date"],
        types: ["int4", "int4"],
      },
    ],
  },
  {
    page: "r_TIMESTAMP_CMP_TIMESTAMPTZ",
    cases: [
      {
        sql: `SELECT TIMESTAMP_CMP_TIMESTAMPTZ('2008-01-24 06:43:29', '2008-01-24 06:43:29+00'),
          TIMESTAMP_CMP_TIMESTAMPTZ('2008-01-24 06:43:29', '2008-02-18 02:36:48+00'), TIMESTAMP_CMP_TIMESTAMPTZ('2008-01-24', '2008-01-24+08')`,
        rows: [[0, -1, 1]],
        types: ["int4", "int4", "int4"],
      },
    ],
  },
  {
    page: "r_TIMESTAMPTZ_CMP",
    cases: [
      {
        sql: `SELECT TIMESTAMPTZ_CMP('2008-01-24 06:43:29+00', '2008-01-24 06:43:29+00'), TIMESTAMPTZ_CMP('2008-01-24 00:00-08', '2008-01-24 08:00+00'),
          TIMESTAMPTZ_CMP('2008-01-24 06:43:29+00', '2008-02-18 02:36:48+00'), TIMESTAMPTZ_CMP('2008-02-18 02:36:48+00', '2008-01-24 06:43:29+00')`,
        rows: [[0, 0, -1, 1]],
        types: ["int4", "int4", "int4", "int4"],
      },
    ],
  },
  {
    page: "r_TIMESTAMPTZ_CMP_DATE",
    cases: [
      {
        sql: `SELECT TIMESTAMPTZ_CMP_DATE('2008-06-18 00:00:00+00', '2008-06-18'), TIMESTAMPTZ_CMP_DATE('2008-06-17 23:59:59+00', '2008-06-18'),
          TIMESTAMPTZ_CMP_DATE('2008-06-18 00:00:01+00', '2008-06-18')`,
        rows: [[0, -1, 1]],
        types: ["int4", "int4", "int4"],
      },
    ],
  },
  {
    page: "r_TIMESTAMPTZ_CMP_TIMESTAMP",
    cases: [
      {
        sql: `SELECT TIMESTAMPTZ_CMP_TIMESTAMP('2008-01-24 06:43:29+00', '2008-01-24 06:43:29'),
          TIMESTAMPTZ_CMP_TIMESTAMP('2008-01-24 06:43:29+00', '2008-02-18 02:36:48'), TIMESTAMPTZ_CMP_TIMESTAMP('2008-01-24 00:00-08', '2008-01-24')`,
        rows: [[0, -1, 1]],
        types: ["int4", "int4", "int4"],
      },
    ],
  },
  {
    page: "r_INTERVAL_CMP",
    cases: [
      { sql: "SELECT INTERVAL_CMP('3 days', '1 year')", rows: [[-1]], columns: ["interval_cmp"], types: ["int4"] },
      { sql: "SELECT INTERVAL_CMP('7 days', '1 week')", rows: [[0]] },
      {
        sql: "SELECT INTERVAL_CMP(INTERVAL '2 hours', INTERVAL '90 minutes'), INTERVAL_CMP(NULL, '1 week')",
        rows: [[1, null]],
      },
    ],
  },
  {
    page: "Date_functions_header",
    cases: [
      // No function takes what is neither date nor time.
      ...[
        "ADD_MONTHS(1, 2)",
        "ADD_MONTHS('2008-01-31', 1.5)",
        "CONVERT_TIMEZONE('PST', TIME '10:00')",
        "DATE_CMP(DATE '2008-01-01', 5)",
        "DATE_PART(month, TRUE)",
        "DATE_PART_YEAR(2008)",
        "DATE_TRUNC('month', 2008)",
        "DATE_TRUNC('hour', TIME '10:00')",
        "EXTRACT(month FROM 5)",
        "INTERVAL_CMP(5, 6)",
        "LAST_DAY(5)",
        "MONTHS_BETWEEN(1, 2)",
        "TIMESTAMP_CMP(TIME '10:00', TIMESTAMP '2008-01-01')",
        "TRUNC(TIME '10:00')",
      ].map((call) => ({ sql: `SELECT ${call}`, error: "does not exist" })),
      { sql: "SELECT LAST_DAY('not a day')", error: 'invalid input syntax for type timestamp: "not a day"' },
    ],
  },
];
