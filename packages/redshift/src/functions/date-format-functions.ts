/** Parts of a format that stand for digits, with the most digits each takes. */
const DIGITS: readonly (readonly [string, number])[] = [
  ["yyyy", 4],
  ["hh24", 2],
  ["hh12", 2],
  ["hh", 2],
  ["ddd", 3],
  ["mm", 2],
  ["dd", 2],
  ["mi", 2],
  ["ss", 2],
  ["ms", 3],
  ["us", 6],
];

const PARTS = [...DIGITS.map(([part]) => part), "month", "mon", "day", "dy", "am", "pm", '"[^"]*"', "."].join("|");

/**
 * TO_DATE and TO_TIMESTAMP as Redshift has them: unless strict, the 31st of June is the 1st of July, and nothing is the year 1.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_TO_DATE_function.html , r_TO_TIMESTAMP.html
 */
export const DATE_FORMAT_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.to_timestamp(value text, format text, strictly boolean) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result timestamp;
BEGIN
  IF value = '' THEN
    RETURN timestamp '0001-01-01';
  END IF;
  RETURN pg_catalog.to_timestamp(value, format)::timestamp;
EXCEPTION WHEN datetime_field_overflow THEN
  result := redshift_internal.overflowing_timestamp(value, format, strictly);
  IF result IS NULL THEN
    RAISE;
  END IF;
  RETURN result;
END $$;

-- Reads a text the engine finds out of range; NULL where the format has parts this does not know.
CREATE OR REPLACE FUNCTION redshift_internal.overflowing_timestamp(value text, format text, strictly boolean) RETURNS timestamp
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  widths CONSTANT jsonb := '${JSON.stringify(Object.fromEntries(DIGITS))}';
  read jsonb := '{"yyyy": 1, "mm": 1, "dd": 1, "mi": 0, "ss": 0, "ms": 0, "us": 0}';
  rest text := value;
  part text;
  found text;
  hours int4;
  fraction int4;
BEGIN
  FOR part IN SELECT lower(m[1]) FROM regexp_matches(format, '(${PARTS})', 'gi') AS m LOOP
    IF widths ? part THEN
      found := substring(rest FROM '^\\s*(\\d{1,' || (widths ->> part) || '})');
      IF found IS NULL THEN
        RETURN NULL;
      END IF;
      IF part = 'ms' OR part = 'us' THEN
        read := read || jsonb_build_object(part, rpad(found, (widths ->> part)::int4, '0')::int4);
      ELSE
        read := read || jsonb_build_object(part, found::int4);
      END IF;
      rest := substr(ltrim(rest), length(found) + 1);
    ELSIF part IN ('month', 'mon') THEN
      found := substring(rest FROM '^\\s*([[:alpha:]]+)');
      read := read || jsonb_build_object('mm', (strpos('janfebmaraprmayjunjulaugsepoctnovdec', lower(left(found, 3))) + 2) / 3);
      rest := substr(ltrim(rest), CASE part WHEN 'mon' THEN 4 ELSE length(found) + 1 END);
    ELSIF part IN ('day', 'dy', 'am', 'pm') THEN
      rest := regexp_replace(rest, '^\\s*[[:alpha:]]+', '');
    ELSIF part ~ '[a-z]' AND part !~ '^"' THEN
      RETURN NULL;
    ELSIF part ~ '^"' THEN
      rest := substr(rest, length(part) - 1);
    ELSIF rest !~ '^\\d' THEN
      rest := substr(rest, 2);
    END IF;
  END LOOP;
  hours := coalesce(read ->> 'hh24', read ->> 'hh', read ->> 'hh12', '0')::int4;
  fraction := (read ->> 'ms')::int4 * 1000 + (read ->> 'us')::int4;
  IF strictly THEN
    IF (read ->> 'mm')::int4 NOT BETWEEN 1 AND 12 OR (read ->> 'dd')::int4 NOT BETWEEN 1 AND
      date_part('day', make_date((read ->> 'yyyy')::int4, (read ->> 'mm')::int4, 1) + interval '1 month' - interval '1 day') THEN
      RAISE EXCEPTION 'date/time field date value out of range: %-%-%', read ->> 'yyyy', read ->> 'mm', read ->> 'dd'
        USING ERRCODE = '22008';
    END IF;
    RAISE EXCEPTION 'date/time field time value out of range: %:%:%.%', hours, read ->> 'mi', read ->> 'ss',
      coalesce(nullif(rtrim(lpad(fraction::text, 6, '0'), '0'), ''), '0') USING ERRCODE = '22008';
  END IF;
  RETURN make_date((read ->> 'yyyy')::int4, 1, 1)
    + ((read ->> 'mm')::int4 - 1) * interval '1 month'
    + (coalesce(read ->> 'ddd', read ->> 'dd')::int4 - 1) * interval '1 day'
    + make_interval(hours => hours, mins => (read ->> 'mi')::int4, secs => (read ->> 'ss')::int4)
    + fraction * interval '1 microsecond';
END $$;
`;
