-- sensor_landed_records while one streaming view takes the place of another: each record once, from whichever has it, so that
-- no reader sees fewer or sees one twice. It has the columns of sql/views/sensor-landed-records.sql, for Redshift replaces a
-- view only by one with the same. https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_VIEW.html
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
WHERE held.sequence_number IS NULL
UNION ALL
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
