-- Which records of the last day has Redshift skipped, how many of a reason, and which one last?
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SYS_STREAM_SCAN_ERRORS.html
WITH skipped AS (
  SELECT
    TRIM(mv_name) AS view_name,
    TRIM(stream_name) AS stream_name,
    TRIM(partition_id) AS shard_id,
    TRIM(position) AS sequence_number,
    TRIM(error_reason) AS reason,
    COUNT(*) OVER (PARTITION BY mv_name, stream_name) AS record_count,
    ROW_NUMBER() OVER (PARTITION BY mv_name, stream_name ORDER BY record_time DESC, position DESC) AS age_rank
  FROM sys_stream_scan_errors
  WHERE record_time >= DATEADD(hour, -24, GETDATE())
)
SELECT
  view_name,
  stream_name,
  shard_id,
  sequence_number,
  reason,
  record_count
FROM skipped
WHERE age_rank = 1
ORDER BY view_name;
