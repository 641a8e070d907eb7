-- Option C: the records of the last 24 hours that are JSON in plain UTF-8, with their text.
-- Whether bytes are UTF-8 is tested on their hex digits, as in option A, before they are read as text.
CREATE OR REPLACE VIEW public.sensor_data_utf8_decoded AS
WITH texts AS (
  SELECT
    approximate_arrival_timestamp,
    refresh_time,
    partition_key,
    shard_id,
    sequence_number,
    kinesis_data,
    payload,
    FROM_VARBYTE(
      CASE
        WHEN OCTET_LENGTH(kinesis_data) <= 32767
          AND LOWER(FROM_VARBYTE(CASE WHEN OCTET_LENGTH(kinesis_data) <= 32767 THEN kinesis_data END, 'hex'))
            ~ '^(0[1-9a-f]|[1-7][0-9a-f]|(c[2-9a-f]|d[0-9a-f])[89ab][0-9a-f]|(e0[ab]|e[1-9abcef][89ab]|ed[89])[0-9a-f][89ab][0-9a-f]|(f0[9ab]|f[1-3][89ab]|f48)[0-9a-f][89ab][0-9a-f][89ab][0-9a-f])+$'
          THEN kinesis_data
      END,
      'utf8'
    ) AS record_text
  FROM public.sensor_landed_records
  WHERE approximate_arrival_timestamp >= DATEADD(hour, -24, GETDATE())
    AND payload IS NOT NULL
)
SELECT
  payload.event_id::VARCHAR AS event_id,
  payload.sensor_id::INTEGER AS sensor_id,
  payload.current_temperature::DECIMAL(6, 1) AS current_temperature,
  payload.status::VARCHAR AS status,
  payload.event_time::VARCHAR AS event_time,
  payload.created_date::VARCHAR AS created_date,
  payload AS document,
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  record_text,
  kinesis_data
FROM texts
WHERE record_text IS NOT NULL;
