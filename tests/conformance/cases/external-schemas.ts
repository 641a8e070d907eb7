import type { ConformanceCase, ConformancePage } from "../conformance-case.ts";

const ROLE = "arn:aws:iam::000000000000:role/redshift";

/** Sources this Redshift has not, each refused by its name. */
const OTHER_SOURCES: readonly ConformanceCase[] = [
  ["DATA CATALOG", `DATABASE 'd' IAM_ROLE '${ROLE}'`],
  ["HIVE METASTORE", `DATABASE 'd' URI '172.10.10.10' IAM_ROLE '${ROLE}'`],
  ["POSTGRES", `DATABASE 'd' URI 'host' IAM_ROLE '${ROLE}' SECRET_ARN 's'`],
  ["MYSQL", `DATABASE 'd' URI 'host' IAM_ROLE '${ROLE}' SECRET_ARN 's'`],
  ["MSK", `IAM_ROLE '${ROLE}' AUTHENTICATION none CLUSTER_ARN 'c'`],
  ["KAFKA", `IAM_ROLE '${ROLE}' AUTHENTICATION iam URI 'b-1:9098'`],
  ["REDSHIFT", "DATABASE 'other' SCHEMA 'public'"],
].map(([source, rest]) => ({
  sql: `CREATE EXTERNAL SCHEMA elsewhere FROM ${source} ${rest}`,
  error: `CREATE EXTERNAL SCHEMA FROM ${source} is not supported`,
}));

export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CREATE_EXTERNAL_SCHEMA",
    cases: [
      { sql: `CREATE EXTERNAL SCHEMA one FROM KINESIS IAM_ROLE '${ROLE}'`, done: true },
      { sql: "CREATE EXTERNAL SCHEMA two FROM KINESIS IAM_ROLE default", done: true },
      { sql: `CREATE EXTERNAL SCHEMA three FROM KINESIS REGION 'us-west-2' IAM_ROLE '${ROLE}'`, done: true },
      { sql: `CREATE EXTERNAL SCHEMA one FROM KINESIS IAM_ROLE '${ROLE}'`, error: 'schema "one" already exists' },
      { sql: `CREATE EXTERNAL SCHEMA IF NOT EXISTS one FROM KINESIS IAM_ROLE '${ROLE}'`, done: true },
      {
        sql: "SELECT schemaname, eskind FROM svv_external_schemas WHERE schemaname IN ('one', 'two', 'three') ORDER BY schemaname",
        rows: [
          ["one", 9],
          ["three", 9],
          ["two", 9],
        ],
        source: "r_SVV_EXTERNAL_SCHEMAS",
      },
      {
        sql: "SELECT esoptions FROM svv_external_schemas WHERE schemaname = 'one'",
        rows: [[`{"IAM_ROLE":"${ROLE}"}`]],
        source: "r_SVV_EXTERNAL_SCHEMAS",
      },
      { sql: "CREATE EXTERNAL SCHEMA s FROM KINESIS", error: "syntax error" },
      { sql: `CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE '${ROLE}' REGION 'us-west-2'`, error: "syntax error" },
      { sql: `CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE '${ROLE}' AUTHENTICATION none`, error: "syntax error" },
      { sql: `CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE '${ROLE}' URI 'x'`, error: "syntax error" },
      { sql: "CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE 'SESSION'", error: "Invalid IAM_ROLE" },
      { sql: "CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE 'no arn'", error: "Invalid IAM_ROLE" },
      { sql: `CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE '${ROLE}, ${ROLE}'`, error: "Invalid IAM_ROLE" },
      {
        sql: `CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE '${Array.from({ length: 11 }, () => ROLE).join(",")}'`,
        error: "Invalid IAM_ROLE",
      },
      {
        sql: "CREATE EXTERNAL SCHEMA s FROM KINESIS IAM_ROLE 'arn:aws:iam::000000000000:role/stranger'",
        error: "is not associated",
      },
      {
        sql: `CREATE EXTERNAL SCHEMA pg_own FROM KINESIS IAM_ROLE '${ROLE}'`,
        error: 'unacceptable schema name "pg_own"',
      },
      ...OTHER_SOURCES,
      { sql: "DROP SCHEMA one", done: true },
      { sql: "DROP SCHEMA IF EXISTS one", done: true },
      { sql: "CREATE SCHEMA named_twice", done: true },
      { sql: "DROP SCHEMA IF EXISTS named_twice, one, named_twice", done: true },
      { sql: "CREATE SCHEMA named_twice", done: true },
      { sql: "DROP SCHEMA named_twice", done: true },
      { sql: "DROP SCHEMA one", error: 'schema "one" does not exist' },
      { sql: "DROP SCHEMA two, three", done: true },
    ],
  },
];
