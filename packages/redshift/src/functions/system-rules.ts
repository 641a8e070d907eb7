import { BIGINT, type FunctionRule, INTEGER, rule, VARCHAR } from "./function-rule.ts";

const LEADER = { volatility: "stable", leaderOnly: true } as const;
const STABLE = { volatility: "stable" } as const;

/** The engine cuts a long name, and marks one that means something else to it. */
const USER_NAME = "redshift_internal.principal_name(to_regrole(quote_ident(current_user))::oid)";

/**
 * Who and where. The engine's CURRENT_USER is the database user, whom whoever runs the statement sets.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html
 */
export const SYSTEM_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  current_database: [rule("", VARCHAR, "redshift_internal.database_name()", LEADER)],
  current_schema: [rule("", VARCHAR, "current_schema()::text", LEADER)],
  current_user: [rule("", VARCHAR, USER_NAME, STABLE)],
  current_user_id: [
    rule("", INTEGER, "(SELECT oid::int8::int4 FROM pg_catalog.pg_roles WHERE rolname = current_user)", STABLE),
  ],
  pg_backend_pid: [rule("", INTEGER, "current_setting('redshift.pid')::int4", LEADER)],
  pg_get_viewdef: [rule("oid", VARCHAR, "pg_get_viewdef($1)", LEADER)],
  session_user: [rule("", VARCHAR, USER_NAME, STABLE)],
  txid_current: [rule("", BIGINT, "txid_current()", LEADER)],
  user: [rule("", VARCHAR, USER_NAME, { ...STABLE, label: "current_user" })],
};
