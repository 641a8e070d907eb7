import type { ConformancePage } from "../conformance-case.ts";

/** Users and roles are the whole database's: each page has names of its own. */
const users = (page: string) => [1, 2, 3].map((n) => `CREATE USER ${page}_user${n} PASSWORD 'Abcd1234'`);

/** Roles: made, granted along a hierarchy, renamed and dropped. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CREATE_ROLE",
    setup: users("made"),
    cases: [
      { sql: "CREATE ROLE made_sample_role1", done: true },
      { sql: "CREATE ROLE made_sample_role1", error: 'role "made_sample_role1" already exists' },
      {
        sql: "SELECT role_name, role_owner FROM svv_roles WHERE role_name = 'made_sample_role1'",
        rows: [["made_sample_role1", "admin"]],
      },
      { sql: "CREATE ROLE made_user1", source: "r_role-usage-notes", error: "already exists" },
      { sql: "CREATE ROLE sys:mine", source: "r_roles-default", error: "reserved" },
      { sql: "CREATE ROLE ds:mine", source: "r_roles-default", error: "reserved" },
      { sql: 'CREATE ROLE "a:b"', source: "r_role-usage-notes", error: "invalid character" },
      { sql: 'CREATE ROLE "a/b"', source: "r_role-usage-notes", error: "invalid character" },
      { sql: 'CREATE ROLE "a.b"', source: "r_role-usage-notes", error: "invalid character" },
      { sql: "CREATE ROLE public", source: "r_role-usage-notes", error: "reserved" },
      { sql: "CREATE ROLE group", source: "r_role-usage-notes", error: "syntax error" },
      { sql: 'CREATE ROLE made_federated EXTERNALID "ABC123"', error: "EXTERNALID of a role is not supported" },
      { sql: "CREATE ROLE made_mine", as: "made_user1", error: "permission denied to create role" },
    ],
  },
  {
    page: "t_role_hierarchy",
    setup: [
      ...users("tree"),
      "CREATE ROLE tree_r1",
      "CREATE ROLE tree_r2",
      "CREATE ROLE tree_r3",
      "CREATE TABLE t (a INT)",
    ],
    cases: [
      { sql: "GRANT SELECT ON t TO ROLE tree_r1", done: true },
      { sql: "GRANT INSERT ON t TO ROLE tree_r2", done: true },
      { sql: "GRANT ROLE tree_r1 TO ROLE tree_r2", done: true },
      { sql: "GRANT ROLE tree_r2 TO ROLE tree_r3", done: true },
      { sql: "SELECT COUNT(*) FROM t", as: "tree_user1", error: "permission denied for relation t" },
      { sql: "GRANT ROLE tree_r3 TO tree_user1", done: true },
      { sql: "SELECT COUNT(*) FROM t", as: "tree_user1", rows: [[0]] },
      { sql: "INSERT INTO t VALUES (1)", as: "tree_user1", done: true },
      { sql: "DELETE FROM t", as: "tree_user1", error: "permission denied for relation t" },
      {
        sql: "GRANT ROLE tree_r3 TO ROLE tree_r1",
        error: "cannot grant this role, a circular dependency was detected between these roles",
      },
      {
        sql: "GRANT ROLE tree_r2 TO ROLE tree_r1",
        error: "cannot grant this role, a circular dependency was detected between these roles",
      },
      {
        sql: "SELECT role_name, granted_role_name FROM svv_role_grants WHERE role_name LIKE 'tree%'",
        rows: [
          ["tree_r2", "tree_r1"],
          ["tree_r3", "tree_r2"],
        ],
        unordered: true,
      },
      {
        sql: "SELECT user_name, role_name, admin_option FROM svv_user_grants WHERE user_name LIKE 'tree%'",
        rows: [["tree_user1", "tree_r3", false]],
      },
      {
        sql: "SELECT role_is_member_of('tree_r3', 'tree_r1'), role_is_member_of('tree_r1', 'tree_r3')",
        rows: [[true, false]],
      },
      { sql: "SELECT user_is_member_of('tree_user1', 'tree_r1')", rows: [[true]] },
      { sql: "REVOKE ROLE tree_r1 FROM ROLE tree_r2", done: true },
      { sql: "SELECT COUNT(*) FROM t", as: "tree_user1", error: "permission denied for relation t" },
    ],
  },
  {
    page: "t_role_assignment",
    setup: [
      ...users("given"),
      "CREATE ROLE given_sample_role1",
      "CREATE ROLE given_sample_role2",
      "CREATE ROLE given_other_role",
    ],
    cases: [
      {
        sql: "GRANT ROLE given_sample_role1, ROLE given_sample_role2 TO given_user1",
        source: "r_REVOKE-examples",
        done: true,
      },
      {
        sql: "GRANT ROLE given_sample_role1 TO given_user2",
        as: "given_user1",
        error: "permission denied to grant role",
      },
      {
        sql: "REVOKE ROLE given_sample_role1, ROLE given_sample_role2 FROM given_user1",
        source: "r_REVOKE-examples",
        done: true,
      },
      { sql: "GRANT ROLE given_sample_role1 TO given_user1 WITH ADMIN OPTION", source: "r_GRANT-examples", done: true },
      {
        sql: "SELECT role_name, admin_option FROM svv_user_grants WHERE user_name = 'given_user1'",
        rows: [["given_sample_role1", true]],
      },
      {
        sql: "GRANT ROLE given_sample_role1 TO given_user2",
        as: "given_user1",
        source: "r_GRANT-examples",
        done: true,
      },
      {
        sql: "GRANT ROLE given_sample_role2 TO given_user2",
        as: "given_user1",
        error: "permission denied to grant role",
      },
      { sql: "REVOKE ROLE given_sample_role1 FROM given_user2", as: "given_user1", done: true },
      { sql: "REVOKE ADMIN OPTION FOR given_sample_role1 FROM given_user1", done: true },
      {
        sql: "SELECT role_name, admin_option FROM svv_user_grants WHERE user_name = 'given_user1'",
        rows: [["given_sample_role1", false]],
      },
      {
        sql: "GRANT ROLE given_sample_role1 TO given_user2",
        as: "given_user1",
        error: "permission denied to grant role",
      },
      { sql: "GRANT ROLE given_sample_role1 TO ROLE given_other_role WITH ADMIN OPTION", error: "admin options" },
      { sql: "GRANT ROLE nosuch TO given_user1", error: 'role "nosuch" does not exist' },
      { sql: "GRANT ROLE given_sample_role1 TO nosuch", error: 'user "nosuch" does not exist' },
      { sql: "GRANT ROLE given_sample_role1 TO ROLE nosuch", error: 'role "nosuch" does not exist' },
      { sql: "GRANT ROLE sys:dba TO given_user1", source: "r_GRANT-examples", done: true },
      { sql: "REVOKE ROLE sys:DBA FROM given_user1", source: "r_REVOKE-examples", done: true },
      { sql: "GRANT ROLE sys:secadmin TO given_user3", done: true },
      { sql: "CREATE ROLE given_kept_by_user3", as: "given_user3", done: true },
      { sql: "GRANT ROLE given_sample_role2 TO given_user2", as: "given_user3", source: "r_roles-default", done: true },
      { sql: "SELECT role_owner FROM svv_roles WHERE role_name = 'given_kept_by_user3'", rows: [["given_user3"]] },
    ],
  },
  {
    page: "r_ALTER_ROLE",
    setup: [
      ...users("changed"),
      "CREATE ROLE changed_sample_role1",
      "CREATE ROLE changed_taken",
      "GRANT ROLE changed_sample_role1 TO changed_user2",
    ],
    cases: [
      { sql: "ALTER ROLE changed_sample_role1 WITH RENAME TO changed_sample_role2", done: true },
      {
        sql: "SELECT role_name FROM svv_user_grants WHERE user_name = 'changed_user2'",
        rows: [["changed_sample_role2"]],
      },
      { sql: "ALTER ROLE changed_sample_role2 WITH OWNER TO changed_user1", done: true },
      { sql: "SELECT role_owner FROM svv_roles WHERE role_name = 'changed_sample_role2'", rows: [["changed_user1"]] },
      { sql: "ALTER ROLE changed_sample_role2 RENAME TO changed_taken", error: 'role "changed_taken" already exists' },
      {
        sql: "ALTER ROLE changed_sample_role2 RENAME TO changed_sample_role3",
        as: "changed_user2",
        error: "permission denied",
      },
      { sql: "ALTER ROLE changed_sample_role2 RENAME TO changed_sample_role3", as: "changed_user1", done: true },
      { sql: "DROP USER changed_user1", source: "r_DROP_USER", error: "because the user owns some object" },
      { sql: "ALTER ROLE nosuch RENAME TO x", error: 'role "nosuch" does not exist' },
      { sql: "ALTER ROLE changed_taken OWNER TO nosuch", error: 'user "nosuch" does not exist' },
      { sql: "ALTER ROLE sys:dba RENAME TO dba", error: "system-defined role" },
      { sql: 'ALTER ROLE changed_taken EXTERNALID TO "XYZ456"', error: "EXTERNALID of a role is not supported" },
    ],
  },
  {
    page: "r_DROP_ROLE",
    setup: [
      ...users("dropped"),
      ...["dropped_r1", "dropped_r2", "dropped_r3", "dropped_r4"].map((role) => `CREATE ROLE ${role}`),
      "CREATE TABLE t (a INT)",
      "GRANT dropped_r1 TO dropped_user1",
      "GRANT ROLE dropped_r3 TO ROLE dropped_r2",
      "GRANT SELECT ON t TO ROLE dropped_r4",
    ],
    cases: [
      { sql: "DROP ROLE dropped_r1", error: "cannot drop this role since it has been granted on a user" },
      { sql: "DROP ROLE dropped_r1 RESTRICT", error: "cannot drop this role since it has been granted on a user" },
      { sql: "DROP ROLE dropped_r2", error: "cannot drop this role since it depends on another role" },
      { sql: "DROP ROLE dropped_r1", as: "dropped_user1", error: "permission denied" },
      { sql: "DROP ROLE dropped_r1 FORCE", done: true },
      { sql: "DROP ROLE dropped_r2 FORCE", done: true },
      { sql: "DROP ROLE dropped_r4", error: "because the role has a privilege on some object" },
      { sql: "DROP ROLE dropped_r4 FORCE", error: "because the role has a privilege on some object" },
      { sql: "REVOKE SELECT ON t FROM ROLE dropped_r4", done: true },
      { sql: "DROP ROLE dropped_r4", done: true },
      { sql: "DROP ROLE dropped_r4", error: 'role "dropped_r4" does not exist' },
      { sql: "DROP ROLE sys:operator", error: "system-defined role" },
      { sql: "SELECT role_name FROM svv_roles WHERE role_name LIKE 'dropped%'", rows: [["dropped_r3"]] },
      { sql: "SELECT COUNT(*) FROM svv_user_grants WHERE user_name LIKE 'dropped%'", rows: [[0]] },
    ],
  },
];
