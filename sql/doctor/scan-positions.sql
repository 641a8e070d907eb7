-- How far has each materialized view read each shard?
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SYS_STREAM_SCAN_STATES.html
WITH scans AS (
  SELECT
    TRIM(mv_name) AS view_name,
    TRIM(partition_id) AS shard_id,
    TRIM(latest_position) AS position,
    ROW_NUMBER() OVER (
      PARTITION BY mv_name, partition_id
      ORDER BY record_time DESC, LEN(TRIM(latest_position)) DESC, latest_position DESC
    ) AS age_rank
  FROM sys_stream_scan_states
)
SELECT
  view_name,
  shard_id,
  position
FROM scans
WHERE age_rank = 1
  AND position <> ''
ORDER BY view_name, shard_id;
