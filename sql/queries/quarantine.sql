-- Why could records of the last 24 hours not be used, how many, since when, and what does one look like?
SELECT
  reason,
  encoding,
  COUNT(*) AS record_count,
  MIN(approximate_arrival_timestamp) AS first_seen,
  MAX(approximate_arrival_timestamp) AS last_seen,
  MIN(data_preview) AS example
FROM public.sensor_data_quarantine
GROUP BY reason, encoding
ORDER BY record_count DESC, reason;
