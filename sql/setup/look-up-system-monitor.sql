-- Does pipeline_monitor hold sys:monitor already? Always one row.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ROLE_GRANTS.html
SELECT COUNT(*) AS found
FROM svv_role_grants
WHERE role_name = 'pipeline_monitor'
  AND granted_role_name = 'sys:monitor';
