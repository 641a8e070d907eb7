/**
 * Arrays. What is no array gives NULL instead of an error.
 * https://docs.aws.amazon.com/redshift/latest/dg/c_Array_Functions.html , operators-functions.html
 */
export const SUPER_ARRAY_FUNCTIONS = `
-- The elements of an array, none of anything else; places count from 0.
CREATE OR REPLACE FUNCTION redshift_internal.elements(value json, OUT element json, OUT place int8) RETURNS SETOF record
LANGUAGE sql IMMUTABLE ROWS 10 AS $$
  SELECT a.element, a.place - 1
  FROM json_array_elements(CASE WHEN json_typeof(value) = 'array' THEN value END) WITH ORDINALITY AS a(element, place)
$$;

CREATE OR REPLACE FUNCTION redshift_internal.is_array(value json) RETURNS bool
LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce(json_typeof(value) = 'array', false) $$;

CREATE OR REPLACE FUNCTION redshift_internal.get_array_length(value json) RETURNS int8
LANGUAGE sql IMMUTABLE AS $$ SELECT CASE WHEN json_typeof(value) = 'array' THEN json_array_length(value) END $$;

CREATE OR REPLACE FUNCTION redshift_internal.array_concat(a json, b json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(a) <> 'array' OR json_typeof(b) <> 'array' THEN RETURN NULL; END IF;
  RETURN (SELECT coalesce(json_agg(element), '[]') FROM (
    SELECT element FROM json_array_elements(a) AS one(element) UNION ALL SELECT element FROM json_array_elements(b) AS other(element)) AS joined);
END $$;

-- All levels: [1,[2,[3,[]]]] becomes [1,2,3].
CREATE OR REPLACE FUNCTION redshift_internal.array_flatten(value json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE result json[] := '{}';
  item json;
BEGIN
  IF json_typeof(value) <> 'array' THEN RETURN NULL; END IF;
  FOR item IN SELECT element FROM json_array_elements(value) AS a(element) LOOP
    IF json_typeof(item) = 'array' THEN
      result := result || ARRAY(SELECT element FROM json_array_elements(redshift_internal.array_flatten(item)) AS a(element));
    ELSE
      result := result || item;
    END IF;
  END LOOP;
  RETURN array_to_json(result);
END $$;

-- A negative start counts from the end.
CREATE OR REPLACE FUNCTION redshift_internal.subarray(value json, start int4, count int4) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE first int4 := start;
BEGIN
  IF json_typeof(value) <> 'array' THEN RETURN NULL; END IF;
  IF first < 0 THEN first := first + json_array_length(value); END IF;
  RETURN (SELECT coalesce(json_agg(element ORDER BY place), '[]') FROM redshift_internal.elements(value)
          WHERE place >= first AND place < first::int8 + count);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.split_to_array(value text, delimiter text) RETURNS json
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT CASE WHEN value = '' THEN '[""]'::json ELSE array_to_json(string_to_array(value, delimiter)) END $$;

CREATE OR REPLACE FUNCTION redshift_internal.array_distinct(value json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(value) <> 'array' THEN RETURN NULL; END IF;
  RETURN (SELECT coalesce(json_agg(element ORDER BY place), '[]') FROM (
    SELECT DISTINCT ON (element) element, place FROM redshift_internal.elements(value) ORDER BY element, place) AS found);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.array_union(a json, b json) RETURNS json
LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT redshift_internal.array_distinct(redshift_internal.array_concat(a, b)) $$;

-- With every element numbered among its equals, a multi-set is a set.
CREATE OR REPLACE FUNCTION redshift_internal.array_match(a json, b json, only_distinct bool, wanted bool) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(a) <> 'array' OR json_typeof(b) <> 'array' THEN RETURN NULL; END IF;
  RETURN (
    WITH one AS (SELECT element, place, row_number() OVER (PARTITION BY element ORDER BY place) AS copy FROM redshift_internal.elements(a)),
    other AS (SELECT element, row_number() OVER (PARTITION BY element ORDER BY place) AS copy FROM redshift_internal.elements(b))
    SELECT coalesce(json_agg(one.element ORDER BY one.place), '[]') FROM one
    WHERE (NOT only_distinct OR one.copy = 1) AND wanted = EXISTS (
      SELECT 1 FROM other WHERE other.element OPERATOR(redshift_internal.=) one.element AND (only_distinct OR other.copy = one.copy)));
END $$;

-- NULLs stand first when they sort first: at the end of an ascending order unless said otherwise, at the start of a descending one.
CREATE OR REPLACE FUNCTION redshift_internal.array_sort(value json, ascending bool, nulls_first bool) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(value) <> 'array' THEN RETURN NULL; END IF;
  RETURN (
    WITH found AS (SELECT redshift_internal.super_value(element) AS element FROM redshift_internal.elements(value))
    SELECT coalesce(CASE WHEN ascending THEN json_agg(element ORDER BY (element IS NULL) <> nulls_first, element)
                         ELSE json_agg(element ORDER BY (element IS NULL) <> nulls_first, element DESC) END, '[]') FROM found);
END $$;

-- Places of an element. Unless NULLs match, they make an answer unknown where nothing is found.
CREATE OR REPLACE FUNCTION redshift_internal.array_positions(value json, wanted json, null_match bool) RETURNS json
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE sought json := coalesce(wanted, 'null'::json);
  places int8[];
BEGIN
  IF value IS NULL OR null_match IS NULL OR json_typeof(value) <> 'array' THEN RETURN NULL; END IF;
  IF NOT null_match AND json_typeof(sought) = 'null' THEN RETURN NULL; END IF;
  places := ARRAY(SELECT place FROM redshift_internal.elements(value) WHERE element OPERATOR(redshift_internal.=) sought ORDER BY place);
  IF cardinality(places) = 0 AND NOT null_match
    AND EXISTS (SELECT 1 FROM redshift_internal.elements(value) WHERE json_typeof(element) = 'null') THEN RETURN NULL; END IF;
  RETURN array_to_json(places);
END $$;
`;
