import type { ConformancePage } from "../conformance-case.ts";
import { TICKIT } from "../tickit.ts";

const ON_TABLE = "Specified types or functions (one per INFO message) not supported on";

/** System information functions, and which node a function runs on. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "c_sql-functions-leader-node",
    setup: [...TICKIT.category],
    cases: [
      { sql: "SELECT CURRENT_SCHEMA(), catid FROM category", error: ON_TABLE },
      { sql: "SELECT catid FROM category WHERE catname = CURRENT_SCHEMA()", error: ON_TABLE },
      { sql: "SELECT CURRENT_SCHEMAS(true), catid FROM category", error: ON_TABLE },
      { sql: "SELECT VERSION(), catid FROM category", error: ON_TABLE },
      { sql: "SELECT NOW(), catid FROM category", error: ON_TABLE },
      { sql: "SELECT CURRENT_SCHEMA() FROM svv_tables", error: ON_TABLE },
      { sql: "SELECT COUNT(*) >= 0 FROM pg_tables WHERE schemaname = CURRENT_SCHEMA()", rows: [[true]] },
      { sql: "SELECT CURRENT_SCHEMA() IS NOT NULL", rows: [[true]] },
    ],
  },
  {
    page: "c_SQL_functions_compute_node_only",
    setup: [...TICKIT.category],
    cases: [
      {
        sql: "SELECT LISTAGG(tablename) FROM pg_tables",
        error: "One or more of the used functions must be applied on at least one user created table",
      },
      {
        sql: "SELECT MEDIAN(usesysid) FROM pg_user",
        error: "One or more of the used functions must be applied on at least one user created table",
      },
      {
        sql: "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x) FROM (SELECT 1 AS x) q",
        error: "One or more of the used functions must be applied on at least one user created table",
      },
      {
        sql: "SELECT LISTAGG(catname, ',') WITHIN GROUP (ORDER BY catname) FROM category WHERE catid < 3",
        rows: [["MLB,NHL"]],
      },
    ],
  },
  {
    page: "r_CURRENT_DATABASE",
    setup: [...TICKIT.category],
    cases: [
      { sql: "SELECT CURRENT_DATABASE()", rows: [["dev"]], columns: ["current_database"], types: ["varchar"] },
      { sql: "SELECT CURRENT_DATABASE(), catid FROM category WHERE catid = 1", rows: [["dev", 1]] },
    ],
  },
  {
    page: "r_CURRENT_SCHEMA",
    cases: [
      { sql: "SET search_path TO public", done: true },
      { sql: "SELECT CURRENT_SCHEMA()", rows: [["public"]], columns: ["current_schema"], types: ["varchar"] },
      { sql: "SET search_path TO no_such_schema, public", done: true },
      { sql: "SELECT CURRENT_SCHEMA()", rows: [["public"]] },
    ],
  },
  {
    page: "r_CURRENT_SCHEMAS",
    cases: [
      { sql: "SET search_path TO public", done: true },
      { sql: "SELECT CURRENT_SCHEMAS(false)", rows: [["{public}"]], columns: ["current_schemas"], types: ["varchar"] },
      { sql: "SELECT CURRENT_SCHEMAS(true)", rows: [["{pg_catalog,public}"]] },
      { sql: "SELECT CURRENT_SCHEMAS()", error: "does not exist" },
    ],
  },
  {
    page: "r_CURRENT_USER",
    setup: [...TICKIT.category],
    cases: [
      { sql: "SELECT CURRENT_USER = USER", rows: [[true]] },
      { sql: "SELECT CURRENT_USER()", error: "syntax error" },
      { sql: "SELECT COUNT(*) FROM category WHERE CURRENT_USER = CURRENT_USER", rows: [[5]] },
    ],
  },
  { page: "r_CURRENT_USER_ID", cases: [{ sql: "SELECT CURRENT_USER_ID > 0", rows: [[true]] }] },
  { page: "r_USER", cases: [{ sql: "SELECT USER = CURRENT_USER, SESSION_USER IS NOT NULL", rows: [[true, true]] }] },
  {
    page: "r_CURRENT_SETTING",
    cases: [
      {
        sql: "SELECT CURRENT_SETTING('query_group')",
        rows: [["unset"]],
        columns: ["current_setting"],
        types: ["varchar"],
      },
      { sql: "SET query_group TO 'priority'", done: true },
      { sql: "SELECT CURRENT_SETTING('query_group')", rows: [["priority"]] },
      { sql: "SELECT CURRENT_SETTING('no_such_parameter')", error: "no_such_parameter" },
      { sql: "SELECT CURRENT_SETTING('app.user_id', false)", rows: [[null]] },
    ],
  },
  {
    page: "r_VERSION",
    cases: [{ sql: "SELECT VERSION() LIKE 'PostgreSQL 8.0.2 on %, Redshift 1.0.%'", rows: [[true]] }],
  },
  {
    page: "r_DEFAULT_IAM_ROLE",
    cases: [{ sql: "SELECT DEFAULT_IAM_ROLE() = 'none' OR DEFAULT_IAM_ROLE() LIKE 'arn:aws:iam::%'", rows: [[true]] }],
  },
  {
    page: "r_SLICE_NUM",
    setup: [...TICKIT.category],
    cases: [
      { sql: "SELECT SLICE_NUM()", rows: [[10000]], columns: ["slice_num"], types: ["int4"] },
      { sql: "SELECT COUNT(*) FROM category WHERE SLICE_NUM() < 10000", rows: [[5]] },
    ],
  },
  { page: "PG_BACKEND_PID", cases: [{ sql: "SELECT PG_BACKEND_PID() = PG_BACKEND_PID()", rows: [[true]] }] },
  { page: "PG_LAST_COPY_ID", cases: [{ sql: "SELECT PG_LAST_COPY_ID()", rows: [[-1]], types: ["int4"] }] },
  { page: "PG_LAST_COPY_COUNT", cases: [{ sql: "SELECT PG_LAST_COPY_COUNT()", rows: [[0]], types: ["int8"] }] },
  { page: "PG_LAST_UNLOAD_ID", cases: [{ sql: "SELECT PG_LAST_UNLOAD_ID()", rows: [[-1]], types: ["int4"] }] },
  { page: "PG_LAST_UNLOAD_COUNT", cases: [{ sql: "SELECT PG_LAST_UNLOAD_COUNT()", rows: [[0]], types: ["int8"] }] },
  {
    page: "hyperloglog-functions",
    setup: [...TICKIT.category],
    cases: [
      { sql: "SELECT HLL(catid) FROM category", error: "HLL is not supported" },
      { sql: "SELECT HLL_CREATE_SKETCH(catid) FROM category", error: "HLL_CREATE_SKETCH is not supported" },
      { sql: "SELECT HLL_CARDINALITY(catid) FROM category", error: "HLL_CARDINALITY is not supported" },
      { sql: "SELECT HLL_COMBINE(catid) FROM category", error: "HLL_COMBINE is not supported" },
    ],
  },
];
