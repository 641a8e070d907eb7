/**
 * What this Redshift knows beyond PostgreSQL's own catalog, kept in the same database so that it changes in the
 * same transaction as the objects it describes. Tables are the engine's alone; a user reaches them through system views.
 */
export const INTERNAL_TABLES = `
CREATE SCHEMA IF NOT EXISTS redshift_internal;
CREATE SCHEMA redshift_system;
-- The views of information_schema.
CREATE SCHEMA redshift_information;
GRANT USAGE ON SCHEMA redshift_internal, redshift_system, redshift_information TO PUBLIC;
-- Every Redshift user may use and create in public: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
ALTER SCHEMA public OWNER TO CURRENT_USER;
GRANT CREATE, USAGE ON SCHEMA public TO PUBLIC;

-- Users, groups and roles under the names Redshift knows them by: PostgreSQL has one space of names for all, of 63 bytes.
CREATE TABLE redshift_internal.principal (
  id oid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('user', 'role', 'group')),
  name text NOT NULL,
  UNIQUE (kind, name)
);

CREATE TABLE redshift_internal.role_owner (role_id oid PRIMARY KEY, id oid NOT NULL);

-- Roles a sign-in brought along (the tag RedshiftDbRoles), not granted by anyone.
CREATE TABLE redshift_internal.attached_role (user_id oid, role_id oid, PRIMARY KEY (user_id, role_id));

CREATE TABLE redshift_internal.external_schema (
  id oid PRIMARY KEY,
  iam_role text NOT NULL,
  region text,
  options text NOT NULL
);

CREATE TABLE redshift_internal.materialized_view (
  id oid PRIMARY KEY,
  definition text NOT NULL,
  -- The engine's SELECT of its rows: of those of a batch of records where it is a streaming view.
  body text NOT NULL,
  -- Table its rows are in: itself, or, for a view that groups a stream, the groups it shows.
  row_table oid NOT NULL,
  -- Only for such a view: the columns of row_table and how two values become one.
  groups json,
  -- Whether it asks for the JSON of records.
  reads_json boolean NOT NULL,
  -- Whether Redshift would refresh it incrementally.
  incremental boolean NOT NULL,
  auto_refresh boolean NOT NULL,
  -- Set for a streaming view: which stream of which external schema.
  external_schema oid REFERENCES redshift_internal.external_schema (id),
  stream text,
  -- Relations it was made of.
  bases oid[] NOT NULL,
  -- One of them has changed since the last refresh.
  stale boolean NOT NULL DEFAULT false,
  refreshed_at timestamp
);

-- How Redshift would keep a table: it changes nothing here, but is told, and some statements must agree with it.
CREATE TABLE redshift_internal.table_layout (
  id oid PRIMARY KEY,
  distribution_style text NOT NULL CHECK (distribution_style IN ('auto', 'even', 'all', 'key')),
  -- Null for no sort key.
  sort_style text CHECK (sort_style IN ('auto', 'compound', 'interleaved')),
  backup boolean NOT NULL,
  encode_auto boolean NOT NULL
);

CREATE TABLE redshift_internal.column_layout (
  table_id oid NOT NULL,
  -- pg_attribute.attnum
  number smallint NOT NULL,
  encoding text NOT NULL,
  distribution_key boolean NOT NULL,
  -- From 1; 0 for none; every second one of an interleaved key is negative.
  sort_position integer NOT NULL,
  case_insensitive boolean NOT NULL DEFAULT false,
  -- The DEFAULT as Redshift's catalogs write it.
  default_text text,
  PRIMARY KEY (table_id, number)
);

-- Informational: https://docs.aws.amazon.com/redshift/latest/dg/t_Defining_constraints.html
CREATE TABLE redshift_internal.table_constraint (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  table_id oid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')),
  columns smallint[] NOT NULL,
  referenced_table oid,
  referenced_columns smallint[],
  remarks text,
  UNIQUE (table_id, name)
);

-- What a view was made of, as written. A late-binding view's engine view is a stub of one row: its query is planned when it is read.
CREATE TABLE redshift_internal.view_definition (id oid PRIMARY KEY, query text NOT NULL, late_binding boolean NOT NULL);

-- Megabytes a schema may hold; told, not enforced.
CREATE TABLE redshift_internal.schema_quota (id oid PRIMARY KEY, megabytes bigint NOT NULL);

-- Names of relations and columns that are too long for PostgreSQL: Redshift takes 127 bytes, it takes 63.
CREATE TABLE redshift_internal.long_name (engine_name text PRIMARY KEY, name text NOT NULL);

CREATE TABLE redshift_internal.shard_checkpoint (
  view oid REFERENCES redshift_internal.materialized_view (id) ON DELETE CASCADE,
  shard_id text,
  position text,
  finished boolean NOT NULL,
  PRIMARY KEY (view, shard_id)
);

CREATE TABLE redshift_internal.refresh (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id oid NOT NULL,
  view oid NOT NULL,
  schema_name text NOT NULL,
  view_name text NOT NULL,
  refresh_type text NOT NULL,
  status text NOT NULL,
  start_time timestamp NOT NULL,
  end_time timestamp NOT NULL
);

CREATE TABLE redshift_internal.stream_scan (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id oid NOT NULL,
  external_schema text NOT NULL,
  stream text NOT NULL,
  view_name text NOT NULL,
  transaction_id bigint NOT NULL,
  record_time timestamp NOT NULL,
  shard_id text NOT NULL,
  position text,
  scanned_rows bigint NOT NULL,
  skipped_rows bigint NOT NULL,
  scanned_bytes bigint NOT NULL,
  oldest timestamp,
  newest timestamp
);

CREATE TABLE redshift_internal.stream_scan_error (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id oid NOT NULL,
  external_schema text NOT NULL,
  stream text NOT NULL,
  view_name text NOT NULL,
  transaction_id bigint NOT NULL,
  stream_timestamp timestamp NOT NULL,
  record_time timestamp NOT NULL,
  shard_id text NOT NULL,
  position text NOT NULL,
  code integer NOT NULL,
  reason text NOT NULL
);

-- Trigger of a relation that materialized views are made of. Its argument is the relation as they know it.
CREATE FUNCTION redshift_internal.base_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  UPDATE redshift_internal.materialized_view SET stale = true WHERE NOT stale AND TG_ARGV[0]::oid = ANY (bases);
  RETURN NULL;
END $$;

CREATE FUNCTION redshift_internal.principal_name(id oid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  -- Redshift's own user has the id 1 there and the engine's here.
  SELECT CASE WHEN principal_name.id IN (1, 10) THEN 'rdsdb' ELSE (SELECT p.name FROM redshift_internal.principal p WHERE p.id = principal_name.id) END;
END;

-- A type as Redshift's catalogs write it.
CREATE FUNCTION redshift_internal.type_name(id oid, modifier integer) RETURNS text LANGUAGE sql STABLE
RETURN CASE id WHEN 'json'::regtype THEN 'super' WHEN 'bytea'::regtype THEN 'binary varying' ELSE format_type(id, modifier) END;

-- What SVV_TABLE_INFO says of a table: https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLE_INFO.html
CREATE FUNCTION redshift_internal.distribution_style(table_id oid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT CASE l.distribution_style WHEN 'auto' THEN 'AUTO(ALL)' WHEN 'key' THEN 'KEY(' || coalesce((
      SELECT a.attname FROM redshift_internal.column_layout c JOIN pg_attribute a ON a.attrelid = c.table_id AND a.attnum = c.number
      WHERE c.table_id = l.id AND c.distribution_key), '') || ')' ELSE upper(l.distribution_style) END
  FROM redshift_internal.table_layout l WHERE l.id = distribution_style.table_id;
END;

CREATE FUNCTION redshift_internal.first_sort_key(table_id oid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT CASE l.sort_style WHEN 'interleaved' THEN 'INTERLEAVED' WHEN 'auto' THEN 'AUTO(SORTKEY)' ELSE (
      SELECT a.attname::text FROM redshift_internal.column_layout c JOIN pg_attribute a ON a.attrelid = c.table_id AND a.attnum = c.number
      WHERE c.table_id = l.id AND c.sort_position = 1) END
  FROM redshift_internal.table_layout l WHERE l.id = first_sort_key.table_id;
END;

-- The name of what the engine calls so.
CREATE FUNCTION redshift_internal.full_name(engine_name name) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT coalesce((SELECT l.name FROM redshift_internal.long_name l WHERE l.engine_name = full_name.engine_name::text), full_name.engine_name::text);
END;

-- Columns of a table, by numbers and by a JSON array of names, in the order given.
CREATE FUNCTION redshift_internal.column_names(table_id oid, numbers smallint[]) RETURNS json LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT json_agg(redshift_internal.full_name(a.attname) ORDER BY n.place) FROM unnest(numbers) WITH ORDINALITY AS n (number, place)
    JOIN pg_attribute a ON a.attrelid = table_id AND a.attnum = n.number;
END;

CREATE FUNCTION redshift_internal.column_numbers(table_id oid, names json) RETURNS smallint[] LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT array_agg(a.attnum ORDER BY n.place) FROM json_array_elements_text(names) WITH ORDINALITY AS n (name, place)
    JOIN pg_attribute a ON a.attrelid = table_id AND a.attname = n.name AND NOT a.attisdropped;
END;

CREATE FUNCTION redshift_internal.database_name() RETURNS text LANGUAGE sql STABLE
RETURN current_setting('redshift.database_name');
`;

/** Rows kept of each history; Redshift keeps its own for seven days. */
export const HISTORY_ROWS = 10_000;
