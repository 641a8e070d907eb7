-- Option B: the records of the last 24 hours that are base64 text of JSON, decoded directly.
-- Choose it when every producer sends base64; option A decides record by record.
CREATE OR REPLACE VIEW public.sensor_data_base64_decoded AS
WITH ascii_records AS (
  SELECT
    approximate_arrival_timestamp,
    refresh_time,
    partition_key,
    shard_id,
    sequence_number,
    kinesis_data,
    -- Printable ASCII and line ends, tested as hex digits: these bytes are text.
    BTRIM(
      FROM_VARBYTE(
        CASE
          WHEN OCTET_LENGTH(kinesis_data) <= 32767
            AND LOWER(FROM_VARBYTE(CASE WHEN OCTET_LENGTH(kinesis_data) <= 32767 THEN kinesis_data END, 'hex'))
              ~ '^(09|0a|0d|[2-7][0-9a-f])+$'
            THEN kinesis_data
        END,
        'utf8'
      ),
      ' ' || CHR(9) || CHR(10) || CHR(13)
    ) AS encoded_text
  FROM public.sensor_landed_records
  WHERE approximate_arrival_timestamp >= DATEADD(hour, -24, GETDATE())
    AND payload IS NULL
),
decoded AS (
  SELECT
    ascii_records.*,
    TO_VARBYTE(
      CASE
        -- The alphabet is tested by itself, because ^ and $ stand at the ends of a line, as in option A.
        WHEN encoded_text !~ '[^A-Za-z0-9+/=]'
          AND encoded_text ~ '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)$'
          THEN encoded_text
      END,
      'base64'
    ) AS decoded_data
  FROM ascii_records
),
parsed AS (
  SELECT
    decoded.*,
    JSON_PARSE(CASE WHEN CAN_JSON_PARSE(decoded_data) THEN decoded_data END) AS document
  FROM decoded
)
SELECT
  document.event_id::VARCHAR AS event_id,
  document.sensor_id::INTEGER AS sensor_id,
  document.current_temperature::DECIMAL(6, 1) AS current_temperature,
  document.status::VARCHAR AS status,
  document.event_time::VARCHAR AS event_time,
  document.created_date::VARCHAR AS created_date,
  document,
  approximate_arrival_timestamp,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  encoded_text,
  kinesis_data
FROM parsed
WHERE document IS NOT NULL;
