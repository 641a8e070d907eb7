-- What did the newest refresh of the landing view do, and how many records did it land?
-- https://docs.aws.amazon.com/redshift/latest/dg/SYS_MV_REFRESH_HISTORY.html (its CHAR columns are blank-padded)
WITH newest AS (
  SELECT
    TRIM(refresh_type) AS refresh_type,
    status,
    start_time,
    end_time
  FROM sys_mv_refresh_history
  WHERE TRIM(schema_name) = 'public'
    AND TRIM(mv_name) IN ('sensor_records', 'sensor_records_second')
  ORDER BY start_time DESC
  LIMIT 1
)
SELECT
  newest.refresh_type,
  newest.status,
  newest.start_time,
  newest.end_time,
  COUNT(landed.sequence_number) AS landed_records
FROM newest
LEFT JOIN public.sensor_landed_records AS landed
  ON landed.refresh_time >= DATE_TRUNC('second', newest.start_time)
GROUP BY
  newest.refresh_type,
  newest.status,
  newest.start_time,
  newest.end_time;
