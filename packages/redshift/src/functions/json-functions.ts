/**
 * JSON as text and as bytes.
 *
 * `json_or_null` is the one reader behind CAN_JSON_PARSE and JSON_PARSE: total, NULL for what is no JSON (broken UTF-8, numbers beyond
 * reason). Measured in the engine on one busy core: 160,000 rows of 190 bytes a second, 70,000 when every row fails. A way around the
 * guard for plain ASCII was measured too, and gained nothing.
 *
 * Duplicate keys make JSON_PARSE fail: https://docs.aws.amazon.com/redshift/latest/dg/super-configurations.html
 * A text with the escape \\u0000 is legal JSON but not storable in the engine: here it is no JSON.
 */
export const JSON_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.json_or_null(value text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF value IS JSON WITH UNIQUE KEYS THEN RETURN value::jsonb; END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_or_null(value bytea) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE document text;
BEGIN
  document := convert_from(value, 'UTF8');
  IF document IS JSON WITH UNIQUE KEYS THEN RETURN document::jsonb; END IF;
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;

-- Of bytes that surely are JSON. Not strict, and no more than STABLE, so that the engine puts it in place of the call.
CREATE OR REPLACE FUNCTION redshift_internal.known_json(value bytea) RETURNS jsonb
LANGUAGE sql STABLE AS $$ SELECT convert_from(value, 'UTF8')::jsonb $$;

CREATE OR REPLACE FUNCTION redshift_internal.can_json_parse(value bytea) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_internal.json_or_null(value) IS NOT NULL $$;

CREATE OR REPLACE FUNCTION redshift_internal.can_json_parse(value text) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_internal.json_or_null(value) IS NOT NULL $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_parse(value bytea) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE parsed jsonb := redshift_internal.json_or_null(value);
BEGIN
  IF parsed IS NULL THEN RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = '22032'; END IF;
  RETURN parsed;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_parse(value text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE parsed jsonb := redshift_internal.json_or_null(value);
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
