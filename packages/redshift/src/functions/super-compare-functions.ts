const OPERATORS = ["<", "<=", "=", ">=", ">"] as const;

const NAMES = { "<": "less", "<=": "at_most", "=": "equal", ">=": "at_least", ">": "greater" } as const;

function operatorFunction(operator: keyof typeof NAMES): string {
  return `
CREATE OR REPLACE FUNCTION redshift_internal.super_${NAMES[operator]}(a json, b json) RETURNS bool
LANGUAGE plpgsql IMMUTABLE STRICT AS $$ BEGIN RETURN redshift_internal.super_compare(a, b) ${operator} 0; END $$;`;
}

/**
 * The order and equality of SUPER values, for ORDER BY, GROUP BY, DISTINCT, set operations and joins. Between types the order is boolean, number,
 * string, array, object; numbers compare by value, strings without trailing blanks, objects and arrays deep. The page sorts "Amazon" before
 * "AWS": letters before their case, other than strings of VARCHAR, whose order < and > keep.
 * https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
 */
export const SUPER_COMPARE_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.super_compare(a json, b json) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE kinds CONSTANT text[] := '{boolean,number,string,array,object,"null"}';
  kind text := json_typeof(a);
  one text := a #>> '{}';
  other text := b #>> '{}';
  result int4 := 0;
BEGIN
  IF kind <> json_typeof(b) THEN RETURN sign(array_position(kinds, kind) - array_position(kinds, json_typeof(b))); END IF;
  CASE kind
    WHEN 'number' THEN RETURN sign(one::numeric - other::numeric);
    WHEN 'string' THEN
      one := rtrim(one, ' ');
      other := rtrim(other, ' ');
      IF one = other THEN RETURN 0; END IF;
      RETURN CASE WHEN (lower(one) COLLATE "C", one COLLATE "C") < (lower(other), other) THEN -1 ELSE 1 END;
    WHEN 'boolean' THEN RETURN one::bool::int4 - other::bool::int4;
    WHEN 'array' THEN
      FOR i IN 0..least(json_array_length(a), json_array_length(b)) - 1 LOOP
        result := redshift_internal.super_compare(a -> i, b -> i);
        IF result <> 0 THEN RETURN result; END IF;
      END LOOP;
      RETURN sign(json_array_length(a) - json_array_length(b));
    WHEN 'object' THEN
      RETURN CASE WHEN a::jsonb = b::jsonb THEN 0 WHEN a::jsonb < b::jsonb THEN -1 ELSE 1 END;
    ELSE RETURN 0;
  END CASE;
END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_hash(value json) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  CASE json_typeof(value)
    WHEN 'number' THEN RETURN hash_numeric((value #>> '{}')::numeric);
    WHEN 'string' THEN RETURN hashtext(rtrim(value #>> '{}', ' '));
    WHEN 'boolean' THEN RETURN hashtext(value #>> '{}');
    WHEN 'array' THEN RETURN json_array_length(value);
    WHEN 'object' THEN RETURN jsonb_hash(value::jsonb);
    ELSE RETURN 0;
  END CASE;
END $$;

-- For < and its like between two SUPERs: values of different types, objects and arrays have no order.
CREATE OR REPLACE FUNCTION redshift_internal.super_order(a json, b json) RETURNS int4
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
  IF json_typeof(a) <> json_typeof(b) OR json_typeof(a) NOT IN ('boolean', 'number', 'string') THEN RETURN NULL; END IF;
  IF json_typeof(a) <> 'string' THEN RETURN redshift_internal.super_compare(a, b); END IF;
  RETURN CASE WHEN (a #>> '{}')::bpchar = (b #>> '{}')::bpchar THEN 0 WHEN (a #>> '{}')::bpchar < (b #>> '{}')::bpchar COLLATE "C" THEN -1 ELSE 1 END;
END $$;
${OPERATORS.map(operatorFunction).join("\n")}

CREATE OR REPLACE FUNCTION redshift_internal.super_larger(a json, b json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$ BEGIN RETURN CASE WHEN redshift_internal.super_compare(a, b) >= 0 THEN a ELSE b END; END $$;

CREATE OR REPLACE FUNCTION redshift_internal.super_smaller(a json, b json) RETURNS json
LANGUAGE plpgsql IMMUTABLE STRICT AS $$ BEGIN RETURN CASE WHEN redshift_internal.super_compare(a, b) <= 0 THEN a ELSE b END; END $$;

CREATE OR REPLACE AGGREGATE redshift_internal.super_max(json) (SFUNC = redshift_internal.super_larger, STYPE = json);
CREATE OR REPLACE AGGREGATE redshift_internal.super_min(json) (SFUNC = redshift_internal.super_smaller, STYPE = json);

-- The engine has no order of its own for json, so this one is its default. Operators can't be replaced, only made once.
DO $made$
BEGIN
  IF to_regoperator('redshift_internal.=(json, json)') IS NOT NULL THEN RETURN; END IF;
  ${OPERATORS.map(
    (operator) =>
      `CREATE OPERATOR redshift_internal.${operator} (FUNCTION = redshift_internal.super_${NAMES[operator]}, LEFTARG = json, RIGHTARG = json${operator === "=" ? ", COMMUTATOR = OPERATOR(redshift_internal.=), HASHES, MERGES" : ""});`,
  ).join("\n  ")}
  CREATE OPERATOR CLASS redshift_internal.super_order DEFAULT FOR TYPE json USING btree AS
    ${OPERATORS.map((operator, index) => `OPERATOR ${index + 1} redshift_internal.${operator}`).join(", ")},
    FUNCTION 1 redshift_internal.super_compare(json, json);
  CREATE OPERATOR CLASS redshift_internal.super_hashes DEFAULT FOR TYPE json USING hash AS
    OPERATOR 1 redshift_internal.=, FUNCTION 1 redshift_internal.super_hash(json);
END $made$;
`;
