-- The role's rights that outlive the dropped objects, and the role. FORCE takes it from everyone who holds it.
-- DROP ROLE has no IF EXISTS: look the role up in svv_roles first. https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_ROLE.html
REVOKE USAGE ON SCHEMA public FROM ROLE pipeline_reader;

DROP ROLE pipeline_reader FORCE;
