-- Every materialized view of this database, with the statement that made it: the doctor looks in it for the stream.
-- https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-create-sql-command.html
SELECT
  schemaname AS schema_name,
  viewname AS view_name,
  definition
FROM pg_views
WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
  AND definition ILIKE '%MATERIALIZED VIEW%'
ORDER BY schemaname, viewname;
