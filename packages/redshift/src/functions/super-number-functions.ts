const OVERFLOW = `RAISE EXCEPTION 'Numeric data overflow (result precision)' USING ERRCODE = '22003'`;

/**
 * Arithmetic of SUPER values: of numbers only, anything else gives NULL, but + joins two strings. A floating point number makes the result one;
 * decimals keep their own scales, by the rules of decimal arithmetic. An overflow is an error.
 * https://docs.aws.amazon.com/redshift/latest/dg/operators-functions.html , r_Numeric_computations201.html
 */
export const SUPER_NUMBER_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.super_decimal(value numeric) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF abs(value) >= 1e38 THEN ${OVERFLOW}; END IF;
  RETURN to_json(CASE WHEN scale(value) > 37 THEN round(value, 37) ELSE value END);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.decimal_precision(value json) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE digits text := value #>> '{}';
BEGIN
  IF json_typeof(value) <> 'number' OR digits ~ '[eE]' THEN RETURN NULL; END IF;
  RETURN greatest(length(ltrim(translate(digits, '-.', ''), '0')), scale(digits::numeric), 1);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.decimal_scale(value json) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(value) <> 'number' OR redshift_internal.is_float(value) THEN RETURN NULL; END IF;
  RETURN scale((value #>> '{}')::numeric);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_arithmetic(operator text, a json, b json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE one numeric;
  other numeric;
  real float8;
BEGIN
  IF operator = '+' AND json_typeof(a) = 'string' AND json_typeof(b) = 'string' THEN RETURN to_json((a #>> '{}') || (b #>> '{}')); END IF;
  IF json_typeof(a) <> 'number' OR json_typeof(b) <> 'number' THEN RETURN NULL; END IF;
  one := a #>> '{}';
  other := b #>> '{}';
  IF operator IN ('/', '%') AND other = 0 THEN RAISE EXCEPTION 'Divide by zero' USING ERRCODE = '22012'; END IF;
  IF redshift_internal.is_float(a) OR redshift_internal.is_float(b) THEN
    CASE operator
      WHEN '+' THEN real := one::float8 + other::float8;
      WHEN '-' THEN real := one::float8 - other::float8;
      WHEN '*' THEN real := one::float8 * other::float8;
      WHEN '/' THEN real := one::float8 / other::float8;
      ELSE real := mod(one, other)::float8;
    END CASE;
    RETURN redshift_internal.float_text(real::text);
  END IF;
  CASE operator
    WHEN '+' THEN RETURN redshift_internal.super_decimal(one + other);
    WHEN '-' THEN RETURN redshift_internal.super_decimal(one - other);
    WHEN '*' THEN RETURN redshift_internal.super_decimal(one * other);
    WHEN '%' THEN RETURN redshift_internal.super_decimal(mod(one, other));
    ELSE RETURN redshift_internal.super_decimal(round(one / other,
      greatest(4, scale(one) + redshift_internal.decimal_precision(b) - scale(other) + 1)));
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_function(name text, value json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE number numeric;
  result numeric;
BEGIN
  IF json_typeof(value) <> 'number' THEN RETURN NULL; END IF;
  number := value #>> '{}';
  result := CASE name WHEN 'abs' THEN abs(number) WHEN 'floor' THEN floor(number) WHEN 'ceil' THEN ceil(number) WHEN 'round' THEN round(number)
    WHEN 'trunc' THEN trunc(number) WHEN 'sign' THEN sign(number) WHEN '-' THEN -number ELSE number END;
  RETURN CASE WHEN redshift_internal.is_float(value) THEN redshift_internal.float_text(result::float8::text) ELSE to_json(result) END;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_digits(name text, value json, decimals int4) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE number numeric;
BEGIN
  IF json_typeof(value) <> 'number' THEN RETURN NULL; END IF;
  number := value #>> '{}';
  number := CASE name WHEN 'round' THEN round(number, least(decimals, scale(number))) ELSE trunc(number, least(decimals, scale(number))) END;
  RETURN CASE WHEN redshift_internal.is_float(value) THEN redshift_internal.float_text(number::float8::text) ELSE to_json(number) END;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_add(total json, value json) RETURNS json
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF value IS NULL OR json_typeof(value) <> 'number' THEN RETURN total; END IF;
  RETURN CASE WHEN total IS NULL THEN value ELSE redshift_internal.super_arithmetic('+', total, value) END;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_add_counted(total json[], value json) RETURNS json[]
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF value IS NULL OR json_typeof(value) <> 'number' THEN RETURN total; END IF;
  RETURN CASE WHEN total IS NULL THEN ARRAY[value, '1'::json]
    ELSE ARRAY[redshift_internal.super_arithmetic('+', total[1], value), to_json((total[2] #>> '{}')::int8 + 1)] END;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_mean(total json[]) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$ BEGIN RETURN redshift_internal.super_arithmetic('/', total[1], total[2]); END $$;

CREATE OR REPLACE AGGREGATE redshift_internal.super_sum(json) (SFUNC = redshift_internal.super_add, STYPE = json);
CREATE OR REPLACE AGGREGATE redshift_internal.super_avg(json)
  (SFUNC = redshift_internal.super_add_counted, STYPE = json[], FINALFUNC = redshift_internal.super_mean);
`;
