import type { ConformancePage } from "../conformance-case.ts";

/** Differences of dates count the boundaries between them. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_DATEDIFF_function",
    cases: [
      { sql: "SELECT DATEDIFF(week, '2009-01-01', '2009-12-31') AS numweeks", rows: [[52]], columns: ["numweeks"] },
      { sql: "SELECT DATEDIFF(hour, '2023-01-01', '2023-01-03 05:04:03')", rows: [[53]], columns: ["date_diff"] },
      { sql: "SELECT DATEDIFF(fortnight, '2009-01-01', '2009-12-31')", error: "fortnight" },
    ],
  },
];
