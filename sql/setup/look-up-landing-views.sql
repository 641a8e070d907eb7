-- Which of the two streaming views exist, and which does Redshift refresh by itself? Always one row. The guide says t or f of
-- autorefresh, and its sample prints 1 or 0. https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html
SELECT
  COALESCE(SUM(CASE WHEN TRIM(name) = 'sensor_records' THEN 1 ELSE 0 END), 0) AS first_found,
  COALESCE(SUM(CASE WHEN TRIM(name) = 'sensor_records_second' THEN 1 ELSE 0 END), 0) AS second_found,
  COALESCE(SUM(CASE WHEN TRIM(name) = 'sensor_records' AND TRIM(autorefresh) IN ('t', '1') THEN 1 ELSE 0 END), 0) AS first_auto,
  COALESCE(SUM(CASE WHEN TRIM(name) = 'sensor_records_second' AND TRIM(autorefresh) IN ('t', '1') THEN 1 ELSE 0 END), 0) AS second_auto
FROM svv_mv_info
WHERE TRIM(schema_name) = 'public'
  AND TRIM(name) IN ('sensor_records', 'sensor_records_second');
