/** What queries need of the engine beyond its own functions and aggregates. */
export const QUERY_FUNCTIONS = `
CREATE OR REPLACE FUNCTION redshift_internal.recursion_limit() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'Exceeded recursive CTE max rows limit.' USING ERRCODE = '54000'; END $$;
`;
