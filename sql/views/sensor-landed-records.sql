-- Every landed record, once: what had to leave the streaming view inside the window, and of what the streaming view holds
-- the rest. Shard and sequence number are a record's key; the arrival, which is the same in both, lets Redshift read the
-- blocks of those days only. What was made anew reads the stream again from its oldest record (sql/schema-change), so a record
-- can be in both; the table is small or empty, and a join with it cheap.
-- Whoever reads landed records reads this view, and its row in pipeline_objects says which streaming view it reads.
CREATE OR REPLACE VIEW public.sensor_landed_records AS
SELECT
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  kinesis_data,
  payload
FROM public.sensor_records_held
UNION ALL
SELECT
  landed.approximate_arrival_timestamp,
  landed.refresh_time,
  landed.partition_key,
  landed.shard_id,
  landed.sequence_number,
  landed.kinesis_data,
  landed.payload
FROM public.:"landing_view" AS landed
LEFT JOIN public.sensor_records_held AS held
  ON held.approximate_arrival_timestamp = landed.approximate_arrival_timestamp
  AND held.shard_id = landed.shard_id
  AND held.sequence_number = landed.sequence_number
WHERE held.sequence_number IS NULL;
