-- Every landed record, once: what the streaming view holds and what had to leave it inside the window. A record is moved
-- from one to the other in one transaction. Whoever reads landed records reads this view.
CREATE OR REPLACE VIEW public.sensor_landed_records AS
SELECT
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  kinesis_data,
  payload
FROM public.sensor_records
UNION ALL
SELECT
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  kinesis_data,
  payload
FROM public.sensor_records_held;
