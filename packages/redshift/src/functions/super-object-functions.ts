function renamed(word: "lower" | "upper"): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.${word}_attribute_names(value json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE json_typeof(value)
    WHEN 'object' THEN
      RETURN (SELECT coalesce(json_object_agg(${word}(key), redshift_internal.${word}_attribute_names(element)), '{}') FROM json_each(value) AS a(key, element));
    WHEN 'array' THEN
      RETURN (SELECT coalesce(json_agg(redshift_internal.${word}_attribute_names(element)), '[]') FROM json_array_elements(value) AS a(element));
    ELSE RETURN value;
  END CASE;
END $$;`;
}

/**
 * Objects, and a SUPER as text: without blanks, floating point numbers as 2.22e+0, escapes only where JSON needs them.
 * https://docs.aws.amazon.com/redshift/latest/dg/Object_Functions.html , JSON_SERIALIZE.html , r_json_size.html , r_object_transform_function.html
 */
export const SUPER_OBJECT_FUNCTIONS = `
${[renamed("lower"), renamed("upper")].join("\n")}

-- 2.22 as 2.22e+0, 1e100 as 1e+100.
CREATE OR REPLACE FUNCTION redshift_internal.exponential(value float8) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE digits text := abs(value)::text;
  significant text;
  exponent int4;
BEGIN
  IF value = 0 THEN RETURN '0e+0'; END IF;
  significant := btrim(translate(split_part(digits, 'e', 1), '.', ''), '0');
  exponent := CASE WHEN digits ~ 'e' THEN split_part(digits, 'e', 2)::int4
    WHEN digits ~ '^0' THEN -length(substring(digits from '^0[.](0*)')) - 1
    ELSE length(split_part(digits, '.', 1)) - 1 END;
  RETURN CASE WHEN value < 0 THEN '-' ELSE '' END || left(significant, 1)
    || CASE WHEN length(significant) > 1 THEN '.' || substr(significant, 2) ELSE '' END
    || 'e' || CASE WHEN exponent < 0 THEN '-' ELSE '+' END || abs(exponent);
END $$;

-- Most documents come without blanks, escapes and exponents, and are their own text.
CREATE OR REPLACE FUNCTION redshift_internal.json_text(value json) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE document text := value::text;
BEGIN
  IF document !~ '\\\\|[0-9][eE]' THEN
    IF document ~ '\\s' THEN
      document := regexp_replace(document, '("[^"]*")|\\s+', '\\1', 'g');
    END IF;
    RETURN document;
  END IF;
  CASE json_typeof(value)
    WHEN 'object' THEN
      RETURN (SELECT '{' || coalesce(string_agg(to_json(key) || ':' || redshift_internal.json_text(element), ','), '') || '}'
              FROM json_each(value) AS a(key, element));
    WHEN 'array' THEN
      RETURN (SELECT '[' || coalesce(string_agg(redshift_internal.json_text(element), ','), '') || ']' FROM json_array_elements(value) AS a(element));
    WHEN 'string' THEN RETURN to_json(value #>> '{}')::text;
    WHEN 'number' THEN
      document := value #>> '{}';
      RETURN CASE WHEN document ~ '[eE]' THEN redshift_internal.exponential(document::float8) ELSE document END;
    ELSE RETURN value #>> '{}';
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_serialize(value json) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE document text := redshift_internal.json_text(value);
BEGIN
  IF octet_length(document) > 65535 THEN
    RAISE EXCEPTION 'The serialized JSON of % bytes exceeds the maximum VARCHAR size of 65535 bytes', octet_length(document) USING ERRCODE = '22001';
  END IF;
  RETURN document;
END $$;

-- OBJECT_TRANSFORM's KEEP. @param paths an array of paths, each an array of keys
CREATE OR REPLACE FUNCTION redshift_internal.object_keep(value json, paths json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(value) <> 'object' THEN RETURN value; END IF;
  RETURN (
    SELECT coalesce(json_object_agg(key, CASE WHEN whole THEN element ELSE redshift_internal.object_keep(element, rest) END ORDER BY place), '{}')
    FROM json_each(value) WITH ORDINALITY AS a(key, element, place)
      CROSS JOIN LATERAL (
        SELECT bool_or(json_array_length(path) = 1) AS whole, json_agg(redshift_internal.subarray(path, 1, json_array_length(path))) AS rest
        FROM json_array_elements(paths) AS p(path) WHERE path ->> 0 = key) AS matched
    WHERE whole OR (whole IS NOT NULL AND json_typeof(element) = 'object'));
END $$;

-- OBJECT_TRANSFORM's SET: a key keeps its place, a new one stands last.
CREATE OR REPLACE FUNCTION redshift_internal.object_set(value json, path text[], given json) RETURNS json
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE first text := path[1];
  inner_value json;
BEGIN
  IF json_typeof(value) IS DISTINCT FROM 'object' THEN value := '{}'; END IF;
  inner_value := CASE WHEN cardinality(path) = 1 THEN coalesce(given, 'null') ELSE redshift_internal.object_set(value -> first, path[2:], given) END;
  IF value -> first IS NULL THEN
    RETURN (SELECT json_object_agg(key, element ORDER BY place) FROM (
      SELECT key, element, place FROM json_each(value) WITH ORDINALITY AS a(key, element, place) UNION ALL SELECT first, inner_value, 9223372036854775807) AS more);
  END IF;
  RETURN (SELECT json_object_agg(key, CASE WHEN key = first THEN inner_value ELSE element END ORDER BY place)
    FROM json_each(value) WITH ORDINALITY AS a(key, element, place));
END $$;
`;
