import { type SystemViews, userId } from "./view-sql.ts";

/** Relations as the catalog tables show them: what users made, and the system views in pg_catalog. */
const SHOWN = `
c.relkind IN ('r', 'v') AND (NOT redshift_internal.is_hidden(n.nspname) OR n.nspname IN ('redshift_system', 'redshift_information'))`;

const KIND = "(CASE WHEN c.relkind = 'v' OR m.id IS NOT NULL THEN 'v' ELSE 'r' END)::char(1)";

/** The schemas the catalog knows, under Redshift's names. */
const NAMESPACES = `
pg_namespace n WHERE NOT redshift_internal.is_hidden(n.nspname) OR n.nspname IN ('redshift_system', 'redshift_information')`;

/**
 * The catalog tables of PostgreSQL 8.0 that Redshift shows. Their OID is a column nobody sees in SELECT *; neither does anybody those
 * behind \`oid\` here, which newer clients (psql 15) ask for and Redshift has not. Arrays are text.
 * https://docs.aws.amazon.com/redshift/latest/dg/c_join_PG.html
 */
export const POSTGRES_VIEWS: SystemViews = {
  pg_class: `
SELECT c.relname, c.relnamespace, c.reltype, ${userId("c.relowner")} AS relowner, 0::oid AS relam, c.oid AS relfilenode,
  0::oid AS reltablespace, c.relpages, greatest(c.reltuples, 0)::real AS reltuples, 0::oid AS reltoastrelid, 0::oid AS reltoastidxid,
  false AS relhasindex, false AS relisshared, ${KIND} AS relkind, c.relnatts, 0::smallint AS relchecks, 0::smallint AS reltriggers,
  0::smallint AS relukeys, 0::smallint AS relfkeys, 0::smallint AS relrefs, false AS relhasoids, false AS relhaspkey,
  false AS relhasrules, false AS relhassubclass, redshift_internal.acl_text(c.relacl) AS relacl,
  c.oid, false AS relhastriggers, 'p'::char(1) AS relpersistence, 0::oid AS reloftype, NULL::text AS reloptions
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
WHERE ${SHOWN}`,

  pg_attribute: `
SELECT a.attrelid, a.attname, redshift_internal.type_id(a.atttypid) AS atttypid, a.attstattarget::integer AS attstattarget, a.attlen, a.attnum,
  a.attndims::integer AS attndims, -1::integer AS attcacheoff, a.atttypmod, a.attbyval, a.attstorage::text::char(1) AS attstorage,
  a.attalign::text::char(1) AS attalign, a.attnotnull, a.atthasdef, a.attisdropped, a.attislocal, a.attinhcount::integer AS attinhcount,
  a.attcollation, redshift_internal.acl_text(a.attacl) AS attacl
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND ${SHOWN}`,

  pg_namespace: `
SELECT (CASE n.nspname WHEN 'redshift_system' THEN 'pg_catalog' WHEN 'redshift_information' THEN 'information_schema' ELSE n.nspname END)::name AS nspname,
  ${userId("n.nspowner")} AS nspowner, redshift_internal.acl_text(n.nspacl) AS nspacl, n.oid
FROM ${NAMESPACES}`,

  pg_type: `
SELECT redshift_internal.short_type_name(t.oid)::name AS typname, 'redshift_system'::regnamespace::oid AS typnamespace,
  ${userId("t.typowner")} AS typowner, t.typlen, t.typbyval, t.typtype::text::char(1) AS typtype, t.typisdefined, t.typdelim::text::char(1) AS typdelim,
  t.typrelid, redshift_internal.type_id(t.typelem) AS typelem, t.typalign::text::char(1) AS typalign, t.typstorage::text::char(1) AS typstorage,
  t.typnotnull, t.typbasetype, t.typtypmod, t.typndims::integer AS typndims, t.typdefault, redshift_internal.type_id(t.oid) AS oid, t.typcollation
FROM pg_type t WHERE t.typname IN ('bool', 'char', 'name', 'int8', 'int2', 'int4', 'regproc', 'text', 'oid', 'float4', 'float8', 'bpchar',
  'varchar', 'date', 'time', 'timestamp', 'timestamptz', 'timetz', 'interval', 'numeric', 'json', 'bytea') AND t.typnamespace = 'pg_catalog'::regnamespace`,

  pg_attrdef: `
SELECT d.adrelid, d.adnum, redshift_internal.default_text(pg_get_expr(d.adbin, d.adrelid)) AS adbin, redshift_internal.default_text(pg_get_expr(d.adbin, d.adrelid)) AS adsrc, d.oid
FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${SHOWN}`,

  pg_description: `
SELECT o.objoid, o.classoid, o.objsubid, o.description
FROM pg_description o JOIN pg_class c ON c.oid = o.objoid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${SHOWN}`,

  pg_database: `
SELECT redshift_internal.database_name()::name AS datname, ${userId("d.datdba")} AS datdba, d.encoding, d.datistemplate, d.datallowconn,
  0::oid AS datlastsysoid, d.dattablespace, NULL::text AS datconfig, redshift_internal.acl_text(d.datacl) AS datacl,
  d.oid, 'C'::text AS datcollate, 'C'::text AS datctype
FROM pg_database d WHERE d.datname = pg_catalog.current_database()`,

  // https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_DATABASE.html shows limits as text.
  pg_database_info: `
SELECT redshift_internal.database_name()::name AS datname, ${userId("d.datdba")} AS datdba, d.encoding, d.datistemplate, d.datallowconn,
  0::oid AS datlastsysoid, d.dattablespace, NULL::text AS datconfig, redshift_internal.acl_text(d.datacl) AS datacl,
  d.oid AS datid, 'UNLIMITED'::text AS datconnlimit
FROM pg_database d WHERE d.datname = pg_catalog.current_database()`,

  pg_user: `
SELECT p.name::name AS usename, p.id::integer AS usesysid, r.rolcreatedb AS usecreatedb, r.rolsuper AS usesuper,
  false AS usecatupd, '********'::text AS passwd, r.rolvaliduntil::timestamp AS valuntil, NULL::text AS useconfig
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id WHERE p.kind = 'user'
UNION ALL SELECT 'rdsdb', 1, true, true, true, '********', 'infinity'::timestamp, NULL`,

  pg_user_info: `
SELECT p.name::name AS usename, p.id::integer AS usesysid, r.rolcreatedb AS usecreatedb, r.rolsuper AS usesuper,
  false AS usecatupd, '********'::text AS passwd, r.rolvaliduntil::timestamp AS valuntil, NULL::text AS useconfig,
  (CASE WHEN r.rolconnlimit < 0 THEN 'UNLIMITED' ELSE r.rolconnlimit::text END)::text AS useconnlimit
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id WHERE p.kind = 'user'
UNION ALL SELECT 'rdsdb', 1, true, true, true, '********', 'infinity'::timestamp, NULL, NULL`,

  pg_group: `
SELECT p.name::name AS groname, p.id::integer AS grosysid,
  (SELECT '{' || string_agg(m.member::text, ',' ORDER BY m.member) || '}' FROM pg_auth_members m WHERE m.roleid = p.id) AS grolist
FROM redshift_internal.principal p WHERE p.kind = 'group'`,

  // Of newer servers: what psql's \\du asks.
  pg_roles: `
SELECT p.name::name AS rolname, r.rolsuper, r.rolinherit, r.rolsuper AS rolcreaterole, r.rolcreatedb, true AS rolcanlogin, r.rolconnlimit,
  r.rolvaliduntil::timestamp AS rolvaliduntil, p.id AS oid, false AS rolreplication
FROM redshift_internal.principal p JOIN pg_roles r ON r.oid = p.id WHERE p.kind = 'user'`,

  pg_auth_members: "SELECT m.roleid, m.member, m.admin_option FROM pg_auth_members m WHERE false",

  pg_inherits: "SELECT i.inhrelid, i.inhparent, i.inhseqno FROM pg_inherits i WHERE false",

  pg_collation: "SELECT o.collname, o.oid FROM pg_collation o WHERE false",

  pg_index: `
SELECT i.indexrelid, i.indrelid, i.indkey::text AS indkey, i.indnatts, i.indisunique, i.indisprimary, i.indisclustered FROM pg_index i WHERE false`,

  pg_tables: `
SELECT n.nspname AS schemaname, c.relname AS tablename, redshift_internal.principal_name(c.relowner)::name AS tableowner,
  NULL::name AS tablespace, false AS hasindexes, false AS hasrules, false AS hastriggers
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND NOT redshift_internal.is_hidden(n.nspname)
  AND NOT EXISTS (SELECT 1 FROM redshift_internal.materialized_view m WHERE m.id = c.oid)`,

  pg_views: `
SELECT n.nspname AS schemaname, c.relname AS viewname, redshift_internal.principal_name(c.relowner)::name AS viewowner,
  coalesce(m.definition, d.query, pg_get_viewdef(c.oid)) AS definition
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN redshift_internal.materialized_view m ON m.id = c.oid
  LEFT JOIN redshift_internal.view_definition d ON d.id = c.oid
WHERE (c.relkind = 'v' OR m.id IS NOT NULL) AND NOT redshift_internal.is_hidden(n.nspname)`,

  pg_default_acl: `
SELECT d.defaclrole::integer AS defacluser, d.defaclnamespace, d.defaclobjtype::text::char(1) AS defaclobjtype,
  redshift_internal.acl_text(d.defaclacl) AS defaclacl
FROM pg_default_acl d`,

  pg_external_schema: `
SELECT e.id AS esoid, 9::integer AS eskind, ''::text AS esdbname, e.options AS esoptions
FROM redshift_internal.external_schema e WHERE has_schema_privilege(e.id, 'USAGE')`,
};
