-- Which relations may the pipeline's roles read?
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_RELATION_PRIVILEGES.html
SELECT
  identity_name AS role_name,
  relation_name
FROM svv_relation_privileges
WHERE namespace_name = 'public'
  AND privilege_type = 'SELECT'
  AND identity_type = 'role'
  AND identity_name IN ('pipeline_reader', 'pipeline_monitor')
ORDER BY identity_name, relation_name;
