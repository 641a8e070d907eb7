-- Reads the stream up to its tip: the first time from its oldest record, later from where the last refresh stopped.
-- Only the owner may. https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-refresh-sql-command.html
REFRESH MATERIALIZED VIEW public.:"landing_view";
