import type { ConformancePage } from "../conformance-case.ts";

const PRIVILEGE_COLUMNS = ["identity_id", "identity_name", "identity_type"];

/** System views of permissions, who sees which rows, and those a workgroup denies. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_SVV_RELATION_PRIVILEGES",
    setup: [
      "CREATE USER sv_user PASSWORD 'Abcd1234'",
      "CREATE USER sv_other PASSWORD 'Abcd1234'",
      "CREATE ROLE sv_role",
      "CREATE GROUP sv_group",
      "CREATE SCHEMA sv_schema",
      "CREATE TABLE sv_schema.orders (id INT, note VARCHAR(10))",
    ],
    cases: [
      { sql: "GRANT SELECT ON sv_schema.orders TO sv_user, ROLE sv_role, GROUP sv_group, PUBLIC", done: true },
      {
        sql: "SELECT namespace_name, relation_name, privilege_type, identity_name, identity_type, admin_option FROM svv_relation_privileges WHERE relation_name = 'orders' AND privilege_type = 'SELECT'",
        rows: [
          ["sv_schema", "orders", "SELECT", "sv_user", "user", false],
          ["sv_schema", "orders", "SELECT", "sv_role", "role", false],
          ["sv_schema", "orders", "SELECT", "sv_group", "group", false],
          ["sv_schema", "orders", "SELECT", "public", "public", false],
        ],
        unordered: true,
      },
      {
        sql: "SELECT * FROM svv_relation_privileges LIMIT 0",
        rows: [],
        columns: ["namespace_name", "relation_name", "privilege_type", ...PRIVILEGE_COLUMNS, "admin_option"],
        types: ["varchar", "varchar", "varchar", "int4", "varchar", "varchar", "bool"],
      },
      { sql: "GRANT DROP, TRUNCATE ON sv_schema.orders TO sv_user WITH GRANT OPTION", done: true },
      {
        sql: "SELECT privilege_type, admin_option FROM svv_relation_privileges WHERE identity_name = 'sv_user' AND admin_option ORDER BY 1",
        rows: [
          ["DROP", true],
          ["TRUNCATE", true],
        ],
      },
      {
        sql: "SELECT DISTINCT identity_name FROM svv_relation_privileges WHERE relation_name = 'orders'",
        as: "sv_other",
        rows: [["public"]],
      },
      { sql: "ALTER USER sv_other SYSLOG ACCESS UNRESTRICTED", done: true },
      {
        sql: "SELECT COUNT(DISTINCT identity_name) FROM svv_relation_privileges WHERE relation_name = 'orders'",
        as: "sv_other",
        rows: [[4]],
      },
      { sql: "REVOKE ALL ON sv_schema.orders FROM sv_user, ROLE sv_role, GROUP sv_group, PUBLIC", done: true },
      { sql: "SELECT COUNT(*) FROM svv_relation_privileges WHERE relation_name = 'orders'", rows: [[0]] },
      {
        sql: "GRANT USAGE ON SCHEMA sv_schema TO sv_user, ROLE sv_role",
        source: "r_SVV_SCHEMA_PRIVILEGES",
        done: true,
      },
      {
        sql: "SELECT namespace_name, privilege_type, identity_name, identity_type, admin_option FROM svv_schema_privileges WHERE namespace_name = 'sv_schema' ORDER BY 3",
        source: "r_SVV_SCHEMA_PRIVILEGES",
        rows: [
          ["sv_schema", "USAGE", "sv_role", "role", false],
          ["sv_schema", "USAGE", "sv_user", "user", false],
        ],
      },
      {
        sql: "SELECT privilege_type FROM svv_schema_privileges WHERE namespace_name = 'public' AND identity_type = 'public' ORDER BY 1",
        source: "r_SVV_SCHEMA_PRIVILEGES",
        rows: [["CREATE"], ["USAGE"]],
      },
      { sql: "GRANT CREATE ON DATABASE dev TO sv_user, ROLE sv_role", source: "r_SVV_DATABASE_PRIVILEGES", done: true },
      {
        sql: "SELECT database_name, privilege_type, identity_name, identity_type, admin_option FROM svv_database_privileges WHERE identity_name LIKE 'sv_%' OR identity_name = 'public' ORDER BY 3",
        source: "r_SVV_DATABASE_PRIVILEGES",
        rows: [
          ["dev", "TEMP", "public", "public", false],
          ["dev", "CREATE", "sv_role", "role", false],
          ["dev", "CREATE", "sv_user", "user", false],
        ],
      },
      {
        sql: "REVOKE CREATE ON DATABASE dev FROM sv_user, ROLE sv_role",
        source: "r_SVV_DATABASE_PRIVILEGES",
        done: true,
      },
      { sql: "GRANT SELECT (id, note) ON sv_schema.orders TO sv_user", source: "r_SVV_COLUMN_PRIVILEGES", done: true },
      {
        sql: "SELECT namespace_name, relation_name, column_name, privilege_type, identity_name, identity_type FROM svv_column_privileges WHERE relation_name = 'orders' ORDER BY 3",
        source: "r_SVV_COLUMN_PRIVILEGES",
        rows: [
          ["sv_schema", "orders", "id", "SELECT", "sv_user", "user"],
          ["sv_schema", "orders", "note", "SELECT", "sv_user", "user"],
        ],
      },
      {
        sql: "SELECT * FROM svv_column_privileges LIMIT 0",
        source: "r_SVV_COLUMN_PRIVILEGES",
        rows: [],
        columns: ["namespace_name", "relation_name", "column_name", "privilege_type", ...PRIVILEGE_COLUMNS],
      },
      {
        sql: "SELECT * FROM svv_system_privileges LIMIT 0",
        source: "r_SVV_SYSTEM_PRIVILEGES",
        rows: [],
        columns: ["system_privilege", ...PRIVILEGE_COLUMNS],
      },
      { sql: "DROP SCHEMA sv_schema CASCADE", done: true },
    ],
  },
  {
    page: "r_SVV_ROLES",
    setup: [
      "CREATE USER svr_user PASSWORD 'Abcd1234'",
      "CREATE ROLE svr_role1",
      "CREATE ROLE svr_role2",
      "CREATE ROLE svr_role3",
      "GRANT ROLE svr_role1 TO ROLE svr_role2",
      "GRANT ROLE svr_role2 TO ROLE svr_role3",
      "GRANT ROLE svr_role1 TO svr_user",
    ],
    cases: [
      {
        sql: "SELECT role_name, role_owner FROM svv_roles WHERE role_name IN ('svr_role1', 'svr_role2') ORDER BY 1",
        rows: [
          ["svr_role1", "admin"],
          ["svr_role2", "admin"],
        ],
      },
      {
        sql: "SELECT * FROM svv_roles LIMIT 0",
        rows: [],
        columns: ["role_id", "role_name", "role_owner", "external_id"],
        types: ["int4", "varchar", "varchar", "varchar"],
      },
      {
        sql: "SELECT role_name, granted_role_name FROM svv_role_grants WHERE role_name LIKE 'svr_%' ORDER BY 1",
        source: "r_SVV_ROLE_GRANTS",
        rows: [
          ["svr_role2", "svr_role1"],
          ["svr_role3", "svr_role2"],
        ],
      },
      {
        sql: "SELECT * FROM svv_role_grants LIMIT 0",
        source: "r_SVV_ROLE_GRANTS",
        rows: [],
        columns: ["role_id", "role_name", "granted_role_id", "granted_role_name"],
      },
      {
        sql: "SELECT user_name, role_name, admin_option FROM svv_user_grants WHERE user_name = 'svr_user'",
        source: "r_SVV_USER_GRANTS",
        rows: [["svr_user", "svr_role1", false]],
      },
      {
        sql: "SELECT * FROM svv_user_grants LIMIT 0",
        source: "r_SVV_USER_GRANTS",
        rows: [],
        columns: ["user_id", "user_name", "role_id", "role_name", "admin_option"],
        types: ["int4", "varchar", "int4", "varchar", "bool"],
      },
      { sql: "SELECT role_name FROM svv_roles WHERE role_name LIKE 'svr_%'", as: "svr_user", rows: [["svr_role1"]] },
      {
        sql: "SELECT user_name, role_name FROM svv_user_grants",
        as: "svr_user",
        source: "r_SVV_USER_GRANTS",
        rows: [["svr_user", "svr_role1"]],
      },
      { sql: "SELECT user_name FROM svv_user_info", as: "svr_user", source: "r_SVV_USER_INFO", rows: [["svr_user"]] },
      {
        sql: "SELECT * FROM svv_user_info LIMIT 0",
        source: "r_SVV_USER_INFO",
        rows: [],
        columns: [
          "user_name",
          "user_id",
          "createdb",
          "superuser",
          "catalog_update",
          "connection_limit",
          "syslog_access",
          "last_ddl_timestamp",
          "session_timeout",
          "external_user_id",
        ],
        types: ["varchar", "int4", "bool", "bool", "bool", "varchar", "varchar", "timestamp", "int4", "varchar"],
      },
    ],
  },
  {
    page: "c_types-of-system-tables-and-views",
    cases: [
      { sql: "SELECT * FROM stl_query", error: "permission denied for relation stl_query" },
      { sql: "SELECT * FROM stl_insert", error: "permission denied for relation stl_insert" },
      { sql: "SELECT COUNT(*) FROM stv_tbl_perm", error: "permission denied for relation stv_tbl_perm" },
      { sql: "SELECT COUNT(*) FROM stv_mv_info", error: "permission denied for relation stv_mv_info" },
      { sql: "SELECT COUNT(*) FROM pg_catalog.stv_sessions", error: "permission denied for relation stv_sessions" },
      {
        sql: "SELECT COUNT(*) FROM svl_mv_refresh_status",
        error: "permission denied for relation svl_mv_refresh_status",
      },
      { sql: "SELECT COUNT(*) FROM svcs_query_summary", error: "permission denied for relation svcs_query_summary" },
      { sql: "SELECT COUNT(*) FROM stl_nothing", error: 'relation "stl_nothing" does not exist' },
      { sql: "SELECT COUNT(*) FROM svv_datashares", error: "The system view SVV_DATASHARES is not supported" },
      { sql: "SELECT COUNT(*) FROM sys_load_history", error: "The system view SYS_LOAD_HISTORY is not supported" },
      { sql: "SELECT COUNT(*) FROM svv_nothing", error: 'relation "svv_nothing" does not exist' },
      { sql: "INSERT INTO svv_roles (role_name) VALUES ('x')", error: "svv_roles" },
    ],
  },
];
