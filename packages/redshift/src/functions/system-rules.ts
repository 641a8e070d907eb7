import { BIGINT, type FunctionRule, INTEGER, rule, VARCHAR } from "./function-rule.ts";

const LEADER = { volatility: "stable", leaderOnly: true } as const;
const STABLE = { volatility: "stable" } as const;

/** The engine cuts a long name, and marks one that means something else to it. */
const USER_NAME = "redshift_internal.principal_name(to_regrole(quote_ident(current_user))::oid)";

/** What clients take a Redshift by: the PostgreSQL it came from, and a version of its own, which is none of Amazon's. */
const VERSION =
  "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.0";

/**
 * Who and where. The engine's CURRENT_USER is the database user, whom whoever runs the statement sets.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html
 */
export const SYSTEM_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  current_user: [rule("", VARCHAR, USER_NAME, STABLE)],
  current_user_id: [
    rule("", INTEGER, "(SELECT oid::int8::int4 FROM pg_catalog.pg_roles WHERE rolname = current_user)", STABLE),
  ],
  pg_backend_pid: [rule("", INTEGER, "current_setting('redshift.pid')::int4", STABLE)],
  // There is no COPY and no UNLOAD here, so none was ever the last.
  pg_last_copy_count: [rule("", BIGINT, "0::int8", STABLE)],
  pg_last_copy_id: [rule("", INTEGER, "(-1)", STABLE)],
  pg_last_unload_count: [rule("", BIGINT, "0::int8", STABLE)],
  pg_last_unload_id: [rule("", INTEGER, "(-1)", STABLE)],
  session_user: [rule("", VARCHAR, USER_NAME, STABLE)],
  txid_current: [rule("", BIGINT, "txid_current()", LEADER)],
  user: [rule("", VARCHAR, USER_NAME, { ...STABLE, label: "current_user" })],
  version: [rule("", VARCHAR, `'${VERSION}'::text`, LEADER)],
};
