import type { ConformancePage } from "../conformance-case.ts";

const MIXED = "Query with different collations is not supported yet.";

/** Texts compared with and without regard to case do not go together. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CREATE_DATABASE",
    setup: [
      `CREATE TABLE folded (ci_col VARCHAR(10) COLLATE case_insensitive, cs_col VARCHAR(10) COLLATE case_sensitive,
         cint INTEGER, s SUPER)`,
      "INSERT INTO folded VALUES ('Abc', 'Abc', 1, JSON_PARSE('1')), ('aBC', 'x', 0, NULL)",
    ],
    cases: [
      { sql: "SELECT ci_col = cs_col FROM folded", error: MIXED },
      { sql: "SELECT ci_col < cs_col FROM folded", error: MIXED },
      { sql: "SELECT CONCAT(ci_col, cs_col) FROM folded", error: MIXED },
      { sql: "SELECT ci_col || cs_col FROM folded", error: MIXED },
      { sql: "SELECT ci_col FROM folded UNION SELECT cs_col FROM folded", error: MIXED },
      { sql: "SELECT * FROM folded a, folded b WHERE a.ci_col = b.cs_col", error: MIXED },
      { sql: "SELECT COALESCE(ci_col, cs_col) FROM folded", error: MIXED },
      { sql: "SELECT CASE WHEN cint > 0 THEN ci_col ELSE cs_col END FROM folded", error: MIXED },
      {
        sql: "SELECT s = ci_col FROM folded",
        error: "Coercing from case insensitive string to SUPER is not supported.",
      },
      { sql: "SELECT COUNT(*) FROM folded WHERE ci_col = 'abc'", rows: [[2]] },
      { sql: "SELECT COUNT(*) FROM folded WHERE cs_col = 'abc'", rows: [[0]] },
      { sql: "SELECT COUNT(*) FROM folded WHERE COALESCE(ci_col, 'none') = 'ABC'", rows: [[2]] },
      {
        sql: "SELECT COUNT(*) FROM folded WHERE ci_col = COLLATE(cs_col, 'case_insensitive')",
        rows: [[1]],
        source: "r_COLLATE",
      },
      {
        sql: "SELECT COUNT(*) FROM folded WHERE COLLATE(ci_col, 'case_sensitive') = cs_col",
        rows: [[1]],
        source: "r_COLLATE",
      },
      {
        sql: "SELECT datname, datconnlimit FROM pg_database_info WHERE datname = 'dev'",
        rows: [["dev", "UNLIMITED"]],
        columns: ["datname", "datconnlimit"],
      },
    ],
  },
  {
    page: "c_SQL_commands",
    cases: [
      { sql: "SHOW COLUMN GRANTS ON TABLE public.t", error: "SHOW COLUMN GRANTS is not supported" },
      { sql: "SHOW FUNCTIONS FROM SCHEMA public", error: "SHOW FUNCTIONS is not supported" },
      { sql: "SHOW PROCEDURES FROM SCHEMA public", error: "SHOW PROCEDURES is not supported" },
      { sql: "SHOW PARAMETERS OF FUNCTION public.f(INT)", error: "SHOW PARAMETERS is not supported" },
      { sql: "SHOW POLICIES", error: "SHOW POLICIES is not supported" },
    ],
  },
];
