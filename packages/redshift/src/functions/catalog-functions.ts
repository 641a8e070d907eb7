/**
 * Names, types and permissions as Redshift's catalogs write them. The views of the catalog are made of these.
 */
export const CATALOG_FUNCTIONS = `
-- Schemas that are the engine's, or a session's own.
CREATE OR REPLACE FUNCTION redshift_internal.is_hidden(schema name) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN schema::text ~ '^(pg_.*|information_schema|redshift_(internal|system|information|temp_[0-9]+))$';

CREATE OR REPLACE FUNCTION redshift_internal.identity_name(id oid) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN id = 0 THEN 'public' ELSE redshift_internal.principal_name(id) END;

CREATE OR REPLACE FUNCTION redshift_internal.identity_type(id oid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT CASE WHEN identity_type.id = 0 THEN 'public' ELSE (SELECT p.kind FROM redshift_internal.principal p WHERE p.id = identity_type.id) END;
END;

CREATE OR REPLACE FUNCTION redshift_internal.owns_role(who name, role oid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT EXISTS (SELECT 1 FROM redshift_internal.role_owner o JOIN pg_roles r ON r.oid = o.id WHERE o.role_id = role AND r.rolname = who);
END;

-- user=privileges/grantor, a group with the word before it. What roles were granted is not in such lists.
CREATE OR REPLACE FUNCTION redshift_internal.acl_text(acl aclitem[]) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT '{' || string_agg(CASE WHEN item LIKE 'group %' THEN '"' || item || '"' ELSE item END, ',' ORDER BY place) || '}' FROM (
    SELECT min(ordinality) AS place, CASE p.kind WHEN 'group' THEN 'group ' ELSE '' END || CASE a.grantee WHEN 0 THEN '' ELSE coalesce(redshift_internal.principal_name(a.grantee), '') END || '='
      || string_agg(CASE a.privilege_type WHEN 'SELECT' THEN 'r' WHEN 'INSERT' THEN 'a' WHEN 'UPDATE' THEN 'w' WHEN 'DELETE' THEN 'd'
        WHEN 'REFERENCES' THEN 'x' WHEN 'TRUNCATE' THEN 'D' WHEN 'TRIGGER' THEN 't' WHEN 'USAGE' THEN 'U' WHEN 'CREATE' THEN 'C'
        WHEN 'TEMPORARY' THEN 'T' ELSE '' END || CASE WHEN a.is_grantable THEN '*' ELSE '' END, '' ORDER BY ordinality)
      || '/' || coalesce(redshift_internal.principal_name(a.grantor), '') AS item
    FROM aclexplode(acl) WITH ORDINALITY a LEFT JOIN redshift_internal.principal p ON p.id = a.grantee
    WHERE p.kind IS DISTINCT FROM 'role' AND a.privilege_type NOT IN ('CONNECT', 'MAINTAIN')
    GROUP BY a.grantee, p.kind, a.grantor) listed;
END;

-- SUPER and VARBYTE have numbers of Redshift's own.
CREATE OR REPLACE FUNCTION redshift_internal.type_id(id oid) RETURNS oid LANGUAGE sql IMMUTABLE
RETURN CASE id WHEN 114 THEN 4000::oid WHEN 17 THEN 6551::oid ELSE id END;

-- character varying, numeric, super ...
CREATE OR REPLACE FUNCTION redshift_internal.type_name(id oid) RETURNS text LANGUAGE sql STABLE
RETURN CASE id WHEN 114 THEN 'super' WHEN 4000 THEN 'super' WHEN 17 THEN 'binary varying' WHEN 6551 THEN 'binary varying'
  WHEN 25 THEN 'character varying' WHEN 18 THEN '"char"' ELSE format_type(id, NULL) END;

-- As SVV_COLUMNS writes it, without length or digits.
CREATE OR REPLACE FUNCTION redshift_internal.column_type(id oid, modifier integer) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN id = 1186 AND modifier >= 0
  THEN CASE WHEN format_type(id, modifier) ~ 'year|month' THEN 'intervaly2m' ELSE 'intervald2s' END ELSE redshift_internal.type_name(id) END;

-- varchar, numeric, super ...
CREATE OR REPLACE FUNCTION redshift_internal.short_type_name(id oid) RETURNS text LANGUAGE sql STABLE
RETURN CASE id WHEN 114 THEN 'super' WHEN 17 THEN 'varbyte' ELSE (SELECT t.typname::text FROM pg_type t WHERE t.oid = id) END;

-- With length or digits: character varying(256), numeric(8,2).
CREATE OR REPLACE FUNCTION redshift_internal.format_type(id oid, modifier integer) RETURNS text LANGUAGE sql STABLE
RETURN CASE WHEN id IN (17, 6551, 114, 4000, 25) THEN redshift_internal.type_name(id) || CASE WHEN modifier > 4 AND id IN (17, 6551) THEN '(' || modifier - 4 || ')' ELSE '' END
  WHEN id = 18 THEN '"char"' ELSE format_type(id, modifier) END;

-- Whether a relation is found without its schema.
CREATE OR REPLACE FUNCTION redshift_internal.table_is_visible(relation oid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT n.nspname IN ('redshift_system', 'redshift_temp_' || current_setting('redshift.pid', true)) OR EXISTS (
    SELECT 1 FROM unnest(string_to_array(current_setting('redshift.search_path', true), ',')) WITH ORDINALITY AS path (schema, place)
    WHERE path.schema = n.nspname AND NOT EXISTS (
      SELECT 1 FROM unnest(string_to_array(current_setting('redshift.search_path', true), ',')) WITH ORDINALITY AS other (schema, place)
        JOIN pg_namespace on_ ON on_.nspname = other.schema JOIN pg_class oc ON oc.relnamespace = on_.oid
      WHERE other.place < path.place AND oc.relname = c.relname))
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = relation;
END;

CREATE OR REPLACE FUNCTION redshift_internal.row_count(relation oid) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
  rows bigint;
BEGIN
  EXECUTE format('SELECT count(*) FROM %s', relation::regclass) INTO rows;
  RETURN rows;
END $$;

-- The elements of an array that is shown as text.
CREATE OR REPLACE FUNCTION redshift_internal.array_to_string(list text, separator text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN replace(trim(BOTH '{}' FROM list), ',', separator);

-- A column's default as it was meant: what stores it in the column's length is the engine's.
CREATE OR REPLACE FUNCTION redshift_internal.default_text(expression text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN replace(regexp_replace(expression, '^redshift_internal\\.fit\\((.*), \\d+, ''[a-z ]+''::text\\)$', '\\1'), '::text', '::character varying');
`;
