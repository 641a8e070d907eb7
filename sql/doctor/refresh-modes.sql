-- Which materialized views does Redshift refresh by itself?
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html (the guide has t and f, its example 1 and 0)
SELECT
  TRIM(schema_name) AS schema_name,
  TRIM(name) AS view_name,
  CASE WHEN TRIM(autorefresh) IN ('t', '1') THEN 1 ELSE 0 END AS is_automatic
FROM svv_mv_info
ORDER BY schema_name, view_name;
