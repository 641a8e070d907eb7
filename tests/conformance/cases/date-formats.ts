import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

const EVENTS = [
  "CREATE TABLE event (id INTEGER, begins TIMESTAMP)",
  "INSERT INTO event VALUES (1, '2008-01-25 14:30:00'), (2, '2008-01-25 20:00:00'), (3, '2008-01-25 19:00:00')",
];

/** Dates and times to text and back. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_TO_CHAR",
    setup: EVENTS,
    cases: [
      {
        sql: "SELECT TO_CHAR(TIMESTAMP '2009-12-31 23:15:59', 'MONTH-DY-DD-YYYY HH12:MIPM')",
        rows: [["DECEMBER -THU-31-2009 11:15PM"]],
        columns: ["to_char"],
        types: ["varchar"],
      },
      { sql: "SELECT TO_CHAR(TIMESTAMP '2009-12-31 23:15:59', 'DDD')", rows: [["365"]] },
      { sql: "SELECT TO_CHAR(TIMESTAMP '2022-05-16 23:15:59', 'ID')", rows: [["1"]] },
      { sql: "SELECT TO_CHAR(DATE '2009-12-31', 'MONTH')", rows: [["DECEMBER "]] },
      {
        sql: "SELECT TO_CHAR(begins, 'HH12:MI:SS') FROM event ORDER BY id",
        rows: [["02:30:00"], ["08:00:00"], ["07:00:00"]],
      },
      {
        sql: "SELECT begins, TO_CHAR(begins, 'MON-DD-YYYY HH12:MIPM') FROM event WHERE id = 1",
        rows: [["2008-01-25 14:30:00", "JAN-25-2008 02:30PM"]],
      },
      { sql: "SELECT TO_CHAR(TIMESTAMP '2009-12-31 23:15:59', 'HH24:MI:SS')", rows: [["23:15:59"]] },
      { sql: "SELECT TO_CHAR(begins, 'cc') FROM event WHERE id = 1", rows: [["21"]] },
      {
        sql: "SELECT TO_CHAR(begins, 'HH12:MI:SS TZ') FROM event ORDER BY id",
        rows: [["02:30:00 UTC"], ["08:00:00 UTC"], ["07:00:00 UTC"]],
      },
      {
        sql: `SELECT TO_CHAR(at, 'HH24:MI:SS') AS seconds, TO_CHAR(at, 'HH24:MI:SS.MS') AS milliseconds, TO_CHAR(at, 'HH24:MI:SS:US') AS microseconds
          FROM (SELECT TIMESTAMP '2015-04-10 18:45:09.325143' AS at) AS moment`,
        rows: [["18:45:09", "18:45:09.325", "18:45:09:325143"]],
      },
      {
        sql: "SELECT TO_CHAR(NULL::TIMESTAMP, 'YYYY'), TO_CHAR(begins, NULL) FROM event WHERE id = 1",
        rows: [[null, null]],
      },
      {
        sql: "SELECT TO_CHAR(TIME '10:00', 'HH24')",
        error: 'function to_char(time without time zone, "unknown") does not exist',
      },
      { sql: "SELECT TO_CHAR(TRUE, 'YYYY')", error: "does not exist" },
    ],
  },
  {
    page: "r_FORMAT_strings",
    cases: [
      ...formatted("2001-02-03 14:05:06.007", {
        BC: "AD",
        "B.C.": "A.D.",
        ad: "ad",
        "a.d.": "a.d.",
        CC: "21",
        "YYYY YYY YY Y": "2001 001 01 1",
        "Y,YYY": "2,001",
        "IYYY IYY IY I": "2001 001 01 1",
        Q: "1",
        "MONTH|Month|month|": "FEBRUARY |February |february |",
        "MON Mon mon": "FEB Feb feb",
        MM: "02",
        "RM|rm|": "II  |ii  |",
        W: "1",
        WW: "05",
        IW: "05",
        "DAY|Day|day|": "SATURDAY |Saturday |saturday |",
        "DY Dy dy": "SAT Sat sat",
        DDD: "034",
        IDDD: "034",
        DD: "03",
        D: "7",
        ID: "6",
        J: "2451944",
        "HH24 HH HH12": "14 02 02",
        MI: "05",
        SS: "06",
        MS: "007",
        US: "007000",
        "AM PM am p.m.": "PM PM pm p.m.",
        FMMonth: "February",
        DDth: "03rd",
        'YYYY"Y" MM': "2001Y 02",
        "YYYY/MM/DD": "2001/02/03",
        TZ: "UTC",
        tz: "utc",
        OF: "+00",
      }),
      // D: Sunday is 1; ID: Monday is 1.
      { sql: "SELECT TO_CHAR(DATE '2022-05-15', 'D ID'), TO_CHAR(DATE '2022-05-16', 'D ID')", rows: [["1 7", "2 1"]] },
      {
        sql: "SELECT TO_CHAR(DATE '2008-12-31', 'IYYY-IW'), TO_CHAR(DATE '2008-12-31', 'YYYY-WW')",
        rows: [["2009-01", "2008-53"]],
      },
      {
        sql: "SELECT TO_CHAR(TIMESTAMPTZ '2008-06-01 09:00:00 EST', 'YYYY-MM-DD HH24:MI:SS TZ')",
        rows: [["2008-06-01 14:00:00 UTC"]],
      },
    ],
  },
  {
    page: "r_TO_DATE_function",
    cases: [
      {
        sql: "SELECT TO_DATE('02 Oct 2001', 'DD Mon YYYY')",
        rows: [["2001-10-02"]],
        columns: ["to_date"],
        types: ["date"],
      },
      { sql: "SELECT TO_DATE('20010631', 'YYYYMMDD', FALSE)", rows: [["2001-07-01"]], types: ["date"] },
      { sql: "SELECT TO_DATE('20010631', 'YYYYMMDD')", rows: [["2001-07-01"]] },
      {
        sql: "SELECT TO_DATE('20010631', 'YYYYMMDD', TRUE)",
        error: "date/time field date value out of range: 2001-6-31",
      },
      { sql: "SELECT TO_DATE('20010630', 'YYYYMMDD', TRUE)", rows: [["2001-06-30"]] },
      {
        sql: "SELECT TO_DATE('30 Feb 2001', 'DD Mon YYYY'), TO_DATE('2001-13-01', 'YYYY-MM-DD')",
        rows: [["2001-03-02", "2002-01-01"]],
      },
      {
        sql: "SELECT TO_DATE('2008-02-30', 'YYYY-MM-DD', TRUE)",
        error: "date/time field date value out of range: 2008-2-30",
      },
      {
        sql: "SELECT TO_DATE('03/02/01', 'DD/MM/YY'), TO_DATE('Feb 3, 2001', 'Mon DD, YYYY'), TO_DATE('2001034', 'YYYYDDD')",
        rows: [["2001-02-03", "2001-02-03", "2001-02-03"]],
      },
      { sql: "SELECT TO_DATE(NULL, 'YYYY'), TO_DATE('2001', NULL)", rows: [[null, null]] },
      { sql: "SELECT TO_DATE('two thousand', 'YYYY')", error: "two" },
      { sql: "SELECT TO_DATE('2001-02-03')", error: "does not exist" },
    ],
  },
  {
    page: "r_TO_TIMESTAMP",
    cases: [
      {
        sql: "SELECT TO_TIMESTAMP(TIMESTAMP '2021-04-05 19:27:53.281812', 'YYYY-MM-DD HH24:MI:SS') AS second",
        rows: [["2021-04-05 19:27:53+00"]],
        types: ["timestamptz"],
      },
      {
        sql: "SELECT TO_TIMESTAMP('2017', 'YYYY')",
        rows: [["2017-01-01 00:00:00+00"]],
        columns: ["to_timestamp"],
        types: ["timestamptz"],
      },
      {
        sql: "SELECT TO_TIMESTAMP('2011-12-18 24:38:15', 'YYYY-MM-DD HH24:MI:SS')",
        rows: [["2011-12-19 00:38:15+00"]],
      },
      {
        sql: "SELECT TO_TIMESTAMP('2011-12-18 24:38:15', 'YYYY-MM-DD HH24:MI:SS', FALSE)",
        rows: [["2011-12-19 00:38:15+00"]],
      },
      {
        sql: "SELECT TO_TIMESTAMP('2011-12-18 24:38:15', 'YYYY-MM-DD HH24:MI:SS', TRUE)",
        error: "date/time field time value out of range: 24:38:15.0",
      },
      { sql: "SELECT TO_TIMESTAMP('', 'YYYY-MM-DD')", rows: [["0001-01-01 00:00:00+00"]] },
      {
        sql: "SELECT TO_TIMESTAMP('05 Dec 2000 10:30 PM', 'DD Mon YYYY HH:MI AM')",
        rows: [["2000-12-05 22:30:00+00"]],
      },
      {
        sql: "SELECT TO_TIMESTAMP('2011-12-18 04:38:15.123456', 'YYYY-MM-DD HH24:MI:SS.US'), TO_TIMESTAMP('2011-12-18 10:75:00', 'YYYY-MM-DD HH24:MI:SS')",
        rows: [["2011-12-18 04:38:15.123456+00", "2011-12-18 11:15:00+00"]],
      },
      { sql: "SELECT TO_TIMESTAMP(NULL, 'YYYY')", rows: [[null]] },
      // A zone can't be read.
      { sql: "SELECT TO_TIMESTAMP('2011-12-18 UTC', 'YYYY-MM-DD TZ')", error: "TZ" },
      { sql: "SELECT TO_TIMESTAMP('2011-12-18 utc', 'YYYY-MM-DD tz')", error: "tz" },
      { sql: "SELECT TO_TIMESTAMP('2011-12-18 +00', 'YYYY-MM-DD OF')", error: "OF" },
      { sql: "SELECT TO_TIMESTAMP(1199217600)", error: "does not exist" },
    ],
  },
];

function formatted(timestamp: string, formats: Readonly<Record<string, string>>): readonly ConformanceCase[] {
  return Object.entries(formats).map(([format, text]) => ({
    sql: `SELECT TO_CHAR(TIMESTAMP '${timestamp}', '${format}')`,
    rows: [[text]],
    types: ["varchar"],
  }));
}
