-- Where the condition is refused: the records of the window move to the table beside, which every view reads as well, and
-- all rows leave the streaming view by the statement that the guide shows. Not by TRUNCATE, which commits at once, nor by
-- ALTER TABLE APPEND, which can't stand in a transaction: here both happen or neither. The two statements see the same
-- snapshot, so a record that lands meanwhile is neither copied nor deleted. The next refresh goes on where the last stopped.
-- What is held already stays so: a streaming view that was made anew by a schema change can have a record once more.
-- https://docs.aws.amazon.com/redshift/latest/dg/materialized-view-streaming-ingestion.html
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
WHERE landed.approximate_arrival_timestamp >= CAST(:'cutoff' AS TIMESTAMP)
  AND held.sequence_number IS NULL;

DELETE FROM public.:"landing_view";
