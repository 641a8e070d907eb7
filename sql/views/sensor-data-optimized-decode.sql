-- Option A: each record of the last 24 hours decoded once, every field extracted from the result.
-- Total: no record can make a query fail. A conversion never sees a value that it could refuse, because its argument
-- is NULL unless a test has passed; the tests are of bytes as hex digits, and of text against its alphabet.
--   * What FROM_VARBYTE does with bytes that are not UTF-8 is not documented, so they never reach it: their hex digits
--     are held against the byte sequences of UTF-8 (RFC 3629, table 3-7 of Unicode), without NUL, which no text holds.
--     https://docs.aws.amazon.com/redshift/latest/dg/r_FROM_VARBYTE.html
--   * ^ and $ stand at the ends of a line, not of the text, so a pattern alone would let a second line pass. Where a text
--     can have lines, every character is held against the alphabet as well.
--     https://docs.aws.amazon.com/redshift/latest/dg/pattern-matching-conditions-posix.html
--   * Only records that are not JSON, and not longer than half a VARCHAR(65535) in hex digits, are examined so.
--   * Encoded means: text in the alphabet whose decoded bytes are JSON. Hex is tried first, since most hex is
--     base64 text too. https://docs.aws.amazon.com/redshift/latest/dg/r_TO_VARBYTE.html
--   * A cast from SUPER gives NULL where a cast from VARCHAR fails, and an object or array as VARCHAR is NULL, so fields
--     are taken as text and typed after a test. https://docs.aws.amazon.com/redshift/latest/dg/super-configurations.html
--   * Navigation folds names to lower case: the keys of a reading are lower case.
CREATE OR REPLACE VIEW public.sensor_data_optimized_decode AS
WITH landed AS (
  SELECT
    approximate_arrival_timestamp,
    refresh_time,
    partition_key,
    shard_id,
    sequence_number,
    kinesis_data,
    payload,
    OCTET_LENGTH(kinesis_data) AS data_length,
    CASE WHEN payload IS NULL AND OCTET_LENGTH(kinesis_data) <= 32767 THEN kinesis_data END AS examined_data
  FROM public.sensor_landed_records
  WHERE approximate_arrival_timestamp >= DATEADD(hour, -24, GETDATE())
),
digits AS (
  SELECT
    landed.*,
    LOWER(FROM_VARBYTE(examined_data, 'hex')) AS hex_digits
  FROM landed
),
texts AS (
  SELECT
    digits.*,
    FROM_VARBYTE(
      CASE
        WHEN hex_digits ~ '^(0[1-9a-f]|[1-7][0-9a-f]|(c[2-9a-f]|d[0-9a-f])[89ab][0-9a-f]|(e0[ab]|e[1-9abcef][89ab]|ed[89])[0-9a-f][89ab][0-9a-f]|(f0[9ab]|f[1-3][89ab]|f48)[0-9a-f][89ab][0-9a-f][89ab][0-9a-f])+$'
          THEN examined_data
      END,
      'utf8'
    ) AS record_text
  FROM digits
),
trimmed AS (
  SELECT
    texts.*,
    BTRIM(record_text, ' ' || CHR(9) || CHR(10) || CHR(13)) AS encoded_text
  FROM texts
),
bytes AS (
  SELECT
    trimmed.*,
    TO_VARBYTE(
      CASE
        WHEN encoded_text !~ '[^0-9A-Fa-f]' AND encoded_text ~ '^([0-9A-Fa-f][0-9A-Fa-f])+$' THEN encoded_text
      END,
      'hex'
    ) AS hex_data,
    TO_VARBYTE(
      CASE
        WHEN encoded_text !~ '[^A-Za-z0-9+/=]'
          AND encoded_text ~ '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)$'
          THEN encoded_text
      END,
      'base64'
    ) AS base64_data
  FROM trimmed
),
named AS (
  SELECT
    bytes.*,
    CASE
      WHEN payload IS NOT NULL THEN 'json'
      WHEN data_length = 0 THEN 'empty'
      WHEN CAN_JSON_PARSE(hex_data) THEN 'hex'
      WHEN CAN_JSON_PARSE(base64_data) THEN 'base64'
      WHEN record_text IS NOT NULL THEN 'text'
      WHEN LOWER(FROM_VARBYTE(SUBSTRING(kinesis_data, 1, 2), 'hex')) = '1f8b' THEN 'gzip'
      WHEN LOWER(FROM_VARBYTE(SUBSTRING(kinesis_data, 1, 4), 'hex')) = 'f3899ac2' THEN 'kpl'
      WHEN data_length > 32767 THEN 'long'
      ELSE 'binary'
    END AS encoding
  FROM bytes
),
parsed AS (
  SELECT
    named.*,
    CASE
      WHEN payload IS NOT NULL THEN payload
      WHEN CAN_JSON_PARSE(hex_data) THEN JSON_PARSE(CASE WHEN CAN_JSON_PARSE(hex_data) THEN hex_data END)
      WHEN CAN_JSON_PARSE(base64_data) THEN JSON_PARSE(CASE WHEN CAN_JSON_PARSE(base64_data) THEN base64_data END)
    END AS document
  FROM named
),
fields AS (
  SELECT
    parsed.*,
    document.event_id::VARCHAR AS event_id_text,
    document.sensor_id::VARCHAR AS sensor_id_text,
    document.current_temperature::VARCHAR AS temperature_text,
    document.status::VARCHAR AS status_text,
    document.event_time::VARCHAR AS event_time_text,
    document.created_date::VARCHAR AS created_date_text
  FROM parsed
)
SELECT
  encoding,
  CASE WHEN event_id_text <> '' THEN event_id_text END AS event_id,
  CASE
    WHEN sensor_id_text !~ '[^0-9]' AND sensor_id_text ~ '^[0-9]{1,9}$' THEN sensor_id_text
  END::INTEGER AS sensor_id,
  -- ROUND says what happens to a second decimal, which an explicit cast leaves open.
  -- https://docs.aws.amazon.com/redshift/latest/dg/r_Numeric_types201.html
  ROUND(
    SUBSTRING(
      CASE
        WHEN temperature_text !~ '[^0-9.-]' AND temperature_text ~ '^-?[0-9]{1,4}([.][0-9]+)?$' THEN temperature_text
      END,
      1,
      14
    )::DECIMAL(16, 9),
    1
  )::DECIMAL(6, 1) AS current_temperature,
  CASE WHEN status_text <> '' THEN status_text END AS status,
  -- The form is tested here, the calendar (30 February) by TRY_CAST. https://docs.aws.amazon.com/redshift/latest/dg/r_TRY_CAST.html
  TRY_CAST(
    CASE
      WHEN event_time_text !~ '[^0-9TZ:.+ -]'
        AND event_time_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?(Z|[+]00:00)?$'
        THEN REPLACE(REPLACE(REPLACE(event_time_text, 'T', ' '), 'Z', ''), '+00:00', '')
    END AS TIMESTAMP
  ) AS event_time,
  TRY_CAST(
    CASE
      WHEN created_date_text !~ '[^0-9-]' AND created_date_text ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN created_date_text
    END AS DATE
  ) AS created_date,
  approximate_arrival_timestamp,
  DATE_TRUNC('hour', approximate_arrival_timestamp) AS arrival_hour,
  refresh_time,
  partition_key,
  shard_id,
  sequence_number,
  data_length,
  record_text,
  document,
  sensor_id_text,
  temperature_text,
  kinesis_data
FROM fields;
