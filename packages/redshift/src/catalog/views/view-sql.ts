/** System views by name: the engine's query of each. */
export type SystemViews = Readonly<Record<string, string>>;

export const DATABASE = "redshift_internal.database_name()";

/** Relations a user can have made; temporary ones are their session's. */
export const USER_RELATION = "c.relkind IN ('r', 'v') AND NOT redshift_internal.is_hidden(n.nspname)";

/** Redshift's own user, the owner of what comes with the database, has the id 1. */
export function userId(id: string): string {
  return `(CASE WHEN ${id} = 10 THEN 1 ELSE ${id}::integer END)`;
}

/** Whose rows of a log the current user sees: its own, everybody's as a superuser, with ACCESS SYSTEM TABLE or SYSLOG ACCESS. */
export function sees(owner: string): string {
  return `(pg_has_role(current_user, ${owner}, 'MEMBER') OR (SELECT redshift_internal.sees_all(current_user)))`;
}

/** Which users, roles and groups the current user sees in views of permissions: its own, those it owns, all with ACCESS SYSTEM TABLE. */
export function seesIdentity(id: string): string {
  return `(${id} = 0 OR ${sees(id)} OR redshift_internal.owns_role(current_user, ${id}))`;
}

/** Whether the current user has any permission on a relation. */
export function reaches(relation: string): string {
  return `(has_table_privilege(${relation}, 'SELECT, INSERT, UPDATE, DELETE, REFERENCES') OR has_any_column_privilege(${relation}, 'SELECT, UPDATE'))`;
}
