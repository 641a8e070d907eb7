-- In which encodings did the records of the last hour come, and which was the last of each?
WITH records AS (
  SELECT
    encoding,
    shard_id,
    sequence_number,
    binary_preview,
    COUNT(*) OVER (PARTITION BY encoding) AS record_count,
    ROW_NUMBER() OVER (PARTITION BY encoding ORDER BY approximate_arrival_timestamp DESC, sequence_number DESC) AS age_rank
  FROM public.binary_decode_validation
  WHERE approximate_arrival_timestamp >= DATEADD(hour, -1, GETDATE())
)
SELECT
  encoding,
  record_count,
  shard_id,
  sequence_number,
  binary_preview AS first_bytes
FROM records
WHERE age_rank = 1
ORDER BY record_count DESC, encoding;
