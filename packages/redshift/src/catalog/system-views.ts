/**
 * Redshift's system views, columns and types as documented; each is in the guide under its name, for example
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html. CHAR columns are blank-padded as Redshift's are.
 */
const VIEWS: Readonly<Record<string, string>> = {
  svv_mv_info: `
SELECT redshift_internal.database_name()::char(128) AS database_name, n.nspname::char(128) AS schema_name,
  redshift_internal.principal_name(c.relowner)::char(128) AS user_name, c.relname::char(128) AS name,
  (CASE WHEN m.stale OR m.refreshed_at IS NULL THEN 't' ELSE 'f' END)::char(1) AS is_stale,
  (CASE WHEN m.incremental THEN 1 ELSE 0 END)::integer AS state,
  'f'::char(1) AS autorewrite, (CASE WHEN m.auto_refresh THEN 't' ELSE 'f' END)::char(1) AS autorefresh
FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${sees("c.relowner")}`,

  stv_mv_info: `
SELECT redshift_internal.database_name()::char(128) AS db_name, n.nspname::char(128) AS schema,
  c.relname::char(128) AS name, 0::bigint AS updated_upto_xid,
  (CASE WHEN m.stale OR m.refreshed_at IS NULL THEN 't' ELSE 'f' END)::char(1) AS is_stale,
  redshift_internal.principal_name(c.relowner)::char(128) AS owner_user_name,
  (CASE WHEN m.incremental THEN 1 ELSE 0 END)::integer AS state,
  (CASE WHEN m.auto_refresh THEN 't' ELSE 'f' END)::char(1) AS autorefresh, 'f'::char(1) AS autorewrite
FROM redshift_internal.materialized_view m JOIN pg_class c ON c.oid = m.id JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${sees("c.relowner")}`,

  sys_mv_refresh_history: `
SELECT user_id::integer AS user_id, 1::integer AS session_id, id::bigint AS transaction_id,
  redshift_internal.database_name()::char(128) AS database_name, schema_name::char(128) AS schema_name,
  view::bigint AS mv_id, view_name::char(128) AS mv_name, refresh_type::char(32) AS refresh_type, status::text AS status,
  start_time, end_time, (EXTRACT(epoch FROM end_time - start_time) * 1000000)::bigint AS duration,
  NULL::char(12) AS consumer_account, NULL::char(32) AS consumer_region, NULL::char(36) AS consumer_namespace
FROM redshift_internal.refresh WHERE ${sees("user_id")}`,

  svl_mv_refresh_status: `
SELECT redshift_internal.database_name()::char(128) AS db_name, user_id::bigint AS userid,
  schema_name::char(128) AS schema_name, view_name::char(128) AS mv_name, id::bigint AS xid, start_time AS starttime,
  end_time AS endtime, status::text AS status, refresh_type::char(32) AS refresh_type, NULL::char(12) AS consumer_account,
  NULL::char(32) AS consumer_region, NULL::char(36) AS consumer_namespace
FROM redshift_internal.refresh WHERE ${sees("user_id")}`,

  sys_stream_scan_states: `
SELECT external_schema::char(128) AS external_schema_name, stream::char(255) AS stream_name, view_name::char(128) AS mv_name,
  transaction_id, id::bigint AS query_id, record_time, shard_id::char(128) AS partition_id,
  position::char(128) AS latest_position, scanned_rows, skipped_rows, scanned_bytes,
  oldest AS stream_record_time_min, newest AS stream_record_time_max
FROM redshift_internal.stream_scan WHERE ${sees("user_id")}`,

  sys_stream_scan_errors: `
SELECT external_schema::char(128) AS external_schema_name, stream::char(255) AS stream_name, view_name::char(128) AS mv_name,
  transaction_id, id::bigint AS query_id, 'A'::char(1) AS stream_timestamp_type, stream_timestamp, record_time,
  shard_id::char(128) AS partition_id, position::char(128) AS position, code AS error_code, reason::char(128) AS error_reason
FROM redshift_internal.stream_scan_error WHERE ${sees("user_id")}`,

  // 9 is a Kinesis stream's schema.
  svv_external_schemas: `
SELECT n.oid AS esoid, 9::smallint AS eskind, n.nspname AS schemaname, n.nspowner::integer AS esowner,
  ''::text AS databasename, e.options AS esoptions
FROM redshift_internal.external_schema e JOIN pg_namespace n ON n.oid = e.id WHERE ${sees("n.nspowner")}`,

  // SVV_TABLES and SVV_COLUMNS show everything to everyone, as metadata security is off by default.
  // https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html
  svv_tables: `
SELECT redshift_internal.database_name()::varchar(128) AS table_catalog, n.nspname::varchar(128) AS table_schema,
  c.relname::varchar(128) AS table_name,
  (CASE WHEN c.relkind = 'v' OR m.id IS NOT NULL THEN 'VIEW' ELSE 'TABLE' END)::varchar(128) AS table_type,
  obj_description(c.oid, 'pg_class')::varchar(256) AS remarks
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
WHERE c.relkind IN ('r', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'redshift_system', 'pg_toast')`,

  svv_columns: `
SELECT redshift_internal.database_name()::varchar(128) AS table_catalog, n.nspname::varchar(128) AS table_schema,
  c.relname::varchar(128) AS table_name, a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position,
  pg_get_expr(d.adbin, d.adrelid)::varchar(4000) AS column_default,
  (CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END)::varchar(3) AS is_nullable,
  (CASE format_type(a.atttypid, NULL) WHEN 'json' THEN 'super' WHEN 'bytea' THEN 'binary varying'
    WHEN 'interval' THEN CASE WHEN a.atttypmod < 0 THEN 'interval' WHEN format_type(a.atttypid, a.atttypmod) ~ 'year|month' THEN 'intervaly2m' ELSE 'intervald2s' END
    ELSE format_type(a.atttypid, NULL) END)::varchar(128) AS data_type,
  information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::integer AS character_maximum_length,
  information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::integer AS numeric_precision,
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::integer AS numeric_scale,
  col_description(c.oid, a.attnum)::varchar(256) AS remarks
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v')
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'redshift_system', 'pg_toast')`,

  svv_roles: `
SELECT p.id::integer AS role_id, p.name::text AS role_name,
  coalesce((SELECT redshift_internal.principal_name(o.id) FROM redshift_internal.role_owner o WHERE o.role_id = p.id), 'rdsdb')::text AS role_owner,
  NULL::text AS external_id
FROM redshift_internal.principal p WHERE p.kind = 'role'
  AND (${sees("p.id")} OR EXISTS (SELECT 1 FROM redshift_internal.role_owner o WHERE o.role_id = p.id AND ${sees("o.id")}))`,

  svv_role_grants: `
SELECT p.id::integer AS role_id, p.name::text AS role_name, g.id::integer AS granted_role_id, g.name::text AS granted_role_name
FROM pg_auth_members m JOIN redshift_internal.principal p ON p.id = m.member AND p.kind = 'role'
  JOIN redshift_internal.principal g ON g.id = m.roleid AND g.kind = 'role'
WHERE ${sees("p.id")}`,

  svv_user_grants: `
SELECT p.id::integer AS user_id, p.name::text AS user_name, g.id::integer AS role_id, g.name::text AS role_name,
  m.admin_option AS admin_option
FROM pg_auth_members m JOIN redshift_internal.principal p ON p.id = m.member AND p.kind = 'user'
  JOIN redshift_internal.principal g ON g.id = m.roleid AND g.kind = 'role'
WHERE ${sees("p.id")}
  AND NOT EXISTS (SELECT 1 FROM redshift_internal.attached_role a WHERE a.user_id = m.member AND a.role_id = m.roleid)`,

  svv_user_info: `
SELECT p.name::text AS user_name, p.id::integer AS user_id, r.rolcreatedb AS createdb, r.rolsuper AS superuser,
  false AS catalog_update, (CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END)::text AS connection_limit,
  (CASE WHEN r.rolsuper OR o.syslog_access THEN 'UNRESTRICTED' ELSE 'RESTRICTED' END)::text AS syslog_access,
  NULL::timestamp AS last_ddl_timestamp, coalesce(o.session_timeout, 0)::integer AS session_timeout, NULL::text AS external_user_id
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id LEFT JOIN redshift_internal.user_option o ON o.id = p.id
WHERE p.kind = 'user' AND ${sees("p.id")}`,

  pg_user: `
SELECT p.name::name AS usename, p.id::integer AS usesysid, r.rolcreatedb AS usecreatedb, r.rolsuper AS usesuper,
  false AS usecatupd, '********'::text AS passwd, NULL::timestamp AS valuntil, NULL::text AS useconfig
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id WHERE p.kind = 'user'`,

  pg_tables: `
SELECT schemaname, tablename, tableowner, tablespace, hasindexes, hasrules, hastriggers FROM pg_catalog.pg_tables
WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'redshift_system')`,

  pg_views: `
SELECT schemaname, viewname, viewowner, definition FROM pg_catalog.pg_views
WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'redshift_system')`,

  // A materialized view's rows are a table of this name.
  svv_table_info: `
SELECT redshift_internal.database_name()::text AS database, n.nspname::text AS schema, c.oid AS table_id,
  (CASE WHEN m.id IS NULL THEN c.relname ELSE 'mv_tbl__' || c.relname || '__0' END)::text AS "table",
  'N'::text AS encoded, coalesce(redshift_internal.distribution_style(c.oid), 'AUTO(EVEN)')::text AS diststyle,
  redshift_internal.first_sort_key(c.oid)::text AS sortkey1,
  pg_total_relation_size(c.oid) / 1048576 AS size, greatest(c.reltuples, 0)::numeric(38, 0) AS tbl_rows
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'redshift_system', 'pg_toast')
  AND ${sees("c.relowner")}`,
};

/** Whose rows the current user sees: its own, everybody's as a superuser or with ACCESS SYSTEM TABLE. The query is asked once. */
function sees(owner: string): string {
  return `(pg_has_role(current_user, ${owner}, 'MEMBER') OR (SELECT redshift_internal.sees_all(current_user)))`;
}

/** Views of what https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html keeps of a table. */
const TABLE_VIEWS: Readonly<Record<string, string>> = {
  // https://docs.aws.amazon.com/redshift/latest/dg/r_PG_TABLE_DEF.html
  pg_table_def: `
SELECT n.nspname::name AS schemaname, c.relname::name AS tablename, a.attname::name AS "column",
  redshift_internal.type_name(a.atttypid, a.atttypmod)::text AS type, coalesce(l.encoding, 'none')::text AS encoding,
  coalesce(l.distribution_key, false) AS distkey, coalesce(l.sort_position, 0)::integer AS sortkey, a.attnotnull AS "notnull"
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN redshift_internal.column_layout l ON l.table_id = a.attrelid AND l.number = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r'
  AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'redshift_internal', 'redshift_system', 'pg_toast')
  AND n.oid <> pg_my_temp_schema() AND NOT pg_is_other_temp_schema(n.oid)
ORDER BY n.nspname, c.relname, a.attnum`,
};

/** SQL that makes the system views, once per database. */
export const SYSTEM_VIEWS = `
${Object.entries({ ...VIEWS, ...TABLE_VIEWS })
  .map(([name, query]) => `CREATE VIEW redshift_system.${name} AS ${query.trim()};`)
  .join("\n")}
GRANT SELECT ON ALL TABLES IN SCHEMA redshift_system TO PUBLIC;
`;
