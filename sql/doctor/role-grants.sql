-- Which roles has pipeline_monitor been granted? Without sys:monitor the system views show a user its own rows only.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_ROLE_GRANTS.html
SELECT granted_role_name
FROM svv_role_grants
WHERE role_name = 'pipeline_monitor';
