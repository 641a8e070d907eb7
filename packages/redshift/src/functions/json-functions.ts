/** Levels of nesting a document may have; Redshift's own limit is not documented. */
const DEEPEST = 500;

/**
 * JSON as text and as bytes.
 *
 * `json_or_null` is the one reader behind CAN_JSON_PARSE and JSON_PARSE: total, NULL for what is no JSON (broken UTF-8, numbers that no
 * floating point number holds). It validates the text and keeps it; nothing is built from it before it is navigated.
 *
 * Duplicate keys make JSON_PARSE fail: https://docs.aws.amazon.com/redshift/latest/dg/super-configurations.html
 * A text with the escape \\u0000 is legal JSON but not storable in the engine: here it is no JSON.
 */
function reader(parameter: "text" | "bytea"): string {
  const document = parameter === "bytea" ? "convert_from(value, 'UTF8')" : "value";
  return `
CREATE OR REPLACE FUNCTION redshift_internal.json_or_null(value ${parameter}) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE document text;
BEGIN
  document := ${document};
  IF octet_length(document) > ${DEEPEST} AND redshift_internal.is_too_deep(document) THEN RETURN NULL; END IF;
  IF NOT document IS JSON WITH UNIQUE KEYS THEN RETURN NULL; END IF;
  IF document ~ '[0-9][eE][-+]?[0-9]{3}' AND NOT redshift_internal.has_numbers_in_range(document::json) THEN RETURN NULL; END IF;
  RETURN document;
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;

-- With json_parse_dedup_attributes on: the last of several equal keys counts.
CREATE OR REPLACE FUNCTION redshift_internal.json_or_null_of_last_keys(value ${parameter}) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE document text;
BEGIN
  document := ${document};
  IF octet_length(document) > ${DEEPEST} AND redshift_internal.is_too_deep(document) THEN RETURN NULL; END IF;
  IF NOT document IS JSON THEN RETURN NULL; END IF;
  RETURN redshift_internal.json_or_null(redshift_internal.without_duplicates(document::json)::text);
EXCEPTION WHEN OTHERS THEN RETURN NULL;
END $$;
${["", "_of_last_keys"].map((suffix) => asking(parameter, suffix)).join("\n")}`;
}

/** JSON_PARSE and CAN_JSON_PARSE over `json_or_null` or `json_or_null_of_last_keys`. */
function asking(parameter: string, suffix: string): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.can_json_parse${suffix}(value ${parameter}) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_internal.json_or_null${suffix}(value) IS NOT NULL $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_parse${suffix}(value ${parameter}) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE parsed json := redshift_internal.json_or_null${suffix}(value);
BEGIN
  IF parsed IS NULL THEN RAISE EXCEPTION 'JSON parsing error' USING ERRCODE = '22032'; END IF;
  RETURN parsed;
END $$;`;
}

export const JSON_FUNCTIONS = `
-- Of bytes that surely are JSON. Not strict, and no more than STABLE, so that the engine puts it in place of the call.
CREATE OR REPLACE FUNCTION redshift_internal.known_json(value bytea) RETURNS json
LANGUAGE sql STABLE AS $$ SELECT convert_from(value, 'UTF8')::json $$;

-- The engine reads JSON by recursion and has little stack. Each pass takes the innermost brackets away.
CREATE OR REPLACE FUNCTION redshift_internal.is_too_deep(document text) RETURNS bool
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE brackets text;
BEGIN
  IF length(document) - length(translate(document, '[{', '')) <= ${DEEPEST} THEN RETURN false; END IF;
  brackets := regexp_replace(document, '"(?:[^"\\\\]|\\\\.)*"|[^][{}]', '', 'g');
  FOR pass IN 1..${DEEPEST} LOOP
    brackets := replace(replace(brackets, '[]', ''), '{}', '');
    IF brackets = '' THEN RETURN false; END IF;
  END LOOP;
  RETURN true;
END $$;

-- Asked where an exponent of three digits is seen, which a string may hold as well.
CREATE OR REPLACE FUNCTION redshift_internal.has_numbers_in_range(value json) RETURNS bool
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE json_typeof(value)
    WHEN 'object' THEN RETURN NOT EXISTS (SELECT 1 FROM json_each(value) AS a(key, element) WHERE NOT redshift_internal.has_numbers_in_range(element));
    WHEN 'array' THEN RETURN NOT EXISTS (SELECT 1 FROM json_array_elements(value) AS a(element) WHERE NOT redshift_internal.has_numbers_in_range(element));
    WHEN 'number' THEN RETURN pg_input_is_valid(value #>> '{}', 'float8');
    ELSE RETURN true;
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.without_duplicates(value json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE json_typeof(value)
    WHEN 'object' THEN
      RETURN (SELECT coalesce(json_object_agg(key, redshift_internal.without_duplicates(element) ORDER BY place), '{}') FROM (
        SELECT DISTINCT ON (key) key, element, place FROM json_each(value) WITH ORDINALITY AS a(key, element, place) ORDER BY key, place DESC) AS last);
    WHEN 'array' THEN
      RETURN (SELECT coalesce(json_agg(redshift_internal.without_duplicates(element)), '[]') FROM json_array_elements(value) AS a(element));
    ELSE RETURN value;
  END CASE;
END $$;

${reader("text")}
${reader("bytea")}

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
