-- What goes with the streaming view: how many records, and from when to when they arrived. Always one row.
SELECT
  COUNT(*) AS records,
  MIN(approximate_arrival_timestamp) AS first_arrival,
  MAX(approximate_arrival_timestamp) AS last_arrival
FROM public.sensor_landed_records;
