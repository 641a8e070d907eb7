-- From which shards have records landed?
SELECT DISTINCT shard_id
FROM public.sensor_landed_records
ORDER BY shard_id;
