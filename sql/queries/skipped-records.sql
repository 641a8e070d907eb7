-- How many records of the last 24 hours did Redshift skip, so that they are not in the landing view?
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SYS_STREAM_SCAN_ERRORS.html
SELECT COUNT(*) AS skipped_records
FROM sys_stream_scan_errors
WHERE TRIM(mv_name) IN ('sensor_records', 'sensor_records_second')
  AND record_time >= DATEADD(hour, -24, GETDATE());
