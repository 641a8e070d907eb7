-- Which of the pipeline's roles exist? Always one row. CREATE ROLE has no IF NOT EXISTS.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ROLES.html
SELECT
  COALESCE(SUM(CASE WHEN role_name = 'pipeline_reader' THEN 1 ELSE 0 END), 0) AS reader,
  COALESCE(SUM(CASE WHEN role_name = 'pipeline_monitor' THEN 1 ELSE 0 END), 0) AS monitor
FROM svv_roles;
