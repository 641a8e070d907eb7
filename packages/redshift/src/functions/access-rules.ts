import { BOOLEAN, type FunctionRule, rule } from "./function-rule.ts";

const LEADER = { volatility: "stable", leaderOnly: true } as const;
const STABLE = { volatility: "stable" } as const;

const ME = "(SELECT oid FROM pg_roles WHERE rolname = current_user)";
const USER = "redshift_internal.principal_id('user', $1)";

/** With the user and, for the current one, without. */
function privilegeFunction(name: string): readonly FunctionRule[] {
  const label = name;
  return [
    rule("string, string", BOOLEAN, `redshift_internal.${name}(${ME}, $1, $2)`, { ...LEADER, label }),
    rule("string, string, string", BOOLEAN, `redshift_internal.${name}(${USER}, $2, $3)`, { ...LEADER, label }),
  ];
}

/** https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html */
export const ACCESS_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  has_database_privilege: privilegeFunction("has_database_privilege"),
  has_schema_privilege: privilegeFunction("has_schema_privilege"),
  has_table_privilege: privilegeFunction("has_table_privilege"),
  role_is_member_of: [
    rule("string, string", BOOLEAN, "redshift_internal.role_is_member_of(current_user, $1, $2)", STABLE),
  ],
  user_is_member_of: [
    rule("string, string", BOOLEAN, "redshift_internal.user_is_member_of(current_user, $1, $2)", STABLE),
  ],
};
