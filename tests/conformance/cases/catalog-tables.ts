import type { ConformancePage } from "../conformance-case.ts";

/** PG_ catalog tables and information_schema. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "c_join_PG_examples",
    setup: [
      "CREATE USER ct_owner PASSWORD 'Abcd1234'",
      "CREATE SCHEMA ct_a",
      "CREATE SCHEMA ct_b AUTHORIZATION ct_owner",
      "CREATE TABLE ct_a.category (catid SMALLINT, catgroup VARCHAR(10), catname CHAR(10), catdesc VARCHAR(50))",
      "CREATE TABLE ct_a.event (eventid INT NOT NULL, venueid SMALLINT, happened TIMESTAMP, price DECIMAL(8,2), live BOOLEAN, note SUPER)",
      "CREATE VIEW ct_a.named AS SELECT catname FROM ct_a.category",
      "CREATE MATERIALIZED VIEW ct_a.counted AS SELECT COUNT(*) AS n FROM ct_a.category",
    ],
    cases: [
      {
        sql: "SELECT nspname, relname, MAX(attnum) AS num_cols FROM pg_attribute a, pg_namespace n, pg_class c WHERE n.oid = c.relnamespace AND a.attrelid = c.oid AND c.relname NOT LIKE '%pkey' AND c.relkind = 'r' AND n.nspname LIKE 'ct%' GROUP BY 1, 2 ORDER BY 1, 2",
        rows: [
          ["ct_a", "category", 4],
          ["ct_a", "event", 6],
        ],
      },
      {
        sql: "SELECT DISTINCT attname, typname FROM pg_attribute a, pg_type t, pg_class p WHERE t.oid = a.atttypid AND a.attrelid = p.oid AND p.relname = 'event' AND typname NOT IN ('oid', 'xid', 'tid', 'cid') ORDER BY 1",
        rows: [
          ["eventid", "int4"],
          ["happened", "timestamp"],
          ["live", "bool"],
          ["note", "super"],
          ["price", "numeric"],
          ["venueid", "int2"],
        ],
      },
      {
        sql: "SELECT relname, relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE nspname = 'ct_a' ORDER BY 1",
        rows: [
          ["category", "r"],
          ["counted", "v"],
          ["event", "r"],
          ["named", "v"],
        ],
      },
      {
        sql: "SELECT attname, attnotnull FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE relname = 'event' AND attnum = 1",
        rows: [["eventid", true]],
      },
      {
        sql: "SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE relname = 'event' AND attname IN ('price', 'note', 'happened') ORDER BY 1",
        rows: [["numeric(8,2)"], ["super"], ["timestamp without time zone"]],
      },
      {
        sql: "SELECT format_type(a.atttypid, a.atttypmod) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE relname = 'category' ORDER BY attnum",
        rows: [["smallint"], ["character varying(10)"], ["character(10)"], ["character varying(50)"]],
      },
      {
        sql: "SELECT nspname, pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname LIKE 'ct%' OR nspname = 'public' ORDER BY 1",
        rows: [
          ["ct_a", "admin"],
          ["ct_b", "ct_owner"],
          ["public", "rdsdb"],
        ],
      },
      { sql: "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'redshift%'", rows: [] },
      {
        sql: "SELECT tablename, tableowner FROM pg_tables WHERE schemaname = 'ct_a' ORDER BY 1",
        rows: [
          ["category", "admin"],
          ["event", "admin"],
        ],
      },
      { sql: "SELECT viewname FROM pg_views WHERE schemaname = 'ct_a' ORDER BY 1", rows: [["counted"], ["named"]] },
      { sql: "SELECT datname FROM pg_database", rows: [["dev"]] },
      { sql: "SELECT * FROM pg_namespace LIMIT 0", rows: [], columns: ["nspname", "nspowner", "nspacl"] },
      { sql: "SELECT t.oid FROM pg_type t WHERE typname IN ('super', 'varbyte') ORDER BY 1", rows: [[4000], [6551]] },
      {
        sql: "SELECT COUNT(*) FROM pg_class c JOIN ct_a.category t ON t.catid = c.relnatts",
        source: "c_join_PG",
        rows: [[0]],
      },
      { sql: "DROP SCHEMA ct_a CASCADE", done: true },
      { sql: "DROP SCHEMA ct_b", done: true },
    ],
  },
  {
    page: "r_Users",
    setup: [
      "CREATE USER cu_user PASSWORD 'Abcd1234' CREATEDB CONNECTION LIMIT 30 VALID UNTIL '2017-06-10'",
      "CREATE GROUP cu_group USER cu_user",
    ],
    cases: [
      {
        sql: "SELECT usename, usecreatedb, usesuper, usecatupd, passwd FROM pg_user WHERE usename = 'cu_user'",
        rows: [["cu_user", true, false, false, "********"]],
      },
      {
        sql: "SELECT usename, usesysid, usecreatedb, usesuper, usecatupd FROM pg_user WHERE usename = 'rdsdb'",
        rows: [["rdsdb", 1, true, true, true]],
      },
      {
        sql: "SELECT * FROM pg_user LIMIT 0",
        rows: [],
        columns: ["usename", "usesysid", "usecreatedb", "usesuper", "usecatupd", "passwd", "valuntil", "useconfig"],
      },
      { sql: "SELECT usename FROM pg_user WHERE usename = 'cu_user'", as: "cu_user", rows: [["cu_user"]] },
      {
        sql: "SELECT usename, usecreatedb, passwd, valuntil, useconnlimit FROM pg_user_info WHERE usename = 'cu_user'",
        source: "pg_user_info",
        rows: [["cu_user", true, "********", "2017-06-10 00:00:00", "30"]],
      },
      {
        sql: "SELECT * FROM pg_user_info LIMIT 0",
        source: "r_CREATE_USER",
        rows: [],
        columns: [
          "usename",
          "usesysid",
          "usecreatedb",
          "usesuper",
          "usecatupd",
          "passwd",
          "valuntil",
          "useconfig",
          "useconnlimit",
        ],
      },
      {
        sql: "SELECT usename FROM pg_user_info",
        as: "cu_user",
        source: "pg_user_info",
        error: "permission denied for relation pg_user_info",
      },
      {
        sql: "SELECT groname FROM pg_group WHERE groname = 'cu_group'",
        source: "t_user_group_examples",
        rows: [["cu_group"]],
      },
      {
        sql: "SELECT u.usename FROM pg_user u JOIN pg_group g ON g.grolist = '{' || u.usesysid || '}' WHERE g.groname = 'cu_group'",
        source: "t_user_group_examples",
        rows: [["cu_user"]],
      },
    ],
  },
  {
    page: "r_PG_DEFAULT_ACL",
    setup: [
      "CREATE USER cd_user1 PASSWORD 'Abcd1234'",
      "CREATE GROUP cd_group1",
      "CREATE USER cd_user2 PASSWORD 'Abcd1234'",
      "CREATE SCHEMA cd_tickit",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA cd_tickit GRANT SELECT ON TABLES TO cd_user1",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA cd_tickit GRANT INSERT ON TABLES TO GROUP cd_group1",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA cd_tickit GRANT UPDATE ON TABLES TO cd_user2",
    ],
    cases: [
      {
        sql: "SELECT pg_get_userbyid(d.defacluser) AS \"user\", n.nspname AS schema, CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'f' THEN 'functions' END AS object_type, array_to_string(d.defaclacl, ' + ') AS default_privileges FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace WHERE n.nspname = 'cd_tickit'",
        rows: [["admin", "cd_tickit", "tables", 'cd_user1=r/admin + "group cd_group1=a/admin" + cd_user2=w/admin']],
      },
      { sql: "DROP SCHEMA cd_tickit", done: true },
    ],
  },
  {
    page: "r_PG_TABLE_DEF",
    setup: ["CREATE SCHEMA cp_demo", "CREATE TABLE cp_demo.demotable (one INT)"],
    cases: [
      {
        sql: "SELECT * FROM pg_table_def WHERE tablename = 'demotable'",
        rows: [],
        columns: ["schemaname", "tablename", "column", "type", "encoding", "distkey", "sortkey", "notnull"],
      },
      { sql: "SET search_path TO '$user', 'public', 'cp_demo'", done: true },
      {
        sql: 'SELECT schemaname, tablename, "column", type, distkey, sortkey, "notnull" FROM pg_table_def WHERE tablename = \'demotable\'',
        rows: [["cp_demo", "demotable", "one", "integer", false, 0, false]],
      },
      {
        sql: "SELECT COUNT(*) FROM pg_table_def, cp_demo.demotable",
        source: "c_join_PG",
        error: "not supported on Redshift tables",
      },
      { sql: "RESET search_path", done: true },
      { sql: "DROP SCHEMA cp_demo CASCADE", done: true },
    ],
  },
  {
    page: "c_intro_catalog_views",
    setup: [
      "CREATE USER ci_user PASSWORD 'Abcd1234'",
      "CREATE SCHEMA ci_schema",
      "CREATE TABLE ci_schema.shown (id INT NOT NULL, name VARCHAR(20) DEFAULT 'x', price DECIMAL(6,1))",
      "CREATE TABLE ci_schema.unseen (id INT)",
      "CREATE VIEW ci_schema.view_of_it AS SELECT id FROM ci_schema.shown",
      "GRANT SELECT ON ci_schema.shown TO ci_user",
    ],
    cases: [
      {
        sql: "SELECT table_catalog, table_name, table_type FROM information_schema.tables WHERE table_schema = 'ci_schema' ORDER BY 2",
        rows: [
          ["dev", "shown", "BASE TABLE"],
          ["dev", "unseen", "BASE TABLE"],
          ["dev", "view_of_it", "VIEW"],
        ],
      },
      {
        sql: "SELECT table_name FROM information_schema.tables WHERE table_schema = 'ci_schema'",
        as: "ci_user",
        rows: [["shown"]],
      },
      {
        sql: "SELECT column_name, ordinal_position, column_default, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale FROM information_schema.columns WHERE table_schema = 'ci_schema' AND table_name = 'shown' ORDER BY 2",
        rows: [
          ["id", 1, null, "NO", "integer", null, 32, 0],
          ["name", 2, "'x'::character varying", "YES", "character varying", 20, null, null],
          ["price", 3, null, "YES", "numeric", null, 6, 1],
        ],
      },
      {
        sql: "SELECT catalog_name, schema_name, schema_owner FROM information_schema.schemata WHERE schema_name = 'ci_schema'",
        rows: [["dev", "ci_schema", "admin"]],
      },
      {
        sql: "SELECT table_name, is_updatable FROM information_schema.views WHERE table_schema = 'ci_schema'",
        rows: [["view_of_it", "NO"]],
      },
      {
        sql: "SELECT grantor, grantee, table_name, privilege_type, is_grantable FROM information_schema.table_privileges WHERE table_schema = 'ci_schema' AND grantee = 'ci_user'",
        rows: [["admin", "ci_user", "shown", "SELECT", "NO"]],
      },
      {
        sql: "SELECT COUNT(*) FROM information_schema.tables t, ci_schema.shown s",
        source: "c_join_PG",
        error: "not supported on Redshift tables",
      },
      { sql: "SELECT COUNT(*) FROM information_schema.nothing", error: "does not exist" },
      { sql: "DROP SCHEMA ci_schema CASCADE", done: true },
    ],
  },
];
