-- Which record of a shard, behind a position, is the one that a view can't take? The first that is not JSON, else the first.
-- Sequence numbers are decimal numbers in text: longer is larger.
SELECT
  shard_id,
  sequence_number,
  CASE WHEN payload IS NULL THEN 0 ELSE 1 END AS is_json,
  FROM_VARBYTE(SUBSTRING(kinesis_data, 1, 32), 'hex') AS first_bytes,
  OCTET_LENGTH(kinesis_data) AS data_length
FROM public.sensor_landed_records
WHERE shard_id = :'shard_id'
  AND (
    LEN(sequence_number) > LEN(:'position')
    OR (LEN(sequence_number) = LEN(:'position') AND sequence_number > :'position')
  )
ORDER BY CASE WHEN payload IS NULL THEN 0 ELSE 1 END, LEN(sequence_number), sequence_number
LIMIT 1;
