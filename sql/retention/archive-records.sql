-- Copies the records below the cutoff that the archive has not. It can have one already: a streaming view that was made anew
-- reads the stream from its oldest record. Shard and sequence number are a record's key; the arrival, which is the same in
-- both, lets Redshift read the blocks of those days only.
INSERT INTO public.sensor_records_archive (
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  kinesis_data,
  payload
)
SELECT
  landed.approximate_arrival_timestamp,
  landed.refresh_time,
  landed.partition_key,
  landed.shard_id,
  landed.sequence_number,
  landed.kinesis_data,
  landed.payload
FROM public.sensor_landed_records AS landed
LEFT JOIN public.sensor_records_archive AS archived
  ON archived.approximate_arrival_timestamp = landed.approximate_arrival_timestamp
  AND archived.shard_id = landed.shard_id
  AND archived.sequence_number = landed.sequence_number
WHERE landed.approximate_arrival_timestamp < CAST(:'cutoff' AS TIMESTAMP)
  AND archived.sequence_number IS NULL;
