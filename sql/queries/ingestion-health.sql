-- How has Redshift ingested during the last :window_seconds? One row, always, from the system views alone: sys:monitor sees
-- in them what others ran, and a query over system views and tables at once may not be planned by every Redshift.
-- last_refresh: end of the newest refresh that succeeded, NULL when none is remembered. A refresh that Redshift put off for
-- the load of users is neither a success nor a failure. full_refreshes: made from scratch, which a stream does not allow:
-- "successfully" contains "full", so the word is "recomputed".
-- scan_lag_seconds: of each shard's newest scan that brought records, how old the newest of them was; the oldest of all shards.
-- While a schema change makes the landing view anew there are two that read each shard; the one that is ahead counts.
-- https://docs.aws.amazon.com/redshift/latest/dg/SYS_MV_REFRESH_HISTORY.html (its CHAR columns are blank-padded)
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SYS_STREAM_SCAN_STATES.html
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SYS_STREAM_SCAN_ERRORS.html
WITH refreshes AS (
  SELECT
    MAX(
      CASE
        WHEN status LIKE 'Refresh successfully%' OR status LIKE 'Refresh partially%' OR status LIKE 'MV was already updated%'
          THEN end_time
      END
    ) AS last_refresh,
    COUNT(
      CASE
        WHEN status LIKE 'Refresh failed%'
          AND end_time >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE()) THEN 1
      END
    ) AS failed_refreshes,
    COUNT(
      CASE
        WHEN status LIKE '%recomputed%'
          AND end_time >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE()) THEN 1
      END
    ) AS full_refreshes
  FROM sys_mv_refresh_history
  WHERE TRIM(schema_name) = 'public'
    AND TRIM(mv_name) IN ('sensor_records', 'sensor_records_second')
),
scans AS (
  SELECT
    partition_id,
    scanned_rows,
    skipped_rows,
    DATEDIFF(second, stream_record_time_max, record_time) AS lag_seconds,
    ROW_NUMBER() OVER (
      PARTITION BY mv_name, partition_id
      ORDER BY CASE WHEN scanned_rows > 0 THEN 0 ELSE 1 END, record_time DESC, query_id DESC
    ) AS age_rank
  FROM sys_stream_scan_states
  WHERE TRIM(mv_name) IN ('sensor_records', 'sensor_records_second')
    AND record_time >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE())
),
readers AS (
  SELECT
    SUM(skipped_rows) AS skipped_rows,
    MIN(CASE WHEN age_rank = 1 AND scanned_rows > 0 THEN lag_seconds END) AS lag_seconds
  FROM scans
  GROUP BY partition_id
),
shards AS (
  SELECT
    COALESCE(SUM(skipped_rows), 0) AS skipped_rows,
    GREATEST(COALESCE(MAX(lag_seconds), 0), 0) AS scan_lag_seconds
  FROM readers
),
errors AS (
  SELECT COUNT(*) AS scan_errors
  FROM sys_stream_scan_errors
  WHERE TRIM(mv_name) IN ('sensor_records', 'sensor_records_second')
    AND record_time >= DATEADD(second, -CAST(:'window_seconds' AS INTEGER), GETDATE())
)
SELECT
  refreshes.last_refresh,
  refreshes.failed_refreshes,
  refreshes.full_refreshes,
  shards.skipped_rows,
  shards.scan_lag_seconds,
  errors.scan_errors
FROM refreshes
CROSS JOIN shards
CROSS JOIN errors;
