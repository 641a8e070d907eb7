import { BOOLEAN, type FunctionRule, rule, VARCHAR } from "./function-rule.ts";

const LEADER = { volatility: "stable", leaderOnly: true } as const;

/** Functions that make the catalog tables readable: https://docs.aws.amazon.com/redshift/latest/dg/c_sql-functions-leader-node.html */
export const CATALOG_RULES: Readonly<Record<string, readonly FunctionRule[]>> = {
  array_to_string: [rule("text, string", VARCHAR, "redshift_internal.array_to_string($1, $2)", LEADER)],
  col_description: [rule("oid, integer", VARCHAR, "col_description($1::oid, $2)", LEADER)],
  format_type: [rule("oid, integer", VARCHAR, "redshift_internal.format_type($1::oid, $2)", LEADER)],
  obj_description: [
    rule("oid", VARCHAR, "obj_description($1::oid)", LEADER),
    rule("oid, string", VARCHAR, "obj_description($1::oid, $2::name)", LEADER),
  ],
  pg_encoding_to_char: [rule("integer", VARCHAR, "pg_encoding_to_char($1)::text", LEADER)],
  pg_get_expr: [
    // The catalog shows expressions as text already.
    rule("string, oid", VARCHAR, "$1", LEADER),
    rule("string, oid, boolean", VARCHAR, "$1", LEADER),
  ],
  pg_get_userbyid: [
    rule(
      "integer",
      VARCHAR,
      "coalesce(redshift_internal.principal_name($1::oid), 'unknown (OID=' || $1 || ')')",
      LEADER,
    ),
    rule("oid", VARCHAR, "coalesce(redshift_internal.principal_name($1), 'unknown (OID=' || $1 || ')')", LEADER),
  ],
  pg_get_viewdef: [
    rule("oid", VARCHAR, "pg_get_viewdef($1::oid)", LEADER),
    rule("oid, boolean", VARCHAR, "pg_get_viewdef($1::oid, $2)", LEADER),
  ],
  pg_table_is_visible: [rule("oid", BOOLEAN, "redshift_internal.table_is_visible($1::oid)", LEADER)],
  pg_type_is_visible: [rule("oid", BOOLEAN, "true", LEADER)],
};
