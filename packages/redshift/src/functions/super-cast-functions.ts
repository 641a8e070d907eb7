/** How an integer is read: its type, and the digits that fit it whatever they are. */
const INTEGERS = [
  ["int2", 4],
  ["int4", 9],
  ["int8", 18],
] as const;

const FLOATS = ["float4", "float8"];

const DATE_TIMES = ["date", "time", "timetz", "timestamp", "timestamptz"];

/** A number with a fraction becomes the nearest integer, as a DECIMAL cast to one does. */
function castToInteger([type, digits]: readonly [string, number]): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.super_${type}(value json) RETURNS ${type}
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE scalar text := value #>> '{}';
BEGIN
  IF scalar ~ '^-?[0-9]{1,${digits}}$' THEN RETURN scalar::${type}; END IF;
  CASE json_typeof(value)
    WHEN 'number' THEN scalar := round(scalar::numeric)::text;
    WHEN 'boolean' THEN RETURN scalar::bool::int4;
    WHEN 'string' THEN NULL;
    ELSE RETURN NULL;
  END CASE;
  RETURN CASE WHEN pg_input_is_valid(scalar, '${type}') THEN scalar::${type} END;
END $$;`;
}

function castToFloat(type: string): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.super_${type}(value json) RETURNS ${type}
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE scalar text := value #>> '{}';
BEGIN
  RETURN CASE WHEN json_typeof(value) IN ('number', 'string') AND pg_input_is_valid(scalar, '${type}') THEN scalar::${type} END;
END $$;`;
}

function castToDateTime(type: string): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.super_${type}(value json) RETURNS ${type}
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE scalar text := value #>> '{}';
BEGIN
  RETURN CASE WHEN json_typeof(value) = 'string' AND pg_input_is_valid(scalar, '${type}') THEN scalar::${type} END;
END $$;`;
}

/**
 * Casts from SUPER, which are lax: what does not fit is NULL. In plpgsql where an SQL function would compute its argument, a navigation, several
 * times. And values that become a SUPER.
 *
 * A SUPER is the engine's \`json\`: JSON text, which keeps the order of an object's keys and how a number is written. A number with an
 * exponent is floating point, any other a decimal, as Redshift prints them (2.22e+0 and 2.22).
 * https://docs.aws.amazon.com/redshift/latest/dg/limitations-super.html , super-configurations.html , r_is_float.html
 */
export const SUPER_CAST_FUNCTIONS = `
${[...INTEGERS.map(castToInteger), ...FLOATS.map(castToFloat), ...DATE_TIMES.map(castToDateTime)].join("\n")}

-- A whole number is true unless it is 0; one with a fraction is NULL.
CREATE OR REPLACE FUNCTION redshift_internal.super_bool(value json) RETURNS bool
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE scalar text := value #>> '{}';
BEGIN
  CASE json_typeof(value)
    WHEN 'number' THEN RETURN CASE WHEN scalar ~ '^-?[0-9]+$' THEN scalar !~ '^-?0+$' END;
    WHEN 'boolean', 'string' THEN RETURN CASE WHEN pg_input_is_valid(scalar, 'bool') THEN scalar::bool END;
    ELSE RETURN NULL;
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_numeric(value json, digits int4, decimals int4) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE scalar text := value #>> '{}';
  number numeric;
BEGIN
  IF json_typeof(value) NOT IN ('number', 'string') OR NOT pg_input_is_valid(scalar, 'numeric') THEN RETURN NULL; END IF;
  number := round(scalar::numeric, decimals);
  RETURN CASE WHEN length(trunc(abs(number))::text) <= greatest(digits - decimals, 1) AND number <> 'NaN'
    AND (digits > decimals OR abs(number) < 1) THEN number END;
END $$;

-- Objects and arrays are NULL as text: JSON_SERIALIZE writes them.
CREATE OR REPLACE FUNCTION redshift_internal.super_text(value json) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE json_typeof(value)
    WHEN 'string' THEN value #>> '{}'
    WHEN 'number' THEN CASE WHEN value::text ~ '[eE]' THEN (value #>> '{}')::float8::text ELSE value #>> '{}' END
    WHEN 'boolean' THEN value #>> '{}'
  END
$$;

-- For comparisons and arithmetic, whose rule is the dynamic type: no other type counts.
CREATE OR REPLACE FUNCTION redshift_internal.as_number(value json) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN json_typeof(value) = 'number' THEN (value #>> '{}')::numeric END $$;

CREATE OR REPLACE FUNCTION redshift_internal.as_string(value json) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN json_typeof(value) = 'string' THEN value #>> '{}' END $$;

CREATE OR REPLACE FUNCTION redshift_internal.as_boolean(value json) RETURNS bool
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN json_typeof(value) = 'boolean' THEN (value #>> '{}')::bool END $$;

CREATE OR REPLACE FUNCTION redshift_internal.is_float(value json) RETURNS bool
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN json_typeof(value) = 'number' THEN value::text ~ '[eE]' ELSE false END $$;

CREATE OR REPLACE FUNCTION redshift_internal.is_whole(value json, type_name text) RETURNS bool
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN json_typeof(value) = 'number' THEN value #>> '{}' ~ '^-?[0-9]+$' AND pg_input_is_valid(value #>> '{}', type_name) ELSE false END
$$;

-- The JSON null is NULL.
CREATE OR REPLACE FUNCTION redshift_internal.super_is_null(value json) RETURNS bool
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(json_typeof(value), 'null') = 'null' $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_value(value json) RETURNS json
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN json_typeof(value) <> 'null' THEN value END $$;

-- With navigate_super_null_on_error off.
CREATE OR REPLACE FUNCTION redshift_internal.strict_step(value json, key text) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(value) <> 'object' OR value -> key IS NULL THEN
    RAISE EXCEPTION 'Invalid navigation on SUPER: no attribute "%"', key USING ERRCODE = '22023';
  END IF;
  RETURN value -> key;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.strict_step(value json, place int4) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(value) <> 'array' OR value -> place IS NULL THEN
    RAISE EXCEPTION 'Invalid navigation on SUPER: no array element %', place USING ERRCODE = '22023';
  END IF;
  RETURN value -> place;
END $$;

-- With cast_super_null_on_error off.
CREATE OR REPLACE FUNCTION redshift_internal.strict_cast(result anyelement, value json, type_name text) RETURNS anyelement
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF result IS NULL AND NOT redshift_internal.super_is_null(value) THEN
    RAISE EXCEPTION 'Invalid cast of a SUPER value to %', type_name USING ERRCODE = '22018';
  END IF;
  RETURN result;
END $$;

-- A floating point number keeps an exponent, so that it is known as one. JSON has no NaN.
CREATE OR REPLACE FUNCTION redshift_internal.float_text(digits text) RETURNS json
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE WHEN digits ~ '^[-0-9.e+]+$' THEN (digits || CASE WHEN digits ~ 'e' THEN '' ELSE 'e0' END)::json END
$$;
`;
