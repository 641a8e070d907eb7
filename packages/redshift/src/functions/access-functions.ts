/**
 * Who may do what, asked from SQL. Names are those of Redshift; the answers are the engine's.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_HAS_TABLE_PRIVILEGE.html and its neighbours
 */
export const ACCESS_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.principal_id(kind text, given text) RETURNS oid LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  found oid := (SELECT p.id FROM redshift_internal.principal p WHERE p.kind = principal_id.kind AND p.name = given);
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION '% "%" does not exist', kind, given USING ERRCODE = 'undefined_object';
  END IF;
  RETURN found;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.has_table_privilege(who oid, relation text, privilege text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
  parts text[] := parse_ident(relation);
  path text[] := ARRAY['redshift_system'] || string_to_array(current_setting('redshift.search_path', true), ',');
  found oid;
  wanted text := upper(trim(privilege));
BEGIN
  IF cardinality(parts) > 1 THEN
    path := ARRAY[CASE parts[cardinality(parts) - 1] WHEN 'pg_catalog' THEN 'redshift_system' ELSE parts[cardinality(parts) - 1] END];
  END IF;
  SELECT c.oid INTO found FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relname = parts[cardinality(parts)] AND n.nspname = ANY (path) ORDER BY array_position(path, n.nspname::text) LIMIT 1;
  IF found IS NULL THEN
    RAISE EXCEPTION 'relation "%" does not exist', relation USING ERRCODE = 'undefined_table';
  END IF;
  IF wanted IN ('DROP', 'ALTER') THEN
    RETURN redshift_internal.holds_on((SELECT rolname FROM pg_roles WHERE oid = who), found, wanted)
      OR pg_has_role(who, (SELECT relowner FROM pg_class WHERE oid = found), 'USAGE');
  END IF;
  IF wanted NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES', 'TRUNCATE') THEN
    RAISE EXCEPTION 'unrecognized privilege type: "%"', privilege USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN has_table_privilege(who, found, wanted);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.has_schema_privilege(who oid, name text, privilege text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF upper(trim(privilege)) NOT IN ('CREATE', 'USAGE') THEN
    RAISE EXCEPTION 'unrecognized privilege type: "%"', privilege USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN has_schema_privilege(who, name, trim(privilege));
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.has_database_privilege(who oid, name text, privilege text) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF name <> redshift_internal.database_name() THEN
    RAISE EXCEPTION 'database "%" does not exist', name USING ERRCODE = '3D000';
  END IF;
  IF upper(trim(privilege)) NOT IN ('CREATE', 'TEMPORARY', 'TEMP', 'USAGE') THEN
    RAISE EXCEPTION 'unrecognized privilege type: "%"', privilege USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- USAGE is of databases made from datashares; of one's own everybody has it.
  RETURN upper(trim(privilege)) = 'USAGE' OR has_database_privilege(who, current_database()::text, trim(privilege));
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.group_or_role_id(given text) RETURNS oid LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  found oid := (SELECT p.id FROM redshift_internal.principal p WHERE p.kind <> 'user' AND p.name = given ORDER BY p.kind DESC LIMIT 1);
BEGIN
  IF found IS NULL THEN
    RAISE EXCEPTION 'role "%" does not exist', given USING ERRCODE = 'undefined_object';
  END IF;
  RETURN found;
END $$;

-- A user asks about itself only, unless it manages users.
CREATE OR REPLACE FUNCTION redshift_internal.user_is_member_of(who name, member text, container text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  asked oid := redshift_internal.principal_id('user', member);
BEGIN
  IF asked <> (SELECT oid FROM pg_roles WHERE rolname = who)
    AND NOT (redshift_internal.holds(who, 'ALTER USER') OR redshift_internal.holds(who, 'ACCESS SYSTEM TABLE')) THEN
    RAISE EXCEPTION 'must be superuser or have ''ACCESS SYSTEM TABLE'' privilege to check membership for another user'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN redshift_internal.is_member(asked, redshift_internal.group_or_role_id(container));
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.role_is_member_of(who name, member text, container text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  asked oid := redshift_internal.principal_id('role', member);
  other oid := redshift_internal.principal_id('role', container);
  me oid := (SELECT oid FROM pg_roles WHERE rolname = who);
BEGIN
  IF NOT (redshift_internal.holds(who, 'ACCESS SYSTEM TABLE') OR redshift_internal.is_member(me, asked)
    OR EXISTS (SELECT 1 FROM redshift_internal.role_owner o WHERE o.role_id = asked AND o.id = me)) THEN
    RAISE EXCEPTION 'permission denied to check the membership of role "%"', member USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN redshift_internal.is_member(asked, other);
END $$;
`;
