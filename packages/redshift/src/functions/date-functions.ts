/** Parts whose boundaries DATEDIFF counts as whole seconds' multiples. */
const SECONDS: readonly (readonly [string, number])[] = [
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** Parts of a calendar, as a number that grows by one at each boundary. */
const CALENDAR: readonly (readonly [string, string])[] = [
  ["millennium", "date_part('millennium', $)"],
  ["century", "date_part('century', $)"],
  ["decade", "floor(date_part('year', $) / 10)"],
  ["year", "date_part('year', $)"],
  ["quarter", "date_part('year', $) * 4 + date_part('quarter', $)"],
  ["month", "date_part('year', $) * 12 + date_part('month', $)"],
  // Weeks turn on Monday, as DATE_TRUNC's do.
  ["week", "floor((($)::date - DATE '0001-01-01') / 7.0)"],
];

/** What NEXT_DAY calls the days, Sunday first. */
const DAY_NAMES: readonly (readonly string[])[] = [
  ["su", "sun", "sunday"],
  ["m", "mo", "mon", "monday"],
  ["tu", "tue", "tues", "tuesday"],
  ["w", "we", "wed", "wednesday"],
  ["th", "thu", "thurs", "thursday"],
  ["f", "fr", "fri", "friday"],
  ["sa", "sat", "saturday"],
];

function differenceOf(part: string, number: string): string {
  const [from, to] = ["a", "b"].map((side) => number.replaceAll("$", side));
  return `
CREATE OR REPLACE FUNCTION redshift_internal.datediff_${part}(a timestamp, b timestamp) RETURNS int8
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT (${to} - (${from}))::int8 $$;`;
}

/**
 * Dates: the statement's and the transaction's time, DATEDIFF by boundaries, month arithmetic.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_DATEDIFF_function.html , r_GETDATE.html , r_SYSDATE.html , r_ADD_MONTHS.html ,
 * r_MONTHS_BETWEEN_function.html , r_NEXT_DAY.html , CONVERT_TIMEZONE.html
 */
export const DATE_FUNCTIONS = `
-- GETDATE ends at the second, SYSDATE does not.
CREATE OR REPLACE FUNCTION redshift_internal.getdate() RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT (left(current_setting('redshift.statement_time'), 19) || 'Z')::timestamptz::timestamp $$;

CREATE OR REPLACE FUNCTION redshift_internal.sysdate() RETURNS timestamp
LANGUAGE sql STABLE AS $$ SELECT (current_setting('redshift.transaction_time') || 'Z')::timestamptz::timestamp $$;

${CALENDAR.map(([part, number]) => differenceOf(part, number)).join("\n")}
${SECONDS.map(([part, seconds]) => differenceOf(part, `floor(date_part('epoch', $) / ${seconds})`)).join("\n")}
${differenceOf("day", "(($)::date - DATE '2000-01-01')")}
${differenceOf("millisecond", "floor(extract(epoch from $) * 1000)")}
${differenceOf("microsecond", "floor(extract(epoch from $) * 1000000)")}

-- In IntervalStyle, whole days counted as days; the verbose style has two digits of a second.
CREATE OR REPLACE FUNCTION redshift_internal.interval_text(value interval) RETURNS text
LANGUAGE sql STABLE STRICT AS $$
  SELECT CASE current_setting('intervalstyle')
    WHEN 'postgres_verbose' THEN regexp_replace(justify_hours(value)::text, '(\\.\\d\\d)\\d+ secs', '\\1 secs')
    ELSE justify_hours(value)::text
  END
$$;

-- A year after the 29th of February is the 1st of March where there is no 29th.
CREATE OR REPLACE FUNCTION redshift_internal.add_years(value timestamp, years int4) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT value + years * interval '1 year' +
    CASE WHEN date_part('day', value) > date_part('day', value + years * interval '1 year') THEN interval '1 day' ELSE interval '0' END
$$;

-- The last day of a month gives the last day of the other.
CREATE OR REPLACE FUNCTION redshift_internal.add_months(value timestamp, months int4) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT CASE
    WHEN date_part('month', value + interval '1 day') <> date_part('month', value)
      THEN date_trunc('month', value) + (months + 1) * interval '1 month' - interval '1 day' + (value - date_trunc('day', value))
    ELSE value + months * interval '1 month'
  END
$$;

CREATE OR REPLACE FUNCTION redshift_internal.last_day(value timestamp) RETURNS date
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT (date_trunc('month', value) + interval '1 month' - interval '1 day')::date $$;

-- Whole months when both are the same day or both the last of their months; else a month counts 31 days.
CREATE OR REPLACE FUNCTION redshift_internal.months_between(a timestamp, b timestamp) RETURNS float8
LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (date_part('year', a) - date_part('year', b)) * 12 + date_part('month', a) - date_part('month', b) +
    CASE
      WHEN date_part('day', a) = date_part('day', b) THEN 0
      WHEN a::date = redshift_internal.last_day(a) AND b::date = redshift_internal.last_day(b) THEN 0
      ELSE (date_part('day', a) - date_part('day', b)) / 31 + (date_part('epoch', a::time) - date_part('epoch', b::time)) / (31 * 86400)
    END
$$;

CREATE OR REPLACE FUNCTION redshift_internal.next_day(value timestamp, day text) RETURNS date
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE wanted int4 := CASE
${DAY_NAMES.map((names, index) => `  WHEN lower(day) IN (${names.map((name) => `'${name}'`).join(", ")}) THEN ${index}`).join("\n")}
END;
BEGIN
  IF wanted IS NULL THEN
    RAISE EXCEPTION 'Invalid day of week "%"', day USING ERRCODE = '22007';
  END IF;
  RETURN value::date + (((wanted - date_part('dow', value)::int4 + 6) % 7) + 1);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.convert_timezone(source text, target text, value timestamp) RETURNS timestamp
LANGUAGE sql STABLE STRICT AS $$ SELECT (value AT TIME ZONE source) AT TIME ZONE target $$;
`;
