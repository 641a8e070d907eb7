import type { ConformancePage } from "../conformance-case.ts";

/** Groups of users. */
export const PAGES: readonly ConformancePage[] = [
  {
    page: "r_CREATE_GROUP",
    setup: ["CREATE USER admin1 PASSWORD 'Abcd1234'", "CREATE USER admin2 PASSWORD 'Abcd1234'"],
    cases: [
      { sql: "CREATE GROUP admin_group WITH USER admin1, admin2", done: true },
      { sql: "SELECT user_is_member_of('admin2', 'admin_group')", rows: [[true]] },
      { sql: "CREATE GROUP bare", done: true },
      { sql: "CREATE GROUP one USER admin1", done: true },
      { sql: "CREATE GROUP one", error: 'group "one" already exists' },
      { sql: "CREATE GROUP lost USER nobody", error: 'user "nobody" does not exist' },
      { sql: "CREATE GROUP lost", done: true },
      { sql: "CREATE GROUP __internal", error: "reserved" },
      { sql: "CREATE GROUP admin1", done: true },
      { sql: "CREATE GROUP mine", as: "admin1", error: "permission denied" },
    ],
  },
  {
    page: "r_ALTER_GROUP",
    setup: ["CREATE USER dwuser PASSWORD 'Abcd1234'", "CREATE GROUP ops_group", "CREATE GROUP taken"],
    cases: [
      { sql: "ALTER GROUP ops_group ADD USER dwuser", done: true },
      { sql: "SELECT user_is_member_of('dwuser', 'ops_group')", rows: [[true]] },
      { sql: "ALTER GROUP ops_group RENAME TO administrators", done: true },
      { sql: "SELECT user_is_member_of('dwuser', 'administrators')", rows: [[true]] },
      { sql: "ALTER GROUP administrators DROP USER dwuser", done: true },
      { sql: "SELECT user_is_member_of('dwuser', 'administrators')", rows: [[false]] },
      { sql: "ALTER GROUP ops_group ADD USER dwuser", error: 'group "ops_group" does not exist' },
      { sql: "ALTER GROUP administrators ADD USER nobody", error: 'user "nobody" does not exist' },
      { sql: "ALTER GROUP administrators RENAME TO taken", error: 'group "taken" already exists' },
      { sql: "ALTER GROUP administrators RENAME TO __taken", error: "reserved" },
      { sql: "ALTER GROUP administrators ADD USER dwuser", as: "dwuser", error: "permission denied" },
    ],
  },
  {
    page: "r_DROP_GROUP",
    setup: [
      "CREATE USER visitor PASSWORD 'Abcd1234'",
      "CREATE GROUP guest USER visitor",
      "CREATE TABLE sights (a INT)",
      "GRANT SELECT ON sights TO GROUP guest",
    ],
    cases: [
      {
        sql: "DROP GROUP guest",
        error: 'group "guest" can\'t be dropped because the group has a privilege on some object',
      },
      { sql: "SELECT COUNT(*) FROM sights", as: "visitor", rows: [[0]] },
      { sql: "REVOKE ALL ON ALL TABLES IN SCHEMA conformance_access_groups_2 FROM GROUP guest", done: true },
      { sql: "SELECT COUNT(*) FROM sights", as: "visitor", error: "permission denied for relation sights" },
      { sql: "DROP GROUP guest", as: "visitor", error: "permission denied" },
      { sql: "DROP GROUP guest", done: true },
      { sql: "DROP GROUP guest", error: 'group "guest" does not exist' },
      { sql: "SELECT usename FROM pg_user WHERE usename = 'visitor'", rows: [["visitor"]] },
    ],
  },
];
