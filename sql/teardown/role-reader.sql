-- FORCE takes the role from everyone who holds it. DROP ROLE has no IF EXISTS: look it up in svv_roles first.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_ROLE.html
DROP ROLE pipeline_reader FORCE;
