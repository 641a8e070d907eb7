/**
 * Text: lengths in bytes, VARBYTE's formats, regular expressions with Redshift's parameters.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html , r_TO_VARBYTE.html , r_FROM_VARBYTE.html ,
 * REGEXP_SUBSTR.html , REGEXP_REPLACE.html , REGEXP_COUNT.html , REGEXP_INSTR.html
 */
export const TEXT_FUNCTIONS = String.raw`
-- A cast cuts a string to its bytes, never inside a character.
CREATE OR REPLACE FUNCTION redshift_internal.cut(value text, bytes int4) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result text := value;
BEGIN
  IF octet_length(value) <= bytes THEN RETURN value; END IF;
  result := left(value, bytes);
  WHILE octet_length(result) > bytes LOOP
    result := left(result, -greatest(1, (octet_length(result) - bytes) / 4));
  END LOOP;
  RETURN result;
END $$;

-- A value stored must fit; only blanks beyond the length are dropped.
CREATE OR REPLACE FUNCTION redshift_internal.fit(value text, bytes int4, type_name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE kept text;
BEGIN
  IF octet_length(value) <= bytes THEN RETURN value; END IF;
  kept := rtrim(value, ' ');
  IF octet_length(kept) <= bytes THEN RETURN rpad(kept, length(kept) + bytes - octet_length(kept)); END IF;
  RAISE EXCEPTION 'value too long for type %(%)', type_name, bytes USING ERRCODE = '22001';
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.to_varbyte(value text, format text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE lower(format)
    WHEN 'hex' THEN RETURN decode(value, 'hex');
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

-- Parameters: c, i, e (the first group) and p (Perl-compatible, which PostgreSQL's expressions nearly are).
CREATE OR REPLACE FUNCTION redshift_internal.regexp_flags(parameters text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF parameters !~ '^[ciep]*$' THEN
    RAISE EXCEPTION 'invalid regular expression parameters "%"', parameters USING ERRCODE = '22023';
  END IF;
  RETURN CASE WHEN strpos(parameters, 'i') > 0 THEN 'i' ELSE 'c' END;
END $$;

-- In plpgsql: an SQL function that names an argument twice is inlined only when the argument costs next to nothing.
-- No match is an empty string, not NULL.
CREATE OR REPLACE FUNCTION redshift_internal.regexp_substr(value text, pattern text, start int4 DEFAULT 1, occurrence int4 DEFAULT 1, parameters text DEFAULT 'c')
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN coalesce(pg_catalog.regexp_substr(value, pattern, start, occurrence, redshift_internal.regexp_flags(parameters),
    CASE WHEN strpos(parameters, 'e') > 0 THEN 1 ELSE 0 END), '');
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.regexp_replace(value text, pattern text, replacement text DEFAULT '', start int4 DEFAULT 1, parameters text DEFAULT 'c')
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN pg_catalog.regexp_replace(value, pattern, pg_catalog.regexp_replace(replacement, '\$(\d)', '\\\1', 'g'), start, 0, redshift_internal.regexp_flags(parameters));
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.regexp_count(value text, pattern text, start int4 DEFAULT 1, parameters text DEFAULT 'c')
RETURNS int4 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN pg_catalog.regexp_count(value, pattern, start, redshift_internal.regexp_flags(parameters));
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.regexp_instr(value text, pattern text, start int4 DEFAULT 1, occurrence int4 DEFAULT 1, option int4 DEFAULT 0, parameters text DEFAULT 'c')
RETURNS int4 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN pg_catalog.regexp_instr(value, pattern, start, occurrence, option, redshift_internal.regexp_flags(parameters),
    CASE WHEN strpos(parameters, 'e') > 0 THEN 1 ELSE 0 END);
END $$;

-- NULLIF of text: trailing blanks do not count, and the value keeps its own.
CREATE OR REPLACE FUNCTION redshift_internal.nullif_text(value text, other text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE WHEN value::bpchar = other::bpchar THEN NULL ELSE value END;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.sha2(value text, bits int4) RETURNS text
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT encode(CASE bits WHEN 224 THEN sha224(convert_to(value, 'UTF8')) WHEN 384 THEN sha384(convert_to(value, 'UTF8'))
    WHEN 512 THEN sha512(convert_to(value, 'UTF8')) WHEN 256 THEN sha256(convert_to(value, 'UTF8'))
    WHEN 0 THEN sha256(convert_to(value, 'UTF8')) END, 'hex')
$$;

CREATE OR REPLACE FUNCTION redshift_internal.is_utf8(value bytea) RETURNS bool
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN convert_from(value, 'UTF8') IS NOT NULL;
EXCEPTION WHEN OTHERS THEN RETURN false;
END $$;
`;
