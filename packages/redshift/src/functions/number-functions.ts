/** Types TRY_CAST converts to: `DECIMAL` brings its precision and scale. */
const TRY_CASTS = ["int2", "int4", "int8", "float4", "float8", "date", "time", "timetz", "timestamp", "timestamptz"];

/**
 * Integers from text are read as integers; a decimal point is an error, as in Redshift's own casts. In plpgsql, because an SQL function that
 * names its argument twice is not inlined when the argument costs something, and then costs more to call.
 */
function tryCast(type: string): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.try_${type}(value text) RETURNS ${type}
LANGUAGE plpgsql ${/date|time/.test(type) ? "STABLE" : "IMMUTABLE"} STRICT AS $$
BEGIN
  RETURN CASE WHEN pg_input_is_valid(value, '${type}') THEN value::${type} END;
END $$;`;
}

/**
 * Numbers: arithmetic whose rules differ, and TRY_CAST.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_TRY_CAST.html , r_STRTOL.html , r_Numeric_computations201.html
 */
export const NUMBER_FUNCTIONS = `${TRY_CASTS.map(tryCast).join("\n")}

CREATE OR REPLACE FUNCTION redshift_internal.try_numeric(value text, digits int4, decimals int4) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN pg_input_is_valid(value, 'numeric') AND abs(round(value::numeric, decimals)) < 10::numeric ^ (digits - decimals)
    THEN round(value::numeric, decimals) END
$$;

-- Overflow as the compute nodes put it; 19 digits are kept in 8 bytes. https://docs.aws.amazon.com/redshift/latest/dg/r_numeric_computations201.html
CREATE OR REPLACE FUNCTION redshift_internal.fit_decimal(value numeric, digits int4, decimals int4) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result numeric := round(value, decimals);
BEGIN
  -- A power of ten is read from text: the engine computes a power for longer than all the rest takes.
  IF digits = 19 THEN
    IF abs(result) * ('1e' || decimals)::numeric <= 9223372036854775807 THEN RETURN result; END IF;
  ELSIF abs(result) < ('1e' || digits - decimals)::numeric THEN RETURN result;
  END IF;
  RAISE EXCEPTION 'Numeric data overflow (result precision)' USING ERRCODE = '22003';
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.strtol(value text, base int4) RETURNS int8
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  digits text := lower(btrim(value));
  negative bool := left(digits, 1) = '-';
  result numeric := 0;
  digit int4;
BEGIN
  IF base < 2 OR base > 36 THEN
    RAISE EXCEPTION 'base must be between 2 and 36' USING ERRCODE = '22023';
  END IF;
  digits := ltrim(digits, '+-');
  IF base = 16 AND left(digits, 2) = '0x' THEN digits := substr(digits, 3); END IF;
  FOR i IN 1..length(digits) LOOP
    digit := strpos('0123456789abcdefghijklmnopqrstuvwxyz', substr(digits, i, 1)) - 1;
    IF digit < 0 OR digit >= base THEN
      RAISE EXCEPTION 'The input % is not valid to be converted to base %', value, base USING ERRCODE = '22023';
    END IF;
    result := result * base + digit;
  END LOOP;
  RETURN CASE WHEN negative THEN -result ELSE result END;
END $$;
`;
