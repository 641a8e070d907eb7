-- Every landed record of the last 24 hours, and which one of three it is: visible, duplicate or quarantined. The views
-- of readings and of the quarantine both read this one, so their counts and the duplicates add up to what landed.
--   * A producer that retries puts the same reading again under another sequence number, so a stream holds duplicates;
--     the first to arrive is visible. A record without event_id is one of a kind: its shard and sequence number are
--     its key. A quarantined record hides no other.
--   * A duplicate is known as one while its first copy is inside the window.
--   * Sequence numbers are decimal numbers in text: longer is larger.
CREATE OR REPLACE VIEW public.sensor_record_state AS
WITH judged AS (
  SELECT
    decoded.*,
    CASE
      WHEN sensor_id IS NOT NULL AND current_temperature IS NOT NULL THEN NULL
      WHEN encoding = 'empty' THEN 'empty record'
      WHEN encoding = 'kpl' THEN 'aggregated by the KPL, which Redshift does not take apart'
      WHEN encoding = 'gzip' THEN 'gzip-compressed, which Redshift does not expand'
      WHEN encoding = 'long' THEN 'not JSON and longer than 32767 bytes'
      WHEN encoding = 'binary' THEN 'not UTF-8'
      WHEN encoding = 'text' THEN 'not JSON'
      WHEN NOT IS_OBJECT(document) THEN 'not a JSON object'
      WHEN sensor_id_text IS NULL THEN 'no sensor_id'
      WHEN sensor_id IS NULL THEN 'sensor_id is not a whole number'
      WHEN temperature_text IS NULL THEN 'no current_temperature'
      WHEN current_temperature IS NULL THEN 'current_temperature is not a number'
    END AS reason
  FROM public.sensor_data_optimized_decode AS decoded
),
keyed AS (
  SELECT
    judged.*,
    CASE
      WHEN reason IS NULL AND event_id IS NOT NULL THEN event_id
      ELSE shard_id || ':' || sequence_number
    END AS record_key
  FROM judged
),
numbered AS (
  SELECT
    keyed.*,
    ROW_NUMBER() OVER (
      PARTITION BY record_key
      ORDER BY approximate_arrival_timestamp, shard_id, LEN(sequence_number), sequence_number
    ) AS copy_number
  FROM keyed
)
SELECT
  CASE WHEN reason IS NOT NULL THEN 'quarantined' WHEN copy_number > 1 THEN 'duplicate' ELSE 'visible' END AS record_state,
  reason,
  encoding,
  event_id,
  sensor_id,
  current_temperature,
  status,
  event_time,
  created_date,
  approximate_arrival_timestamp,
  arrival_hour,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  data_length,
  record_text,
  document,
  kinesis_data
FROM numbered;
