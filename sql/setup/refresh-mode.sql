-- YES: Redshift refreshes as data arrives, as well as it can. NO: the refresh schedule of the stage does.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_ALTER_MATERIALIZED_VIEW.html
ALTER MATERIALIZED VIEW public.:"landing_view" AUTO REFRESH :auto_refresh;
