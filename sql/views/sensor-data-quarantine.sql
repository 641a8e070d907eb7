-- Every record of the last 24 hours that can't be used, with the reason and the bytes as they came.
-- JSON_SERIALIZE fails on what no VARCHAR holds, JSON_SIZE on nothing: https://docs.aws.amazon.com/redshift/latest/dg/r_json_size.html
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
      WHEN JSON_SIZE(document) <= 65535 THEN JSON_SERIALIZE(CASE WHEN JSON_SIZE(document) <= 65535 THEN document END)
      WHEN record_text IS NOT NULL THEN record_text
      ELSE FROM_VARBYTE(SUBSTRING(kinesis_data, 1, 50), 'hex')
    END,
    100
  ) AS data_preview
FROM public.sensor_record_state
WHERE record_state = 'quarantined';
