import { DATABASE, reaches, type SystemViews, USER_RELATION } from "./view-sql.ts";

const CATALOG = `${DATABASE}::varchar(128)`;

const RELATIONS = `
pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid`;

const NONE = "NULL::varchar(128)";

const ACCESS =
  "(pg_has_role(current_user, c.relowner, 'MEMBER') OR pg_has_role(current_user, a.grantee, 'MEMBER') OR a.grantee = 0)";

const GRANTEE =
  "(CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE redshift_internal.principal_name(a.grantee) END)::varchar(128)";

/** The standard's views as PostgreSQL 8.0 has them: of what the user may reach. https://docs.aws.amazon.com/redshift/latest/dg/c_intro_catalog_views.html */
export const INFORMATION_SCHEMA: SystemViews = {
  schemata: `
SELECT ${CATALOG} AS catalog_name, n.nspname::varchar(128) AS schema_name,
  redshift_internal.principal_name(n.nspowner)::varchar(128) AS schema_owner, ${NONE} AS default_character_set_catalog,
  ${NONE} AS default_character_set_schema, ${NONE} AS default_character_set_name, ${NONE} AS sql_path
FROM pg_namespace n WHERE (NOT redshift_internal.is_hidden(n.nspname) OR n.nspname IN ('pg_catalog', 'information_schema'))
  AND (pg_has_role(current_user, n.nspowner, 'MEMBER') OR has_schema_privilege(n.oid, 'CREATE, USAGE'))`,

  tables: `
SELECT ${CATALOG} AS table_catalog, n.nspname::varchar(128) AS table_schema, c.relname::varchar(128) AS table_name,
  (CASE WHEN c.relkind = 'v' OR m.id IS NOT NULL THEN 'VIEW' ELSE 'BASE TABLE' END)::varchar(128) AS table_type,
  ${NONE} AS self_referencing_column_name, ${NONE} AS reference_generation, ${NONE} AS user_defined_type_catalog,
  ${NONE} AS user_defined_type_schema, ${NONE} AS user_defined_name
FROM ${RELATIONS} WHERE ${USER_RELATION} AND ${reaches("c.oid")}`,

  columns: `
SELECT ${CATALOG} AS table_catalog, n.nspname::varchar(128) AS table_schema, c.relname::varchar(128) AS table_name,
  a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position,
  redshift_internal.default_text(pg_get_expr(d.adbin, d.adrelid))::varchar(4000) AS column_default,
  (CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END)::varchar(3) AS is_nullable,
  redshift_internal.column_type(a.atttypid, a.atttypmod)::varchar(128) AS data_type,
  information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::integer AS character_maximum_length,
  information_schema._pg_char_octet_length(a.atttypid, a.atttypmod)::integer AS character_octet_length,
  information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::integer AS numeric_precision,
  information_schema._pg_numeric_precision_radix(a.atttypid, a.atttypmod)::integer AS numeric_precision_radix,
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::integer AS numeric_scale,
  information_schema._pg_datetime_precision(a.atttypid, a.atttypmod)::integer AS datetime_precision,
  ${NONE} AS interval_type, ${NONE} AS interval_precision, ${NONE} AS character_set_catalog, ${NONE} AS character_set_schema,
  ${NONE} AS character_set_name, ${NONE} AS collation_catalog, ${NONE} AS collation_schema, ${NONE} AS collation_name,
  ${NONE} AS domain_catalog, ${NONE} AS domain_schema, ${NONE} AS domain_name, ${CATALOG} AS udt_catalog, 'pg_catalog'::varchar(128) AS udt_schema,
  redshift_internal.short_type_name(a.atttypid)::varchar(128) AS udt_name, ${NONE} AS scope_catalog, ${NONE} AS scope_schema,
  ${NONE} AS scope_name, NULL::integer AS maximum_cardinality, a.attnum::varchar(128) AS dtd_identifier, 'NO'::varchar(3) AS is_self_referencing
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND ${USER_RELATION} AND ${reaches("c.oid")}`,

  views: `
SELECT ${CATALOG} AS table_catalog, n.nspname::varchar(128) AS table_schema, c.relname::varchar(128) AS table_name,
  (CASE WHEN pg_has_role(current_user, c.relowner, 'MEMBER') THEN coalesce(m.definition, (SELECT d.query FROM redshift_internal.view_definition d WHERE d.id = c.oid), pg_get_viewdef(c.oid)) END)::varchar(65535) AS view_definition,
  'NONE'::varchar(128) AS check_option, 'NO'::varchar(3) AS is_updatable, 'NO'::varchar(3) AS is_insertable_into
FROM ${RELATIONS} WHERE (c.relkind = 'v' OR m.id IS NOT NULL) AND ${USER_RELATION} AND ${reaches("c.oid")}`,

  table_privileges: `
SELECT redshift_internal.principal_name(a.grantor)::varchar(128) AS grantor, ${GRANTEE} AS grantee, ${CATALOG} AS table_catalog,
  n.nspname::varchar(128) AS table_schema, c.relname::varchar(128) AS table_name, a.privilege_type::varchar(128) AS privilege_type,
  (CASE WHEN a.is_grantable OR a.grantee = c.relowner THEN 'YES' ELSE 'NO' END)::varchar(3) AS is_grantable, 'NO'::varchar(3) AS with_hierarchy
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
WHERE ${USER_RELATION} AND ${ACCESS} AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES')`,

  column_privileges: `
SELECT redshift_internal.principal_name(a.grantor)::varchar(128) AS grantor, ${GRANTEE} AS grantee, ${CATALOG} AS table_catalog,
  n.nspname::varchar(128) AS table_schema, c.relname::varchar(128) AS table_name, t.attname::varchar(128) AS column_name,
  a.privilege_type::varchar(128) AS privilege_type, (CASE WHEN a.is_grantable OR a.grantee = c.relowner THEN 'YES' ELSE 'NO' END)::varchar(3) AS is_grantable
FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL (
  SELECT * FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) UNION SELECT * FROM aclexplode(t.attacl) WHERE t.attacl IS NOT NULL) a
WHERE t.attnum > 0 AND NOT t.attisdropped AND ${USER_RELATION} AND ${ACCESS} AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')`,

  enabled_roles: `
SELECT p.name::varchar(128) AS role_name FROM redshift_internal.principal p
WHERE p.kind = 'group' AND redshift_internal.is_member((SELECT r.oid FROM pg_roles r WHERE r.rolname = current_user), p.id)`,
};
