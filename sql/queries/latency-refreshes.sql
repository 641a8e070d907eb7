-- Which refreshes of the streaming view have ended since then? refresh_time of a row is the start of its refresh.
SELECT
  start_time,
  end_time
FROM sys_mv_refresh_history
WHERE schema_name = 'public'
  AND mv_name IN ('sensor_records', 'sensor_records_second')
  AND end_time >= :'since'::timestamp
ORDER BY start_time;
