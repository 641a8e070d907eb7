-- Does Redshift refresh the landing view by itself? The guide says t or f and its sample prints 1 or 0.
-- Of two streaming views, while a schema change runs, either counts. Whether there is one at all: no row says that there is none.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html
SELECT TRIM(autorefresh) IN ('t', '1') AS is_auto_refreshed
FROM svv_mv_info
WHERE TRIM(schema_name) = 'public'
  AND TRIM(name) IN ('sensor_records', 'sensor_records_second')
ORDER BY is_auto_refreshed DESC
LIMIT 1;
