-- Records below the cutoff leave the streaming view. DELETE's grammar takes a condition for a materialized view as well, and
-- the guide's examples on a streaming one have none, so this is the statement that a warehouse may refuse.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_DELETE.html
DELETE FROM public.:"landing_view"
WHERE approximate_arrival_timestamp < CAST(:'cutoff' AS TIMESTAMP);
