/**
 * What this Redshift knows beyond PostgreSQL's own catalog, kept in the same database so that it changes in the
 * same transaction as the objects it describes. Tables are the engine's alone; a user reaches them through system views.
 */
export const INTERNAL_TABLES = `
CREATE SCHEMA IF NOT EXISTS redshift_internal;
CREATE SCHEMA redshift_system;
GRANT USAGE ON SCHEMA redshift_internal, redshift_system TO PUBLIC;
-- Every Redshift user may use and create in public: https://docs.aws.amazon.com/redshift/latest/dg/r_GRANT.html
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
BEGIN ATOMIC SELECT name FROM redshift_internal.principal p WHERE p.id = principal_name.id; END;

CREATE FUNCTION redshift_internal.database_name() RETURNS text LANGUAGE sql STABLE
RETURN current_setting('redshift.database_name');
`;

/** Rows kept of each history; Redshift keeps its own for seven days. */
export const HISTORY_ROWS = 10_000;
