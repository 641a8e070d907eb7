-- How many records of the last 24 hours are visible, duplicate or quarantined? Together they are all that landed.
SELECT
  record_state,
  COUNT(*) AS record_count
FROM public.sensor_record_state
GROUP BY record_state
ORDER BY record_state;
