-- Does the external schema exist, with which options, and do they name this role? Always one row.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_EXTERNAL_SCHEMAS.html
SELECT
  COUNT(*) AS found,
  COALESCE(SUM(CASE WHEN STRPOS(esoptions, :'role_arn') > 0 THEN 1 ELSE 0 END), 0) AS with_this_role,
  COALESCE(MAX(esoptions), '') AS options
FROM svv_external_schemas
WHERE schemaname = 'kinesis_schema';
