-- In which encodings did the records of the last 24 hours come?
SELECT
  encoding,
  decode_method,
  COUNT(*) AS record_count,
  MAX(approximate_arrival_timestamp) AS last_seen
FROM public.binary_decode_validation
GROUP BY encoding, decode_method
ORDER BY record_count DESC, encoding;
