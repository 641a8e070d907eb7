/**
 * Regular expressions with Redshift's parameters: c, i, e (the first group) and p (Perl-compatible, which PostgreSQL's expressions nearly are).
 * A start before the first character is the first character; beyond the last there is nothing to find.
 * In plpgsql: an SQL function that names an argument twice is inlined only when the argument costs next to nothing.
 * https://docs.aws.amazon.com/redshift/latest/dg/REGEXP_SUBSTR.html , REGEXP_REPLACE.html , REGEXP_COUNT.html , REGEXP_INSTR.html
 */
export const REGEXP_FUNCTIONS = String.raw`
-- w: ^ and $ stand at the ends of lines, as for the POSIX operators.
CREATE OR REPLACE FUNCTION redshift_internal.regexp_flags(parameters text, allowed text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF translate(parameters, allowed, '') <> '' THEN
    RAISE EXCEPTION 'invalid regular expression parameters "%"', parameters USING ERRCODE = '22023';
  END IF;
  RETURN CASE WHEN strpos(parameters, 'i') > 0 THEN 'wi' ELSE 'wc' END;
END $$;

-- 1 where the first group is asked for and there is one, else 0: the whole match.
CREATE OR REPLACE FUNCTION redshift_internal.regexp_group(pattern text, parameters text) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  RETURN CASE WHEN strpos(parameters, 'e') > 0
    AND pg_catalog.regexp_replace(pattern, '\\.|\[\^?\]?[^]]*\]', '', 'g') ~ '\((?!\?)' THEN 1 ELSE 0 END;
END $$;

-- No match is an empty string, an occurrence there can't be is NULL.
CREATE OR REPLACE FUNCTION redshift_internal.regexp_substr(value text, pattern text, start int4 DEFAULT 1, occurrence int4 DEFAULT 1, parameters text DEFAULT 'c')
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE flags text := redshift_internal.regexp_flags(parameters, 'ciep');
BEGIN
  IF start > length(value) THEN RETURN ''; END IF;
  IF occurrence < 1 OR occurrence > length(value) THEN RETURN NULL; END IF;
  RETURN coalesce(pg_catalog.regexp_substr(value COLLATE "C", pattern, greatest(start, 1), occurrence, flags,
    redshift_internal.regexp_group(pattern, parameters)), '');
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.regexp_replace(value text, pattern text, replacement text DEFAULT '', start int4 DEFAULT 1, parameters text DEFAULT 'c')
RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE flags text := redshift_internal.regexp_flags(parameters, 'cip');
BEGIN
  IF start > length(value) THEN RETURN value; END IF;
  RETURN pg_catalog.regexp_replace(value COLLATE "C", pattern, pg_catalog.regexp_replace(replacement, '\$(\d)', '\\\1', 'g'), greatest(start, 1), 0, flags);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.regexp_count(value text, pattern text, start int4 DEFAULT 1, parameters text DEFAULT 'c')
RETURNS int4 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE flags text := redshift_internal.regexp_flags(parameters, 'cip');
BEGIN
  IF start > length(value) THEN RETURN 0; END IF;
  RETURN pg_catalog.regexp_count(value COLLATE "C", pattern, greatest(start, 1), flags);
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.regexp_instr(value text, pattern text, start int4 DEFAULT 1, occurrence int4 DEFAULT 1, option int4 DEFAULT 0, parameters text DEFAULT 'c')
RETURNS int4 LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE flags text := redshift_internal.regexp_flags(parameters, 'ciep');
BEGIN
  IF start > length(value) OR occurrence < 1 OR occurrence > length(value) THEN RETURN 0; END IF;
  RETURN pg_catalog.regexp_instr(value COLLATE "C", pattern, greatest(start, 1), occurrence, CASE WHEN option = 0 THEN 0 ELSE 1 END, flags,
    redshift_internal.regexp_group(pattern, parameters));
END $$;
`;
