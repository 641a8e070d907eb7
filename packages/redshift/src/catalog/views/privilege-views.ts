import { DATABASE, type SystemViews, sees, seesIdentity, userId } from "./view-sql.ts";

/** Columns that say to whom a permission is given. */
function identity(grantee: string): string {
  return `${grantee}::integer AS identity_id, redshift_internal.identity_name(${grantee}) AS identity_name,
  redshift_internal.identity_type(${grantee}) AS identity_type`;
}

const GRANTED =
  "a.grantee <> c.relowner AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRUNCATE')";

/** Only what was granted explicitly: an owner's own permissions are nowhere. What PUBLIC may read of the catalog is left out. */
const OF_USER = "(NOT redshift_internal.is_hidden(n.nspname) OR n.nspname = 'redshift_system' AND a.grantee <> 0)";

const SCHEMA_NAME = "(CASE n.nspname WHEN 'redshift_system' THEN 'pg_catalog' ELSE n.nspname END)::text";

/**
 * Who has been granted what. Each is in the guide under its name:
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RELATION_PRIVILEGES.html
 */
export const PRIVILEGE_VIEWS: SystemViews = {
  svv_relation_privileges: `
SELECT ${SCHEMA_NAME} AS namespace_name, c.relname::text AS relation_name, a.privilege_type::text AS privilege_type,
  ${identity("a.grantee")}, a.is_grantable AS admin_option
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(c.relacl) a
WHERE c.relkind IN ('r', 'v') AND ${OF_USER} AND ${GRANTED} AND ${seesIdentity("a.grantee")}
UNION ALL
SELECT n.nspname::text, c.relname::text, a.privilege, ${identity("a.grantee")}, a.grant_option
FROM redshift_internal.object_privilege a JOIN pg_class c ON c.oid = a.id JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${seesIdentity("a.grantee")}`,

  svv_column_privileges: `
SELECT n.nspname::text AS namespace_name, c.relname::text AS relation_name, t.attname::text AS column_name,
  a.privilege_type::text AS privilege_type, ${identity("a.grantee")}
FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(t.attacl) a
WHERE t.attacl IS NOT NULL AND NOT t.attisdropped AND NOT redshift_internal.is_hidden(n.nspname) AND ${seesIdentity("a.grantee")}`,

  svv_schema_privileges: `
SELECT n.nspname::text AS namespace_name, a.privilege_type::text AS privilege_type, ${identity("a.grantee")},
  a.is_grantable AS admin_option, 'SCHEMA'::text AS privilege_scope
FROM pg_namespace n, LATERAL aclexplode(n.nspacl) a
WHERE a.grantee <> n.nspowner AND NOT redshift_internal.is_hidden(n.nspname) AND ${seesIdentity("a.grantee")}
UNION ALL
SELECT n.nspname::text, a.privilege, ${identity("a.grantee")}, a.grant_option, 'SCHEMA'
FROM redshift_internal.object_privilege a JOIN pg_namespace n ON n.oid = a.id
WHERE ${seesIdentity("a.grantee")}`,

  svv_database_privileges: `
SELECT ${DATABASE}::text AS database_name, (CASE a.privilege_type WHEN 'TEMPORARY' THEN 'TEMP' ELSE a.privilege_type END)::text AS privilege_type,
  ${identity("a.grantee")}, a.is_grantable AS admin_option, 'DATABASE'::text AS privilege_scope
FROM pg_database d, LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
WHERE d.datname = pg_catalog.current_database() AND a.grantee <> d.datdba AND a.privilege_type <> 'CONNECT' AND ${seesIdentity("a.grantee")}`,

  svv_default_privileges: `
SELECT n.nspname::text AS schema_name, 'RELATION'::text AS object_type, d.defaclrole::integer AS owner_id,
  redshift_internal.identity_name(d.defaclrole) AS owner_name, 'user'::text AS owner_type, a.privilege_type::text AS privilege_type,
  a.grantee::integer AS grantee_id, redshift_internal.identity_name(a.grantee) AS grantee_name,
  redshift_internal.identity_type(a.grantee) AS grantee_type, a.is_grantable AS admin_option
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace, LATERAL aclexplode(d.defaclacl) a
WHERE d.defaclobjtype = 'r' AND a.grantee <> d.defaclrole AND ${seesIdentity("a.grantee")}`,

  svv_system_privileges: `
SELECT s.privilege AS system_privilege, s.role_id::integer AS identity_id, redshift_internal.identity_name(s.role_id) AS identity_name,
  'role'::text AS identity_type
FROM redshift_internal.system_privilege s WHERE ${seesIdentity("s.role_id")}`,

  svv_roles: `
SELECT p.id::integer AS role_id, p.name::text AS role_name,
  coalesce((SELECT redshift_internal.principal_name(o.id) FROM redshift_internal.role_owner o WHERE o.role_id = p.id), 'rdsdb')::text AS role_owner,
  NULL::text AS external_id
FROM redshift_internal.principal p WHERE p.kind = 'role' AND ${seesIdentity("p.id")}`,

  svv_role_grants: `
SELECT p.id::integer AS role_id, p.name::text AS role_name, g.id::integer AS granted_role_id, g.name::text AS granted_role_name
FROM pg_auth_members m JOIN redshift_internal.principal p ON p.id = m.member AND p.kind = 'role'
  JOIN redshift_internal.principal g ON g.id = m.roleid AND g.kind = 'role'
WHERE ${seesIdentity("p.id")}`,

  svv_user_grants: `
SELECT p.id::integer AS user_id, p.name::text AS user_name, g.id::integer AS role_id, g.name::text AS role_name,
  m.admin_option AS admin_option
FROM pg_auth_members m JOIN redshift_internal.principal p ON p.id = m.member AND p.kind = 'user'
  JOIN redshift_internal.principal g ON g.id = m.roleid AND g.kind = 'role'
WHERE ${sees("p.id")}
  AND NOT EXISTS (SELECT 1 FROM redshift_internal.attached_role a WHERE a.user_id = m.member AND a.role_id = m.roleid)`,

  svv_user_info: `
SELECT p.name::text AS user_name, ${userId("p.id")} AS user_id, r.rolcreatedb AS createdb, r.rolsuper AS superuser,
  false AS catalog_update, (CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END)::text AS connection_limit,
  (CASE WHEN r.rolsuper OR o.syslog_access THEN 'UNRESTRICTED' ELSE 'RESTRICTED' END)::text AS syslog_access,
  NULL::timestamp AS last_ddl_timestamp, coalesce(o.session_timeout, 0)::integer AS session_timeout, NULL::text AS external_user_id
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id LEFT JOIN redshift_internal.user_option o ON o.id = p.id
WHERE p.kind = 'user' AND ${sees("p.id")}`,

  svl_user_info: `
SELECT p.name::name AS usename, ${userId("p.id")} AS usesysid, r.rolcreatedb AS usecreatedb, r.rolsuper AS usesuper, false AS usecatupd,
  (CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END)::text AS useconnlimit,
  (CASE WHEN r.rolsuper OR o.syslog_access THEN 'UNRESTRICTED' ELSE 'RESTRICTED' END)::text AS syslogaccess,
  NULL::timestamp AS last_ddl_ts, coalesce(o.session_timeout, 0)::integer AS sessiontimeout, NULL::text AS external_id
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id LEFT JOIN redshift_internal.user_option o ON o.id = p.id
WHERE p.kind = 'user' AND ${sees("p.id")}`,
};
