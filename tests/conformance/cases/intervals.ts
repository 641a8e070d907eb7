import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

/** Durations: literals without a type of their own, and the two types columns may be of. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_interval_literals",
    setup: ["CREATE TABLE calendar (day DATE)", "INSERT INTO calendar VALUES ('2008-12-31'), ('2008-11-30')"],
    cases: [
      ...later({
        "1 second": "2008-12-31 00:00:01",
        "1 minute": "2008-12-31 00:01:00",
        "3 hours, 35 minutes": "2008-12-31 03:35:00",
        "52 weeks": "2009-12-30 00:00:00",
        "1w, 1h, 1m, 1s": "2009-01-07 01:01:01",
        "0.5 days": "2008-12-31 12:00:00",
        "7 days, 3 hours, 59 minutes": "2009-01-07 03:59:00",
        "5 s": "2008-12-31 00:00:05",
        "5 second": "2008-12-31 00:00:05",
        "5 seconds": "2008-12-31 00:00:05",
        // Without a part it is seconds.
        "90": "2008-12-31 00:01:30",
        "-1 day": "2008-12-30 00:00:00",
        "2 mons": "2009-02-28 00:00:00",
        "1 yr": "2009-12-31 00:00:00",
      }),
      {
        sql: "SELECT DATE '2023-02-15' - INTERVAL '4 months'",
        rows: [["2022-10-15 00:00:00"]],
        columns: ["?column?"],
        types: ["timestamp"],
      },
      { sql: "SELECT DATE '2023-03-31' - INTERVAL '4 months'", rows: [["2022-11-30 00:00:00"]] },
      { sql: "SELECT INTERVAL '2 days' + DATE '2023-03-31'", rows: [["2023-04-02 00:00:00"]], types: ["timestamp"] },
      {
        sql: "SELECT TIMESTAMP '2023-03-31 10:00' - INTERVAL '90 minutes'",
        rows: [["2023-03-31 08:30:00"]],
        types: ["timestamp"],
      },
      {
        sql: "SELECT TIMESTAMPTZ '2023-03-31 10:00' + INTERVAL '1 hour'",
        rows: [["2023-03-31 11:00:00+00"]],
        types: ["timestamptz"],
      },
      {
        sql: "SELECT TIME '23:30' + INTERVAL '1 hour', TIME '00:30' - INTERVAL '1 hour', INTERVAL '1 hour' + TIME '10:00'",
        rows: [["00:30:00", "23:30:00", "11:00:00"]],
        types: ["time", "time", "time"],
      },
      { sql: "SELECT TIMETZ '10:00 PST' + INTERVAL '1 hour'", rows: [["19:00:00+00"]], types: ["timetz"] },
      {
        sql: "SELECT DATE '2008-01-01' + 3 * INTERVAL '1 day', DATE '2008-01-01' + INTERVAL '1 day' * 1.5",
        rows: [["2008-01-04 00:00:00", "2008-01-02 12:00:00"]],
      },
      { sql: "SELECT TIMESTAMP 'epoch' + 1199217600 * INTERVAL '1 second'", rows: [["2008-01-01 20:00:00"]] },
      {
        sql: "SELECT INTERVAL '90 minutes' > INTERVAL '1 hour', INTERVAL '7 days' = INTERVAL '1 week'",
        rows: [[true, true]],
      },
      { sql: "SELECT INTERVAL '36 hours'::VARCHAR, '3 days'::INTERVAL::VARCHAR", rows: [["1 day 12:00:00", "3 days"]] },
      {
        sql: "SELECT day FROM calendar WHERE day + INTERVAL '1 day' > '2009-01-01' - INTERVAL '1 day'",
        error: "operator does not exist",
      },
      { sql: "SELECT day FROM calendar WHERE day > DATE '2009-01-01' - INTERVAL '5 days'", rows: [["2008-12-31"]] },
      // It is the type of no column.
      { sql: "CREATE TABLE waits (length INTERVAL)", error: 'unsupported type "interval"' },
      { sql: "CREATE TABLE waits AS SELECT INTERVAL '1 day' AS length", error: 'unsupported type "interval"' },
      { sql: "SELECT INTERVAL 'a while'", error: "a while" },
    ],
  },
  {
    page: "r_interval_data_types",
    setup: [
      "CREATE TABLE span (id INTEGER, months INTERVAL YEAR TO MONTH, time INTERVAL DAY TO SECOND)",
      `INSERT INTO span VALUES (1, INTERVAL '1-2' YEAR TO MONTH, INTERVAL '1 2:3:4.5678' DAY TO SECOND),
        (2, INTERVAL '10' MONTH, INTERVAL '22' HOUR), (3, NULL, NULL)`,
    ],
    cases: [
      ...shown("intervaly2m", {
        "'1' YEAR": "1 years 0 mons",
        "'13 months' YEAR": "1 years 0 mons",
        "'13 months' MONTH": "1 years 1 mons",
        "'23' MONTH": "1 years 11 mons",
        "'1-2' MONTH": "1 years 2 mons",
        "'1-2' YEAR TO MONTH": "1 years 2 mons",
        "'-1-2' YEAR TO MONTH": "-1 years -2 mons",
        "'2 years 3 months' YEAR TO MONTH": "2 years 3 mons",
      }),
      ...shown("intervald2s", {
        "'-2' DAY": "-2 days 0 hours 0 mins 0.0 secs",
        "'13 day 1 hour 1 minute 1.123 seconds' SECOND": "13 days 1 hours 1 mins 1.123 secs",
        "'1 day 1 hour 1 minute 1.123 seconds' MINUTE": "1 days 1 hours 1 mins 0.0 secs",
        "'1 day 1 hour 1 minute 1.123 seconds' HOUR": "1 days 1 hours 0 mins 0.0 secs",
        "'1 day 1 hour 1 minute 1.123 seconds' DAY": "1 days 0 hours 0 mins 0.0 secs",
        "'1.234567' SECOND (3)": "0 days 0 hours 0 mins 1.235 secs",
        "'1.23456789' SECOND": "0 days 0 hours 0 mins 1.234567 secs",
        "'2:2' MINUTE TO SECOND": "0 days 0 hours 2 mins 2.0 secs",
        "'2:2' HOUR TO MINUTE": "0 days 2 hours 2 mins 0.0 secs",
        "'1 2' DAY TO HOUR": "1 days 2 hours 0 mins 0.0 secs",
        "'1 2:3' DAY TO MINUTE": "1 days 2 hours 3 mins 0.0 secs",
        "'1 2:3:4.56' DAY TO SECOND(4)": "1 days 2 hours 3 mins 4.56 secs",
        "'2:3:4' HOUR TO SECOND": "0 days 2 hours 3 mins 4.0 secs",
        "'5s' SECOND": "0 days 0 hours 0 mins 5.0 secs",
        "'5 HOURS' HOUR": "0 days 5 hours 0 mins 0.0 secs",
        "'5 h' HOUR": "0 days 5 hours 0 mins 0.0 secs",
        "'36' HOUR": "1 days 12 hours 0 mins 0.0 secs",
        "'-90' MINUTE": "0 days -1 hours -30 mins 0.0 secs",
      }),
      {
        sql: "SELECT INTERVAL '1-2' YEAR TO MONTH::text",
        rows: [["1 year 2 mons"]],
        columns: ["varchar"],
        types: ["varchar"],
      },
      {
        sql: "SELECT INTERVAL '1 2:3:4.5678' DAY TO SECOND::text",
        rows: [["1 day 02:03:04.5678"]],
        columns: ["varchar"],
        types: ["varchar"],
      },
      { sql: "SELECT INTERVAL '1 day 1 hour 1 minute 1.123 seconds' MINUTE::text", rows: [["1 day 01:01:00"]] },
      { sql: "CREATE TABLE sample (y2m INTERVAL MONTH, h2m INTERVAL HOUR TO MINUTE)", done: true },
      {
        sql: "INSERT INTO sample VALUES (INTERVAL '20' MONTH, INTERVAL '2 days 1:1:1.123456' DAY TO SECOND)",
        done: true,
      },
      {
        sql: "SELECT y2m::text, h2m::text FROM sample",
        rows: [["1 year 8 mons", "2 days 01:01:00"]],
        types: ["varchar", "varchar"],
      },
      { sql: "UPDATE sample SET y2m = INTERVAL '2' YEAR WHERE y2m = INTERVAL '1-8' YEAR TO MONTH", done: true },
      {
        sql: "SELECT * FROM sample",
        rows: [["2 years", "2 days 01:01:00"]],
        columns: ["y2m", "h2m"],
        types: ["intervaly2m", "intervald2s"],
      },
      { sql: "DELETE FROM sample WHERE h2m = INTERVAL '2 1:1:0' DAY TO SECOND", done: true },
      { sql: "SELECT * FROM sample", rows: [] },
      // A DATE and months are a DATE, with days and less a TIMESTAMP.
      {
        sql: "SELECT DATE '2020-01-31' + INTERVAL '1' MONTH, INTERVAL '1' YEAR + DATE '2020-02-29', DATE '2020-01-31' - INTERVAL '1-1' YEAR TO MONTH",
        rows: [["2020-02-29", "2021-02-28", "2018-12-31"]],
        types: ["date", "date", "date"],
      },
      {
        sql: "SELECT DATE '2020-01-31' + INTERVAL '1' DAY, INTERVAL '1' HOUR + DATE '2020-01-31', DATE '2020-01-31' - INTERVAL '1' SECOND",
        rows: [["2020-02-01 00:00:00", "2020-01-31 01:00:00", "2020-01-30 23:59:59"]],
        types: ["timestamp", "timestamp", "timestamp"],
      },
      {
        sql: "SELECT TIMESTAMP '2020-01-31 10:00' + INTERVAL '1' MONTH, INTERVAL '1' DAY + TIMESTAMP '2020-01-31', TIMESTAMP '2020-01-31' - INTERVAL '1' DAY",
        rows: [["2020-02-29 10:00:00", "2020-02-01 00:00:00", "2020-01-30 00:00:00"]],
        types: ["timestamp", "timestamp", "timestamp"],
      },
      {
        sql: "SELECT INTERVAL '1' YEAR + INTERVAL '2' MONTH, INTERVAL '1' YEAR - INTERVAL '2' MONTH",
        rows: [["1 years 2 mons", "0 years 10 mons"]],
        types: ["intervaly2m", "intervaly2m"],
      },
      {
        sql: "SELECT INTERVAL '1' DAY + INTERVAL '30' HOUR, INTERVAL '1' DAY - INTERVAL '30' HOUR",
        rows: [["2 days 6 hours 0 mins 0.0 secs", "0 days -6 hours 0 mins 0.0 secs"]],
        types: ["intervald2s", "intervald2s"],
      },
      {
        sql: "SELECT INTERVAL '1' DAY * 2, INTERVAL '1' DAY / 2, INTERVAL '1-6' YEAR TO MONTH * 2, INTERVAL '1' YEAR / 2",
        rows: [
          ["2 days 0 hours 0 mins 0.0 secs", "0 days 12 hours 0 mins 0.0 secs", "3 years 0 mons", "0 years 6 mons"],
        ],
        types: ["intervald2s", "intervald2s", "intervaly2m", "intervaly2m"],
      },
      {
        sql: "SELECT DATE '2020-03-01' - DATE '2020-02-01', DATE '2020-03-01' - 1",
        rows: [[29, "2020-02-29"]],
        types: ["int8", "date"],
      },
      {
        sql: "SELECT (TIMESTAMP '2020-03-01 12:00' - TIMESTAMP '2020-02-29')::text, (DATE '2020-03-01' - TIMESTAMP '2020-02-29 12:00')::text",
        rows: [["1 day 12:00:00", "12:00:00"]],
      },
      { sql: "SELECT TIMESTAMP '2020-03-01 12:00' - 1", rows: [["2020-02-29 12:00:00"]], types: ["timestamp"] },
      { sql: "SELECT INTERVAL '1' DAY - DATE '2020-03-01'", error: "operator does not exist" },
      { sql: "SELECT INTERVAL '1' DAY * INTERVAL '1' DAY", error: "operator does not exist" },
      { sql: "SELECT INTERVAL '1' DAY + 1", error: "operator does not exist" },
      // Durations add up, compare and sort.
      {
        sql: "SELECT SUM(months), SUM(time) FROM span",
        rows: [["2 years 0 mons", "2 days 0 hours 3 mins 4.5678 secs"]],
        types: ["intervaly2m", "intervald2s"],
      },
      {
        sql: "SELECT MIN(months)::text, MAX(time)::text, COUNT(months) FROM span",
        rows: [["10 mons", "1 day 02:03:04.5678", 2]],
      },
      { sql: "SELECT id FROM span WHERE time < INTERVAL '1' DAY OR months > '1-0' ORDER BY time", rows: [[2], [1]] },
      {
        sql: "SELECT id, DATE '2020-01-01' + months, DATE '2020-01-01' + time FROM span WHERE id > 1 ORDER BY id",
        rows: [
          [2, "2020-11-01", "2020-01-01 22:00:00"],
          [3, null, null],
        ],
      },
      {
        sql: "SELECT '1-2'::INTERVAL YEAR TO MONTH, CAST('5' AS INTERVAL DAY)",
        rows: [["1 years 2 mons", "5 days 0 hours 0 mins 0.0 secs"]],
        types: ["intervaly2m", "intervald2s"],
      },
      { sql: "SELECT INTERVAL '1' YEAR TO DAY", error: "syntax error" },
      { sql: "SELECT INTERVAL '1' MINUTE (3)", error: "syntax error" },
      { sql: "SELECT INTERVAL '1' SECOND (7)", error: "7" },
      { sql: "SELECT INTERVAL 'x' DAY", error: "x" },
    ],
  },
];

function later(intervals: Readonly<Record<string, string>>): readonly ConformanceCase[] {
  return Object.entries(intervals).map(([interval, value]) => ({
    sql: `SELECT day + INTERVAL '${interval}' AS dateplus FROM calendar WHERE day = '12-31-2008'`,
    rows: [[value]],
    types: ["timestamp"],
  }));
}

function shown(type: string, literals: Readonly<Record<string, string>>): readonly ConformanceCase[] {
  return Object.entries(literals).map(([literal, value]) => ({
    sql: `SELECT INTERVAL ${literal}`,
    rows: [[value]],
    columns: [type],
    types: [type],
  }));
}
