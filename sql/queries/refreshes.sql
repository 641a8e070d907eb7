-- How did the last refreshes of the landing view go? An automatic refresh that found nothing new may leave no row.
-- https://docs.aws.amazon.com/redshift/latest/dg/SYS_MV_REFRESH_HISTORY.html (its CHAR columns are blank-padded)
SELECT
  TRIM(refresh_type) AS refresh_type,
  status,
  start_time,
  end_time
FROM sys_mv_refresh_history
WHERE TRIM(schema_name) = 'public'
  AND TRIM(mv_name) IN ('sensor_records', 'sensor_records_second')
ORDER BY start_time DESC
LIMIT 10;
