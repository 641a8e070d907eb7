-- Which partition keys and shards had the most records of the last hour?
WITH records AS (
  SELECT
    partition_key,
    shard_id
  FROM public.sensor_landed_records
  WHERE approximate_arrival_timestamp >= DATEADD(hour, -1, GETDATE())
),
keys AS (
  SELECT
    partition_key AS name,
    MIN(shard_id) AS shard_id,
    COUNT(*) AS record_count
  FROM records
  GROUP BY partition_key
  ORDER BY record_count DESC, name
  LIMIT 1
),
shards AS (
  SELECT
    shard_id AS name,
    COUNT(*) AS record_count
  FROM records
  GROUP BY shard_id
  ORDER BY record_count DESC, name
  LIMIT 1
),
everything AS (
  SELECT
    COUNT(*) AS record_count,
    COUNT(DISTINCT partition_key) AS key_count
  FROM records
)
SELECT
  everything.record_count,
  everything.key_count,
  keys.name AS top_key,
  keys.shard_id AS top_key_shard,
  keys.record_count AS top_key_count,
  shards.name AS top_shard,
  shards.record_count AS top_shard_count
FROM everything
CROSS JOIN keys
CROSS JOIN shards;
