import { BIGINT, type FunctionRule, INTEGER, rule, VARCHAR } from "./function-rule.ts";

const LEADER = { volatility: "stable", leaderOnly: true } as const;
const STABLE = { volatility: "stable" } as const;

/**
 * Who and where. The engine's CURRENT_USER is the database user, whom whoever runs the statement sets.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html
 */
export const SYSTEM_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  current_database: [rule("", VARCHAR, "current_database()::text", LEADER)],
  current_schema: [rule("", VARCHAR, "current_schema()::text", LEADER)],
  current_user: [rule("", VARCHAR, "current_user::text", STABLE)],
  current_user_id: [
    rule("", INTEGER, "(SELECT oid::int8::int4 FROM pg_catalog.pg_roles WHERE rolname = current_user)", STABLE),
  ],
  pg_backend_pid: [rule("", INTEGER, "current_setting('redshift.pid')::int4", LEADER)],
  pg_get_viewdef: [rule("oid", VARCHAR, "pg_get_viewdef($1)", LEADER)],
  session_user: [rule("", VARCHAR, "session_user::text", STABLE)],
  txid_current: [rule("", BIGINT, "txid_current()", LEADER)],
  user: [rule("", VARCHAR, "current_user::text", { ...STABLE, label: "current_user" })],
};
