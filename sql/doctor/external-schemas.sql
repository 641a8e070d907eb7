-- With which options, the role above all, were the external schemas made?
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_EXTERNAL_SCHEMAS.html
SELECT
  schemaname AS schema_name,
  COALESCE(esoptions, '') AS options
FROM svv_external_schemas
ORDER BY schemaname;
