/** Functions Redshift has and this one has not, by how their names begin: they are refused by name. */
const REFUSED_BEGINNINGS = ["hll", "st_", "h3_", "geometry", "addbbox", "dropbbox", "supportsbbox", "explain_model"];

/** https://docs.aws.amazon.com/redshift/latest/dg/r_System_information_functions.html , r_System_administration_functions.html */
const REFUSED: ReadonlySet<string> = new Set([
  "change_query_priority",
  "change_session_priority",
  "change_user_priority",
  "has_assumerole_privilege",
  "pg_get_cols",
  "pg_get_grantee_by_iam_role",
  "pg_get_iam_role_by_user",
  "pg_get_late_binding_view_cols",
  "reboot_cluster",
]);

/** True for a function that exists on Redshift and is not done here. */
export function isRefusedFunction(name: string): boolean {
  return REFUSED.has(name) || REFUSED_BEGINNINGS.some((beginning) => name.startsWith(beginning));
}
