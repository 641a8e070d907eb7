-- How many records of the former streaming view does sensor_landed_records not show? Always one row. What is older than the
-- stage keeps may have left meanwhile, as it may at any time.
SELECT COUNT(*) AS missing_records
FROM public.:"former_view" AS former
LEFT JOIN public.sensor_landed_records AS landed
  ON landed.approximate_arrival_timestamp = former.approximate_arrival_timestamp
  AND landed.shard_id = former.shard_id
  AND landed.sequence_number = former.sequence_number
WHERE landed.sequence_number IS NULL
  AND former.approximate_arrival_timestamp >= DATEADD(second, -CAST(:'keep_seconds' AS INTEGER), GETDATE());
