-- Which readings came in during the last five minutes? The newest twenty.
SELECT
  sensor_id,
  current_temperature,
  status,
  temperature_category,
  is_valid_record,
  quality_reason,
  approximate_arrival_timestamp
FROM public.sensor_data_stream
WHERE approximate_arrival_timestamp >= DATEADD(minute, -5, GETDATE())
ORDER BY approximate_arrival_timestamp DESC
LIMIT 20;
