-- What did the workgroup use and charge in the last :window_seconds? charged_seconds are RPU-seconds, the minute that
-- each wake-up costs at least included; storage is in MB. Kept for seven days.
-- https://docs.aws.amazon.com/redshift/latest/dg/SYS_SERVERLESS_USAGE.html
SELECT
  COUNT(*) AS intervals,
  COALESCE(SUM(charged_seconds), 0) AS charged_rpu_seconds,
  AVG(data_storage) AS storage_megabytes
FROM sys_serverless_usage
WHERE start_time >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE());
