import type { ConformancePage } from "../conformance-case.ts";

const users = (...names: readonly string[]) => names.map((name) => `CREATE USER ${name} PASSWORD 'Abcd1234'`);

/** Functions that ask about privileges, and SET SESSION AUTHORIZATION. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_HAS_TABLE_PRIVILEGE",
    setup: [
      ...users("hp_guest", "hp_john"),
      "CREATE TABLE listing (a INT)",
      "CREATE TABLE event (a INT)",
      "CREATE TABLE named_tables (name VARCHAR(20))",
      "GRANT SELECT, INSERT, UPDATE, DELETE ON event TO hp_john",
    ],
    cases: [
      {
        sql: "SELECT has_table_privilege('hp_guest', 'listing', 'select')",
        rows: [[false]],
        columns: ["has_table_privilege"],
      },
      { sql: "SELECT has_table_privilege('listing', 'select')", rows: [[true]] },
      { sql: "SELECT has_table_privilege('listing', 'SELECT')", as: "hp_guest", rows: [[false]] },
      {
        sql: "SELECT tablename, usename, HAS_TABLE_PRIVILEGE(users.usename, tablename, 'select') AS sel, HAS_TABLE_PRIVILEGE(users.usename, tablename, 'delete') AS del FROM (SELECT * FROM pg_tables WHERE tablename IN ('event', 'listing')) AS tables, (SELECT * FROM pg_user WHERE usename LIKE 'hp%') AS users ORDER BY 1, 2",
        rows: [
          ["event", "hp_guest", false, false],
          ["event", "hp_john", true, true],
          ["listing", "hp_guest", false, false],
          ["listing", "hp_john", false, false],
        ],
      },
      { sql: "SELECT has_table_privilege('hp_john', 'event', 'references')", rows: [[false]] },
      { sql: "SELECT has_table_privilege('hp_john', 'event', 'fly')", error: 'unrecognized privilege type: "fly"' },
      { sql: "SELECT has_table_privilege('nosuch', 'event', 'select')", error: 'user "nosuch" does not exist' },
      { sql: "SELECT has_table_privilege('hp_john', 'nosuch', 'select')", error: 'relation "nosuch" does not exist' },
      {
        sql: "SELECT has_table_privilege(t.name, 'select') FROM named_tables t",
        error: "not supported on Redshift tables",
      },
      {
        sql: "SELECT has_table_privilege(table_name, 'select') FROM svv_tables",
        error: "not supported on Redshift tables",
      },
      {
        sql: "SELECT has_schema_privilege('hp_guest', 'public', 'create')",
        source: "r_HAS_SCHEMA_PRIVILEGE",
        rows: [[true]],
        columns: ["has_schema_privilege"],
      },
      { sql: "SELECT has_schema_privilege('public', 'usage')", source: "r_HAS_SCHEMA_PRIVILEGE", rows: [[true]] },
      {
        sql: "SELECT has_schema_privilege('hp_guest', 'nosuch', 'usage')",
        source: "r_HAS_SCHEMA_PRIVILEGE",
        error: 'schema "nosuch" does not exist',
      },
      {
        sql: "SELECT has_schema_privilege('hp_guest', 'public', 'select')",
        source: "r_HAS_SCHEMA_PRIVILEGE",
        error: "unrecognized privilege type",
      },
      {
        sql: "SELECT has_database_privilege('hp_guest', 'dev', 'temp')",
        source: "r_HAS_DATABASE_PRIVILEGE",
        rows: [[true]],
        columns: ["has_database_privilege"],
      },
      {
        sql: "SELECT has_database_privilege('hp_guest', 'dev', 'TEMPORARY')",
        source: "r_HAS_DATABASE_PRIVILEGE",
        rows: [[true]],
      },
      {
        sql: "SELECT has_database_privilege('hp_guest', 'dev', 'create')",
        source: "r_HAS_DATABASE_PRIVILEGE",
        rows: [[false]],
      },
      {
        sql: "SELECT has_database_privilege('hp_guest', 'nosuch', 'temp')",
        source: "r_HAS_DATABASE_PRIVILEGE",
        error: 'database "nosuch" does not exist',
      },
    ],
  },
  {
    page: "r_USER_IS_MEMBER_OF",
    setup: [
      ...users("um_user", "um_other"),
      "CREATE ROLE um_role1",
      "CREATE ROLE um_role2",
      "CREATE GROUP um_group USER um_user",
    ],
    cases: [
      { sql: "SELECT user_is_member_of('um_user', 'um_role1')", rows: [[false]], columns: ["user_is_member_of"] },
      { sql: "GRANT ROLE um_role1 TO um_user", done: true },
      { sql: "SELECT user_is_member_of('um_user', 'um_role1')", rows: [[true]] },
      { sql: "SELECT user_is_member_of('um_user', 'um_group')", rows: [[true]] },
      { sql: "SELECT user_is_member_of('um_user', 'um_role1')", as: "um_user", rows: [[true]] },
      {
        sql: "SELECT user_is_member_of('um_user', 'um_role1')",
        as: "um_other",
        error: "to check membership for another user",
      },
      { sql: "SELECT user_is_member_of('nosuch', 'um_role1')", error: 'user "nosuch" does not exist' },
      { sql: "SELECT user_is_member_of('um_user', 'nosuch')", error: 'role "nosuch" does not exist' },
      {
        sql: "SELECT role_is_member_of('um_role1', 'um_role2')",
        source: "r_ROLE_IS_MEMBER_OF",
        rows: [[false]],
        columns: ["role_is_member_of"],
      },
      { sql: "GRANT ROLE um_role2 TO ROLE um_role1", done: true },
      { sql: "SELECT role_is_member_of('um_role1', 'um_role2')", source: "r_ROLE_IS_MEMBER_OF", rows: [[true]] },
      {
        sql: "SELECT role_is_member_of('um_role1', 'nosuch')",
        source: "r_ROLE_IS_MEMBER_OF",
        error: 'role "nosuch" does not exist',
      },
      {
        sql: "SELECT role_is_member_of('um_role1', 'um_role2')",
        as: "um_other",
        source: "r_ROLE_IS_MEMBER_OF",
        error: "um_role1",
      },
    ],
  },
  {
    page: "r_SET_SESSION_AUTHORIZATION",
    setup: users("sa_user"),
    cases: [
      { sql: "SET SESSION AUTHORIZATION 'sa_user'", done: true },
      { sql: "SELECT current_user", rows: [["sa_user"]] },
      { sql: "CREATE USER sa_new PASSWORD DISABLE", error: "permission denied" },
      { sql: "SET SESSION AUTHORIZATION DEFAULT", done: true },
      { sql: "SELECT current_user", rows: [["admin"]] },
      { sql: "BEGIN", done: true },
      { sql: "SET LOCAL SESSION AUTHORIZATION sa_user", done: true },
      { sql: "SELECT current_user", rows: [["sa_user"]] },
      { sql: "COMMIT", done: true },
      { sql: "SELECT current_user", rows: [["admin"]] },
      { sql: "SET SESSION AUTHORIZATION nosuch", error: 'user "nosuch" does not exist' },
    ],
  },
];
