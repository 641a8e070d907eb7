/** What queries need of the engine beyond its own functions and aggregates. */
export const QUERY_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.recursion_limit() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'Exceeded recursive CTE max rows limit.' USING ERRCODE = '54000'; END $$;

-- A value of a percentile over a window, with what the percentile is.
DO $$ BEGIN
  CREATE TYPE redshift_internal.sample AS (value float8, fraction float8, descending boolean);
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- The engine has its percentiles over groups only, so over a window they are collected, once a partition.
CREATE OR REPLACE FUNCTION redshift_internal.percentile_cont_of(samples redshift_internal.sample[]) RETURNS float8
LANGUAGE sql IMMUTABLE AS $$
  SELECT percentile_cont(CASE WHEN (samples[1]).descending THEN 1 - (samples[1]).fraction ELSE (samples[1]).fraction END)
    WITHIN GROUP (ORDER BY s.value) FROM unnest(samples) AS s $$;

CREATE OR REPLACE FUNCTION redshift_internal.percentile_disc_of(samples redshift_internal.sample[]) RETURNS float8
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN (samples[1]).descending
    THEN (SELECT percentile_disc((samples[1]).fraction) WITHIN GROUP (ORDER BY s.value DESC) FROM unnest(samples) AS s)
    ELSE (SELECT percentile_disc((samples[1]).fraction) WITHIN GROUP (ORDER BY s.value) FROM unnest(samples) AS s) END $$;

CREATE OR REPLACE AGGREGATE redshift_internal.percentile_cont_over(redshift_internal.sample) (
  sfunc = array_append, stype = redshift_internal.sample[], finalfunc = redshift_internal.percentile_cont_of);
CREATE OR REPLACE AGGREGATE redshift_internal.percentile_disc_over(redshift_internal.sample) (
  sfunc = array_append, stype = redshift_internal.sample[], finalfunc = redshift_internal.percentile_disc_of);

DO $$ BEGIN
  CREATE TYPE redshift_internal.listed AS (value text, separator text);
EXCEPTION WHEN duplicate_object THEN NULL; END $$;

-- LISTAGG(DISTINCT): the first of each value, trailing blanks not counted, in the order given.
CREATE OR REPLACE FUNCTION redshift_internal.list_once(items redshift_internal.listed[]) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(once.value, once.separator ORDER BY once.place) FROM (
    SELECT DISTINCT ON (rtrim(i.value, ' ')) i.value, i.separator, i.place
    FROM unnest(items) WITH ORDINALITY AS i(value, separator, place) WHERE i.value IS NOT NULL
    ORDER BY rtrim(i.value, ' '), i.place) AS once $$;

CREATE OR REPLACE AGGREGATE redshift_internal.listagg_distinct(redshift_internal.listed) (
  sfunc = array_append, stype = redshift_internal.listed[], finalfunc = redshift_internal.list_once);

CREATE OR REPLACE FUNCTION redshift_internal.within_listagg_limit(list text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF octet_length(list) > 65535 THEN
    RAISE EXCEPTION 'Result size exceeds LISTAGG limit' USING ERRCODE = '54000';
  END IF;
  RETURN list;
END $$;

-- The first and the last value of a frame that is not NULL: strict steps, so the engine itself passes over NULLs.
CREATE OR REPLACE FUNCTION redshift_internal.keep_first(anyelement, anyelement) RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE OR REPLACE FUNCTION redshift_internal.keep_last(anyelement, anyelement) RETURNS anyelement
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2 $$;
CREATE OR REPLACE AGGREGATE redshift_internal.first_present(anyelement) (
  sfunc = redshift_internal.keep_first, stype = anyelement);
CREATE OR REPLACE AGGREGATE redshift_internal.last_present(anyelement) (
  sfunc = redshift_internal.keep_last, stype = anyelement);
`;
