/**
 * Text that Teradata would write as a number. Signs may follow, `/ , : %` and a hyphen between digits are passed over, blank text is 0.
 * A format counts digits before and after its radix (`D`, `.` or `V`, which stands for none in the text); `S` at its end is a zoned decimal,
 * whose last character holds the sign; `C` and `L` stand for a currency's name and symbol.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_TEXT_TO_NUMERIC_ALT.html , r_TEXT_TO_INT_ALT.html , r_Numeric-format-teradata.html
 */
export const TERADATA_FUNCTIONS = String.raw`
CREATE OR REPLACE FUNCTION redshift_internal.teradata_number(value text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  body text := translate(btrim(value), '/,:%', '');
  parts text[];
BEGIN
  IF body = '' THEN RETURN 0; END IF;
  parts := regexp_match(body, '^([+-]?)(\d*\.?\d*)([eE][+-]?\d+)?([+-]?)$');
  IF parts IS NULL OR parts[2] !~ '\d' OR (parts[1] <> '' AND parts[4] <> '') THEN
    RAISE EXCEPTION 'invalid input syntax for type numeric: "%"', value USING ERRCODE = '22P02';
  END IF;
  RETURN (parts[1] || parts[4] || parts[2] || coalesce(parts[3], ''))::numeric;
END $$;

-- CHAR(n) of a format as n characters.
CREATE OR REPLACE FUNCTION redshift_internal.teradata_format(format text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  written text := format;
  part text[];
BEGIN
  LOOP
    part := regexp_match(written, '([Z9])\((\d+)\)');
    EXIT WHEN part IS NULL;
    written := replace(written, part[1] || '(' || part[2] || ')', repeat(part[1], part[2]::int4));
  END LOOP;
  IF written !~ '^[CL]?(Z(\([IF]\))?)*(9(\([IF]\))?)*([D.V](Z(\([IF]\))?)*(9(\([IF]\))?)*)?S?$'
    OR (written ~ 'S' AND written ~ '[D.]') THEN
    RAISE EXCEPTION 'invalid format "%"', format USING ERRCODE = '22023';
  END IF;
  RETURN written;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.teradata_number(value text, format text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  written text := redshift_internal.teradata_format(format);
  body text := translate(btrim(value), '/,:%', '');
  sign text := '';
  last int4;
  wholes int4;
  decimals int4;
BEGIN
  IF body = '' THEN RETURN 0; END IF;
  IF written LIKE 'C%' THEN body := regexp_replace(body, '^[A-Za-z]{3}', ''); END IF;
  IF written LIKE 'L%' THEN body := regexp_replace(body, '^[^0-9+.-]+', ''); END IF;
  IF written LIKE '%S' THEN
    last := strpos('{ABCDEFGHI}JKLMNOPQR', right(body, 1)) - 1;
    IF last >= 0 THEN body := left(body, -1) || last % 10; END IF;
    IF last >= 10 THEN sign := '-'; END IF;
  END IF;
  decimals := length(regexp_replace(regexp_replace(written, '^[^DV.]*', ''), '[^Z9]|\([IF]\)', '', 'g'));
  wholes := length(regexp_replace(regexp_replace(written, '[DV.].*$', ''), '[^Z9]|\([IF]\)', '', 'g'));
  IF written LIKE '%V%' THEN
    body := lpad(body, greatest(length(body), decimals), '0');
    body := left(body, length(body) - decimals) || '.' || right(body, decimals);
  END IF;
  IF (written !~ '\(I\)' AND length(ltrim(split_part(translate(body, '+-', ''), '.', 1), '0')) > wholes + CASE WHEN written LIKE '%S' THEN 1 ELSE 0 END)
    OR (written !~ '\(F\)' AND length(split_part(translate(body, '+-', ''), '.', 2)) > decimals) THEN
    RAISE EXCEPTION 'value "%" does not fit the format "%"', value, format USING ERRCODE = '22003';
  END IF;
  RETURN redshift_internal.teradata_number(sign || body);
END $$;

-- Exactly midway is rounded to the even neighbour.
CREATE OR REPLACE FUNCTION redshift_internal.round_even(value numeric, digits int4, decimals int4) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result numeric := round(value, decimals);
BEGIN
  IF abs(value - trunc(value, decimals)) * 2 = 10::numeric ^ (-decimals) AND mod(trunc(value, decimals) * 10::numeric ^ decimals, 2) = 0 THEN
    result := trunc(value, decimals);
  END IF;
  IF abs(result) >= 10::numeric ^ (digits - decimals) THEN
    RAISE EXCEPTION 'Numeric data overflow (result precision)' USING ERRCODE = '22003';
  END IF;
  RETURN result;
END $$;
`;
