-- Which keys with a letter in upper case do documents of the last hour have? The first of each document.
-- JSON_SERIALIZE fails on what no VARCHAR holds, JSON_SIZE on nothing: https://docs.aws.amazon.com/redshift/latest/dg/r_json_size.html
WITH documents AS (
  SELECT
    shard_id,
    sequence_number,
    approximate_arrival_timestamp,
    JSON_SERIALIZE(CASE WHEN JSON_SIZE(document) <= 65535 THEN document END) AS document_text
  FROM public.sensor_record_state
  WHERE approximate_arrival_timestamp >= DATEADD(hour, -1, GETDATE())
    AND IS_OBJECT(document)
),
named AS (
  SELECT
    shard_id,
    sequence_number,
    approximate_arrival_timestamp,
    REGEXP_SUBSTR(document_text, '"[a-z_0-9]*[A-Z][A-Za-z_0-9]*" *:') AS key_text
  FROM documents
),
counted AS (
  SELECT
    key_text,
    shard_id,
    sequence_number,
    COUNT(*) OVER (PARTITION BY key_text) AS record_count,
    ROW_NUMBER() OVER (PARTITION BY key_text ORDER BY approximate_arrival_timestamp DESC, sequence_number DESC) AS age_rank
  FROM named
  WHERE key_text <> ''
)
SELECT
  key_text,
  record_count,
  shard_id,
  sequence_number
FROM counted
WHERE age_rank = 1
ORDER BY record_count DESC, key_text
LIMIT 100;
