-- The streaming view and every record in it. Made again, it reads what the stream still holds, from its oldest record.
-- https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-drop-sql-command.html
DROP MATERIALIZED VIEW IF EXISTS public.:"landing_view";
