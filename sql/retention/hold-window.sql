-- Where the condition is refused: the records of the window move to the table beside, which every view reads as well, and
-- all rows leave the streaming view by the statement that the guide shows. Not by TRUNCATE, which commits at once, nor by
-- ALTER TABLE APPEND, which can't stand in a transaction: here both happen or neither. The two statements see the same
-- snapshot, so a record that lands meanwhile is neither copied nor deleted. The next refresh goes on where the last stopped.
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
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  kinesis_data,
  payload
FROM public.sensor_records
WHERE approximate_arrival_timestamp >= CAST(:'cutoff' AS TIMESTAMP);

DELETE FROM public.sensor_records;
