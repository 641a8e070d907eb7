-- Every record of the last 24 hours that can't be used, with the reason and the bytes as they came.
CREATE OR REPLACE VIEW public.sensor_data_quarantine AS
SELECT
  shard_id,
  sequence_number,
  partition_key,
  approximate_arrival_timestamp,
  refresh_time,
  encoding,
  reason,
  kinesis_data,
  LEFT(
    CASE
      WHEN document IS NOT NULL AND data_length <= 32767
        THEN JSON_SERIALIZE(CASE WHEN data_length <= 32767 THEN document END)
      WHEN record_text IS NOT NULL THEN record_text
      ELSE FROM_VARBYTE(SUBSTRING(kinesis_data, 1, 50), 'hex')
    END,
    100
  ) AS data_preview
FROM public.sensor_record_state
WHERE record_state = 'quarantined';
