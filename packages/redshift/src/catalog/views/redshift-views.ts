import { DATABASE, reaches, type SystemViews, seesIdentity, USER_RELATION, userId } from "./view-sql.ts";

const TABLE_TYPE = "(CASE WHEN c.relkind = 'v' OR m.id IS NOT NULL THEN 'VIEW' ELSE 'TABLE' END)::varchar(128)";

const RELATIONS = `
pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid`;

const COLUMNS = `
pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum`;

const TYPE = "redshift_internal.column_type(a.atttypid, a.atttypmod)";

const TABLES = `
SELECT ${DATABASE}::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, c.relname::varchar(128) AS table_name,
  ${TABLE_TYPE} AS table_type, redshift_internal.acl_text(c.relacl)::varchar(128) AS table_acl,
  obj_description(c.oid, 'pg_class')::varchar(256) AS remarks
FROM ${RELATIONS} WHERE ${USER_RELATION} AND ${reaches("c.oid")}`;

/** The schemas of this database that are not external, and those that come with it. */
const LOCAL_SCHEMAS = `
FROM pg_namespace n WHERE (NOT redshift_internal.is_hidden(n.nspname) OR n.nspname IN ('pg_catalog', 'information_schema'))
  AND NOT EXISTS (SELECT 1 FROM redshift_internal.external_schema e WHERE e.id = n.oid) AND has_schema_privilege(n.oid, 'USAGE')`;

/**
 * What there is, across databases: this one has no other. Users see what they have a permission on.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_REDSHIFT_TABLES.html and its neighbours
 */
export const REDSHIFT_VIEWS: SystemViews = {
  svv_redshift_databases: `
SELECT ${DATABASE}::varchar(128) AS database_name, ${userId("d.datdba")} AS database_owner, 'local'::varchar(32) AS database_type,
  redshift_internal.acl_text(d.datacl)::varchar(128) AS database_acl, NULL::varchar(128) AS database_options,
  'Snapshot Isolation'::varchar(128) AS database_isolation_level
FROM pg_database d WHERE d.datname = pg_catalog.current_database()`,

  svv_redshift_schemas: `
SELECT ${DATABASE}::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, ${userId("n.nspowner")} AS schema_owner,
  'local'::varchar(16) AS schema_type, redshift_internal.acl_text(n.nspacl)::varchar(128) AS schema_acl, NULL::varchar(128) AS schema_option
${LOCAL_SCHEMAS}`,

  svv_all_schemas: `
SELECT ${DATABASE}::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, ${userId("n.nspowner")} AS schema_owner,
  'local'::varchar(128) AS schema_type, redshift_internal.acl_text(n.nspacl)::varchar(128) AS schema_acl,
  NULL::varchar(128) AS source_database, NULL::varchar(256) AS schema_option
${LOCAL_SCHEMAS}
UNION ALL
SELECT ${DATABASE}, n.nspname, ${userId("n.nspowner")}, 'external', redshift_internal.acl_text(n.nspacl), NULL, e.options
FROM redshift_internal.external_schema e JOIN pg_namespace n ON n.oid = e.id WHERE has_schema_privilege(n.oid, 'USAGE')`,

  svv_redshift_tables: TABLES,

  // External schemas here hold streams, which are no tables.
  svv_all_tables: TABLES,

  svv_redshift_columns: `
SELECT ${DATABASE}::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, c.relname::varchar(128) AS table_name,
  a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position, ${TYPE}::varchar(32) AS data_type,
  redshift_internal.default_text(pg_get_expr(d.adbin, d.adrelid))::varchar(4000) AS column_default, (CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END)::varchar(3) AS is_nullable,
  l.encoding::varchar(128) AS encoding, coalesce(l.distribution_key, false) AS distkey, coalesce(l.sort_position, 0)::integer AS sortkey,
  redshift_internal.acl_text(a.attacl)::varchar(128) AS column_acl,
  col_description(c.oid, a.attnum)::varchar(256) AS remarks
FROM ${COLUMNS} LEFT JOIN redshift_internal.column_layout l ON l.table_id = c.oid AND l.number = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND ${USER_RELATION} AND ${reaches("c.oid")}`,

  svv_all_columns: `
SELECT ${DATABASE}::varchar(128) AS database_name, n.nspname::varchar(128) AS schema_name, c.relname::varchar(128) AS table_name,
  a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position,
  redshift_internal.default_text(pg_get_expr(d.adbin, d.adrelid))::varchar(4000) AS column_default, (CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END)::varchar(3) AS is_nullable,
  ${TYPE}::varchar(128) AS data_type,
  information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::integer AS character_maximum_length,
  information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::integer AS numeric_precision,
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::integer AS numeric_scale,
  col_description(c.oid, a.attnum)::varchar(256) AS remarks
FROM ${COLUMNS} WHERE a.attnum > 0 AND NOT a.attisdropped AND ${USER_RELATION} AND ${reaches("c.oid")}`,

  svv_mv_dependency: `
SELECT ${DATABASE}::char(128) AS database_name, n.nspname::char(128) AS schema_name, c.relname::char(128) AS name,
  ${DATABASE}::char(128) AS dependent_database_name, bn.nspname::char(128) AS dependent_schema_name, b.relname::char(128) AS dependent_name
FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN redshift_internal.materialized_view base ON base.id = ANY (m.bases)
  JOIN pg_class b ON b.oid = base.id JOIN pg_namespace bn ON bn.oid = b.relnamespace
WHERE ${seesIdentity("c.relowner")}`,
};
