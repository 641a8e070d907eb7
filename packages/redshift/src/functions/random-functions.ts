/**
 * RANDOM after SET SEED, in the sequence the guide shows: it is that of the C library's random(), an additive feedback generator of 31
 * numbers, which a setting of the engine's session keeps for each of ours.
 * https://docs.aws.amazon.com/redshift/latest/dg/r_RANDOM.html , r_SET.html
 */
export const RANDOM_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.seeded_random() RETURNS float8
LANGUAGE plpgsql VOLATILE AS $$
DECLARE name text := 'redshift.random_' || current_setting('redshift.pid');
  numbers int8[] := string_to_array(current_setting(name), ' ')::int8[];
  next int8 := (numbers[1] + numbers[29]) % 4294967296;
BEGIN
  PERFORM set_config(name, array_to_string(numbers[2:31] || next, ' '), false);
  RETURN (next >> 1) / 2147483647.0::float8;
END $$;
`;
