/**
 * JSON as text and as bytes.
 *
 * `json_or_null` is the one reader behind CAN_JSON_PARSE and JSON_PARSE: total, NULL for what is no JSON. Bytes that are plain ASCII without
 * a backslash need no conversion and no guard (measured: 160,000 rows a second in the engine); others, among them everything that could
 * raise an error (broken UTF-8, escapes, numbers beyond reason), take the guarded way (100,000; 70,000 when all of them fail).
 *
 * Duplicate keys make JSON_PARSE fail: https://docs.aws.amazon.com/redshift/latest/dg/super-configurations.html
 * A text with the escape \\u0000 is legal JSON but not storable in the engine: here it is no JSON.
 */
export const JSON_FUNCTIONS = String.raw`
CREATE OR REPLACE FUNCTION redshift_internal.json_or_null_guarded(value text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF value IS JSON WITH UNIQUE KEYS THEN RETURN value::jsonb; END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_or_null_guarded(value bytea) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF convert_from(value, 'UTF8') IS JSON WITH UNIQUE KEYS THEN RETURN convert_from(value, 'UTF8')::jsonb; END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_or_null(value bytea) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE plain text;
BEGIN
  IF length(value) < 100000 THEN
    plain := encode(value, 'escape');
    IF strpos(plain, '\') = 0 AND plain !~ '[0-9][eE][+]?[0-9]{4}' THEN
      IF plain IS JSON WITH UNIQUE KEYS THEN RETURN plain::jsonb; END IF;
      RETURN NULL;
    END IF;
  END IF;
  RETURN redshift_internal.json_or_null_guarded(value);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_or_null(value text) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_internal.json_or_null_guarded(value) $$;

CREATE OR REPLACE FUNCTION redshift_internal.can_json_parse(value bytea) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_internal.json_or_null(value) IS NOT NULL $$;

CREATE OR REPLACE FUNCTION redshift_internal.can_json_parse(value text) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_internal.json_or_null_guarded(value) IS NOT NULL $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_parse(value bytea) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE parsed jsonb := redshift_internal.json_or_null(value);
BEGIN
  IF parsed IS NULL THEN RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = '22032'; END IF;
  RETURN parsed;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_parse(value text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE parsed jsonb := redshift_internal.json_or_null_guarded(value);
BEGIN
  IF parsed IS NULL THEN RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = '22032'; END IF;
  RETURN parsed;
END $$;

-- Objects only: an array is no valid JSON to IS_VALID_JSON.
CREATE OR REPLACE FUNCTION redshift_internal.is_valid_json(value text) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT value IS JSON OBJECT $$;

CREATE OR REPLACE FUNCTION redshift_internal.is_valid_json_array(value text) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT value IS JSON ARRAY $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_extract_path_text(value text, null_if_invalid bool, VARIADIC path text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF value IS NULL OR array_position(path, NULL) IS NOT NULL THEN RETURN NULL; END IF;
  IF NOT (value IS JSON) THEN
    IF null_if_invalid THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = '22032', DETAIL = 'invalid json object ' || left(value, 100);
  END IF;
  RETURN value::json #>> path;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_extract_array_element_text(value text, place int4, null_if_invalid bool) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF NOT (value IS JSON ARRAY) THEN
    IF null_if_invalid THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = '22032', DETAIL = 'invalid json array object ' || left(value, 100);
  END IF;
  RETURN CASE WHEN place < 0 THEN NULL ELSE value::json ->> place END;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_array_length(value text, null_if_invalid bool) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF NOT (value IS JSON ARRAY) THEN
    IF null_if_invalid THEN RETURN NULL; END IF;
    RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = '22032', DETAIL = 'invalid json array object ' || left(value, 100);
  END IF;
  RETURN json_array_length(value::json);
END $$;
`;
