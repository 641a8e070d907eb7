import { INFORMATION_SCHEMA } from "./views/information-schema.ts";
import { POSTGRES_VIEWS } from "./views/postgres-views.ts";
import { PRIVILEGE_VIEWS } from "./views/privilege-views.ts";
import { REDSHIFT_VIEWS } from "./views/redshift-views.ts";
import { type SystemViews, sees, USER_RELATION } from "./views/view-sql.ts";

/**
 * Redshift's system views, columns and types as documented; each is in the guide under its name, for example
 * https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html. CHAR columns are blank-padded as Redshift's are.
 */
const VIEWS: SystemViews = {
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

  // A row a minute of what is used and charged: nothing is here, and so there is none.
  // https://docs.aws.amazon.com/redshift/latest/dg/SYS_SERVERLESS_USAGE.html
  sys_serverless_usage: `
SELECT NULL::timestamp AS start_time, NULL::timestamp AS end_time, 0::double precision AS compute_seconds,
  0::double precision AS compute_capacity, 0::integer AS data_storage, 0::integer AS cross_region_transferred_data,
  0::integer AS charged_seconds WHERE false`,

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
  (CASE WHEN c.relkind = 'v' OR m.id IS NOT NULL THEN 'VIEW' ELSE 'BASE TABLE' END)::varchar(128) AS table_type,
  obj_description(c.oid, 'pg_class')::varchar(256) AS remarks
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
WHERE ${USER_RELATION}`,

  svv_columns: `
SELECT redshift_internal.database_name()::varchar(128) AS table_catalog, n.nspname::varchar(128) AS table_schema,
  c.relname::varchar(128) AS table_name, a.attname::varchar(128) AS column_name, a.attnum::integer AS ordinal_position,
  redshift_internal.default_text(pg_get_expr(d.adbin, d.adrelid))::varchar(4000) AS column_default,
  (CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END)::varchar(3) AS is_nullable,
  redshift_internal.column_type(a.atttypid, a.atttypmod)::varchar(128) AS data_type,
  information_schema._pg_char_max_length(a.atttypid, a.atttypmod)::integer AS character_maximum_length,
  information_schema._pg_numeric_precision(a.atttypid, a.atttypmod)::integer AS numeric_precision,
  information_schema._pg_numeric_precision_radix(a.atttypid, a.atttypmod)::integer AS numeric_precision_radix,
  information_schema._pg_numeric_scale(a.atttypid, a.atttypmod)::integer AS numeric_scale,
  information_schema._pg_datetime_precision(a.atttypid, a.atttypmod)::integer AS datetime_precision,
  NULL::varchar(128) AS interval_type, NULL::varchar(128) AS interval_precision, NULL::varchar(128) AS character_set_catalog,
  NULL::varchar(128) AS character_set_schema, NULL::varchar(128) AS character_set_name, NULL::varchar(128) AS collation_catalog,
  NULL::varchar(128) AS collation_schema, NULL::varchar(128) AS collation_name, NULL::varchar(128) AS domain_name,
  col_description(c.oid, a.attnum)::varchar(256) AS remarks
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND ${USER_RELATION}`,

  // A materialized view's rows are a table of this name. An empty table is not shown. What the engine keeps no account of is NULL.
  svv_table_info: `
SELECT redshift_internal.database_name()::text AS database, n.nspname::text AS schema, c.oid AS table_id,
  (CASE WHEN m.id IS NULL THEN c.relname ELSE 'mv_tbl__' || c.relname || '__0' END)::text AS "table",
  (CASE WHEN EXISTS (SELECT 1 FROM redshift_internal.column_layout l WHERE l.table_id = c.oid AND l.encoding <> 'none') THEN 'Y' ELSE 'N' END)::text AS encoded,
  coalesce(redshift_internal.distribution_style(c.oid), 'AUTO(EVEN)')::text AS diststyle,
  redshift_internal.first_sort_key(c.oid)::text AS sortkey1,
  (SELECT max(a.atttypmod - 4) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.atttypid = 1043 AND NOT a.attisdropped)::integer AS max_varchar,
  (SELECT l.encoding FROM redshift_internal.column_layout l WHERE l.table_id = c.oid AND abs(l.sort_position) = 1)::char(32) AS sortkey1_enc,
  (SELECT count(*) FROM redshift_internal.column_layout l WHERE l.table_id = c.oid AND l.sort_position <> 0)::integer AS sortkey_num, greatest(1, pg_total_relation_size(c.oid) / 1048576)::bigint AS size,
  NULL::numeric(10, 4) AS pct_used, 0::bigint AS empty, NULL::numeric(5, 2) AS unsorted, NULL::numeric(5, 2) AS stats_off,
  r.rows::numeric(38, 0) AS tbl_rows, NULL::numeric(19, 2) AS skew_sortkey1, NULL::numeric(19, 2) AS skew_rows,
  r.rows::numeric(38, 0) AS estimated_visible_rows, NULL::text AS risk_event, NULL::numeric(12, 2) AS vacuum_sort_benefit,
  NULL::timestamp AS create_time
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid,
  LATERAL redshift_internal.row_count(c.oid) AS r (rows)
WHERE c.relkind = 'r' AND NOT redshift_internal.is_hidden(n.nspname) AND r.rows > 0`,
};

/** A user must be granted SELECT on these: https://docs.aws.amazon.com/redshift/latest/dg/cm_chap_system-tables.html */
const OF_SUPERUSERS = ["pg_user_info", "svv_table_info"];

/** Views of what https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_TABLE_NEW.html keeps of a table. */
const TABLE_VIEWS: SystemViews = {
  // https://docs.aws.amazon.com/redshift/latest/dg/r_PG_TABLE_DEF.html
  pg_table_def: `
SELECT n.nspname::name AS schemaname, c.relname::name AS tablename, a.attname::name AS "column",
  redshift_internal.type_name(a.atttypid, a.atttypmod)::text AS type, coalesce(l.encoding, 'none')::text AS encoding,
  coalesce(l.distribution_key, false) AS distkey, coalesce(l.sort_position, 0)::integer AS sortkey, a.attnotnull AS "notnull"
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN redshift_internal.column_layout l ON l.table_id = a.attrelid AND l.number = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = 'r'
  AND (NOT redshift_internal.is_hidden(n.nspname) OR n.nspname = 'redshift_temp_' || current_setting('redshift.pid', true))
  AND redshift_internal.table_is_visible(c.oid)
ORDER BY n.nspname, c.relname, a.attnum`,
};

/** SQL that makes the system views, once per database. */
export const SYSTEM_VIEWS = `
${made("redshift_system", { ...VIEWS, ...PRIVILEGE_VIEWS, ...REDSHIFT_VIEWS, ...POSTGRES_VIEWS, ...TABLE_VIEWS })}
${made("redshift_information", INFORMATION_SCHEMA)}
GRANT SELECT ON ALL TABLES IN SCHEMA redshift_system, redshift_information TO PUBLIC;
REVOKE SELECT ON ${OF_SUPERUSERS.map((name) => `redshift_system.${name}`).join(", ")} FROM PUBLIC;
`;

function made(schema: string, views: SystemViews): string {
  return Object.entries(views)
    .map(([name, query]) => `CREATE VIEW ${schema}.${name} AS ${query.trim()};`)
    .join("\n");
}
