/**
 * Text: lengths in bytes, sounds, places.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_Character_types.html , SOUNDEX.html , DIFFERENCE.html , OCTETINDEX.html , SPLIT_PART.html
 */
export const TEXT_FUNCTIONS = `
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
  IF type_name = 'character' THEN PERFORM redshift_internal.single_bytes(value); END IF;
  IF octet_length(value) <= bytes THEN RETURN value; END IF;
  kept := rtrim(value, ' ');
  IF octet_length(kept) <= bytes THEN RETURN rpad(kept, length(kept) + bytes - octet_length(kept)); END IF;
  RAISE EXCEPTION 'value too long for type %(%)', type_name, bytes USING ERRCODE = '22001';
END $$;

-- NULLIF of text: trailing blanks do not count, and the value keeps its own.
CREATE OR REPLACE FUNCTION redshift_internal.nullif_text(value text, other text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE WHEN value::bpchar = other::bpchar THEN NULL ELSE value END;
END $$;

-- A CHAR holds single-byte characters only.
CREATE OR REPLACE FUNCTION redshift_internal.single_bytes(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF octet_length(value) = length(value) THEN RETURN value; END IF;
  RAISE EXCEPTION 'Multibyte character not supported for CHAR' USING ERRCODE = '22021', HINT = 'Try using VARCHAR.';
END $$;

-- Parts are counted from 1.
CREATE OR REPLACE FUNCTION redshift_internal.field_position(part int4) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF part > 0 THEN RETURN part; END IF;
  RAISE EXCEPTION 'field position must be greater than zero' USING ERRCODE = '22023';
END $$;

-- Bytes before the substring, and one.
CREATE OR REPLACE FUNCTION redshift_internal.octetindex(sought text, value text) RETURNS int4
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE strpos(value, sought) WHEN 0 THEN 0 ELSE octet_length(left(value, strpos(value, sought) - 1)) + 1 END
$$;

-- American Soundex of the English letters, of all words as of one; H and W do not part equal sounds.
CREATE OR REPLACE FUNCTION redshift_internal.soundex(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  letters text := upper(regexp_replace(value, '[^a-zA-Z]', '', 'g'));
  sounds text := translate(letters, 'BFPVCGJKQSXZDTLMNRAEIOUYHW', '11112222222233455600000099');
  result text := left(letters, 1);
  previous text := left(sounds, 1);
  sound text;
BEGIN
  FOR place IN 2 .. length(sounds) LOOP
    EXIT WHEN length(result) = 4;
    sound := substr(sounds, place, 1);
    CONTINUE WHEN sound = '9';
    IF sound <> '0' AND sound <> previous THEN result := result || sound; END IF;
    previous := sound;
  END LOOP;
  RETURN CASE WHEN result = '' THEN '' ELSE rpad(result, 4, '0') END;
END $$;

-- The number of places in which two Soundex codes agree. A text without letters agrees in none with one that has some.
CREATE OR REPLACE FUNCTION redshift_internal.difference(one text, other text) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  a text := redshift_internal.soundex(one);
  b text := redshift_internal.soundex(other);
BEGIN
  IF a = '' AND b = '' THEN RETURN 1; END IF;
  IF a = '' OR b = '' THEN RETURN 0; END IF;
  RETURN (left(a, 1) = left(b, 1))::int4 + (substr(a, 2, 1) = substr(b, 2, 1))::int4 + (substr(a, 3, 1) = substr(b, 3, 1))::int4 + (right(a, 1) = right(b, 1))::int4;
END $$;
`;
