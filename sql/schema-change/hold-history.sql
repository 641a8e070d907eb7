-- What only the former streaming view has moves to the table beside: the stream does not hold it any more, or the new view has
-- not read as far. What the new one reads later is shown once all the same (sql/views/sensor-landed-records.sql).
INSERT INTO public.sensor_records_held (
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  kinesis_data,
  payload
)
SELECT
  former.approximate_arrival_timestamp,
  former.refresh_time,
  former.partition_key,
  former.shard_id,
  former.sequence_number,
  former.kinesis_data,
  former.payload
FROM public.:"former_view" AS former
LEFT JOIN public.:"landing_view" AS landed
  ON landed.approximate_arrival_timestamp = former.approximate_arrival_timestamp
  AND landed.shard_id = former.shard_id
  AND landed.sequence_number = former.sequence_number
LEFT JOIN public.sensor_records_held AS held
  ON held.approximate_arrival_timestamp = former.approximate_arrival_timestamp
  AND held.shard_id = former.shard_id
  AND held.sequence_number = former.sequence_number
WHERE landed.sequence_number IS NULL
  AND held.sequence_number IS NULL;
