-- The rights that outlive the dropped objects.
REVOKE USAGE ON SCHEMA public FROM ROLE pipeline_reader;

REVOKE USAGE ON SCHEMA public FROM ROLE pipeline_monitor;
