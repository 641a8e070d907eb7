/** Scalars a SUPER is cast to through its text; what does not fit is NULL. */
const LAX = ["int2", "int4", "int8", "float4", "float8", "bool", "date", "time", "timetz", "timestamp", "timestamptz"];

/** A number with a fraction becomes the nearest integer, as a DECIMAL cast to one does. */
function laxCast(type: string): string {
  const text = "value #>> '{}'";
  const number = /^int/.test(type)
    ? `WHEN jsonb_typeof(value) = 'number' AND pg_input_is_valid(round((${text})::numeric)::text, '${type}') THEN round((${text})::numeric)::${type}`
    : "";
  // A whole number is true unless it is 0; one with a fraction is NULL. https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html
  const boolean =
    type === "bool"
      ? `WHEN jsonb_typeof(value) = 'number' THEN CASE WHEN value::text ~ '^-?[0-9]+$' THEN value::text !~ '^-?0+$' END`
      : "";
  return `
CREATE OR REPLACE FUNCTION redshift_internal.super_${type}(value jsonb) RETURNS ${type}
LANGUAGE sql ${/date|time/.test(type) ? "STABLE" : "IMMUTABLE"} AS $$
  SELECT CASE ${number}${boolean}
    WHEN jsonb_typeof(value) IN ('string', 'number', 'boolean') AND pg_input_is_valid(${text}, '${type}') THEN (${text})::${type} END
$$;`;
}

/**
 * SUPER: lax casts, what its type is, arrays and objects.
 * https://docs.aws.amazon.com/redshift/latest/dg/query-super.html , super-configurations.html , Type_Info_Functions.html
 */
export const SUPER_FUNCTIONS = `${LAX.map(laxCast).join("\n")}

-- Objects and arrays are NULL as text: JSON_SERIALIZE writes them.
CREATE OR REPLACE FUNCTION redshift_internal.super_text(value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof(value) IN ('object', 'array') THEN NULL ELSE value #>> '{}' END
$$;

CREATE OR REPLACE FUNCTION redshift_internal.super_numeric(value jsonb, digits int4, decimals int4) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof(value) IN ('number', 'string')
    THEN redshift_internal.try_numeric(value #>> '{}', digits, decimals) END
$$;

-- For comparisons and arithmetic, whose rule is the dynamic type: no other type counts.
CREATE OR REPLACE FUNCTION redshift_internal.as_number(value jsonb) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN jsonb_typeof(value) = 'number' THEN value::numeric END $$;

CREATE OR REPLACE FUNCTION redshift_internal.as_string(value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN jsonb_typeof(value) = 'string' THEN value #>> '{}' END $$;

CREATE OR REPLACE FUNCTION redshift_internal.as_boolean(value jsonb) RETURNS bool
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN jsonb_typeof(value) = 'boolean' THEN value::bool END $$;

-- The JSON null is NULL.
CREATE OR REPLACE FUNCTION redshift_internal.super_is_null(value jsonb) RETURNS bool
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(jsonb_typeof(value), 'null') = 'null' $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_serialize(value jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result text := '';
  part record;
BEGIN
  CASE jsonb_typeof(value)
    WHEN 'object' THEN
      FOR part IN SELECT key, element FROM jsonb_each(value) AS pair(key, element) LOOP
        result := result || CASE WHEN result = '' THEN '' ELSE ',' END || to_json(part.key)::text || ':' || redshift_internal.json_serialize(part.element);
      END LOOP;
      RETURN '{' || result || '}';
    WHEN 'array' THEN
      FOR part IN SELECT element FROM jsonb_array_elements(value) AS item(element) LOOP
        result := result || CASE WHEN result = '' THEN '' ELSE ',' END || redshift_internal.json_serialize(part.element);
      END LOOP;
      RETURN '[' || result || ']';
    ELSE RETURN value::text;
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.json_typeof(value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT jsonb_typeof(value) $$;

CREATE OR REPLACE FUNCTION redshift_internal.get_array_length(value jsonb) RETURNS int8
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN jsonb_typeof(value) = 'array' THEN jsonb_array_length(value) END $$;

CREATE OR REPLACE FUNCTION redshift_internal.array_concat(a jsonb, b jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN jsonb_typeof(a) = 'array' AND jsonb_typeof(b) = 'array' THEN a || b END
$$;

CREATE OR REPLACE FUNCTION redshift_internal.array_flatten(value jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(jsonb_agg(inner_element ORDER BY outer_position, inner_position), '[]')
  FROM jsonb_array_elements(CASE WHEN jsonb_typeof(value) = 'array' THEN value END) WITH ORDINALITY AS a(element, outer_position)
  CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(element) = 'array' THEN element ELSE jsonb_build_array(element) END)
    WITH ORDINALITY AS b(inner_element, inner_position)
$$;

CREATE OR REPLACE FUNCTION redshift_internal.subarray(value jsonb, start int4, count int4) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT coalesce(jsonb_agg(element ORDER BY place), '[]')
  FROM jsonb_array_elements(CASE WHEN jsonb_typeof(value) = 'array' THEN value END) WITH ORDINALITY AS a(element, place)
  WHERE place > start AND place <= start + count
$$;

CREATE OR REPLACE FUNCTION redshift_internal.split_to_array(value text, delimiter text) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT to_jsonb(string_to_array(value, delimiter)) $$;

CREATE OR REPLACE FUNCTION redshift_internal.is_integer(value jsonb) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN jsonb_typeof(value) = 'number' THEN value::text ~ '^-?[0-9]+$' AND pg_input_is_valid(value::text, 'int4') ELSE false END
$$;

CREATE OR REPLACE FUNCTION redshift_internal.is_bigint(value jsonb) RETURNS bool
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN jsonb_typeof(value) = 'number' THEN value::text ~ '^-?[0-9]+$' AND pg_input_is_valid(value::text, 'int8') ELSE false END
$$;
`;
