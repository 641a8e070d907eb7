/** Bit by bit on two values of one length. */
function bitwise(name: string, operator: string): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.varbyte_${name}(a bytea, b bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result bytea := a;
BEGIN
  IF length(a) <> length(b) THEN
    RAISE EXCEPTION 'cannot ${name} VARBYTE values of different lengths' USING ERRCODE = '22026';
  END IF;
  FOR place IN 0 .. length(a) - 1 LOOP
    result := set_byte(result, place, get_byte(a, place) ${operator} get_byte(b, place));
  END LOOP;
  RETURN result;
END $$;`;
}

/**
 * VARBYTE: its formats, its bits, its operators.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_TO_VARBYTE.html , r_FROM_VARBYTE.html , r_GETBIT.html , r_VARBYTE_OPERATORS.html
 */
export const VARBYTE_FUNCTIONS = String.raw`
-- A hexadecimal digit is put before an odd number of them: '4' is 04.
CREATE OR REPLACE FUNCTION redshift_internal.to_varbyte(value text, format text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE lower(format)
    WHEN 'hex' THEN RETURN decode(CASE WHEN length(value) % 2 = 1 THEN '0' ELSE '' END || value, 'hex');
    WHEN 'base64' THEN RETURN decode(value, 'base64');
    WHEN 'utf8', 'utf-8', 'utf_8' THEN RETURN convert_to(value, 'UTF8');
    WHEN 'binary' THEN
      IF value !~ '^[01]*$' OR length(value) % 8 <> 0 THEN
        RAISE EXCEPTION 'Invalid binary string' USING ERRCODE = '22023';
      END IF;
      RETURN (SELECT coalesce(string_agg(decode(lpad(to_hex(substr(value, i, 8)::bit(8)::int4), 2, '0'), 'hex'), ''::bytea ORDER BY i), ''::bytea)
              FROM generate_series(1, length(value), 8) AS i);
    ELSE RAISE EXCEPTION 'Invalid format %', format USING ERRCODE = '22023';
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.from_varbyte(value bytea, format text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE lower(format)
    WHEN 'hex' THEN RETURN encode(value, 'hex');
    WHEN 'base64' THEN RETURN replace(encode(value, 'base64'), E'\n', '');
    WHEN 'utf8', 'utf-8', 'utf_8' THEN RETURN convert_from(value, 'UTF8');
    WHEN 'binary' THEN
      RETURN (SELECT coalesce(string_agg(get_byte(value, i)::bit(8)::text, '' ORDER BY i), '')
              FROM generate_series(0, length(value) - 1) AS i);
    ELSE RAISE EXCEPTION 'Invalid format %', format USING ERRCODE = '22023';
  END CASE;
END $$;

-- Bits are counted from the rightmost, which is 0.
CREATE OR REPLACE FUNCTION redshift_internal.getbit(value bytea, place int4) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF place < 0 OR place >= length(value) * 8 THEN
    RAISE EXCEPTION 'index % out of valid range, 0..%', place, length(value) * 8 - 1 USING ERRCODE = '2202E';
  END IF;
  RETURN get_bit(value, (length(value) - 1 - place / 8) * 8 + place % 8);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.varbyte_not(value bytea) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result bytea := value;
BEGIN
  FOR place IN 0 .. length(value) - 1 LOOP result := set_byte(result, place, 255 - get_byte(value, place)); END LOOP;
  RETURN result;
END $$;

-- A value stored must fit its column.
CREATE OR REPLACE FUNCTION redshift_internal.fit_bytes(value bytea, bytes int4) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF length(value) <= bytes THEN RETURN value; END IF;
  RAISE EXCEPTION 'value too long for type binary varying(%)', bytes USING ERRCODE = '22001';
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.is_utf8(value bytea) RETURNS bool
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN convert_from(value, 'UTF8') IS NOT NULL;
EXCEPTION WHEN OTHERS THEN RETURN false;
END $$;
${bitwise("AND", "&")}
${bitwise("OR", "|")}
${bitwise("XOR", "#")}
`;
