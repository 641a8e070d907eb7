-- A regular user sees only its own rows of the SYS_ views; sys:monitor sees all.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_roles-default.html
GRANT ROLE sys:monitor TO ROLE pipeline_monitor;
