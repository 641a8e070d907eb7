-- How far has each shard been read, and how long did its newest record take to land?
SELECT
  shard_id,
  MAX(approximate_arrival_timestamp) AS newest_arrival,
  MAX(refresh_time) AS last_refresh,
  DATEDIFF(second, MAX(approximate_arrival_timestamp), MAX(refresh_time)) AS landed_after_seconds,
  DATEDIFF(second, MAX(approximate_arrival_timestamp), GETDATE()) AS age_seconds
FROM public.sensor_landed_records
GROUP BY shard_id
ORDER BY shard_id;
