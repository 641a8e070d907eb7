-- Which readings of the last hour were too high or too low?
SELECT
  sensor_id,
  current_temperature,
  temperature_category,
  approximate_arrival_timestamp
FROM public.sensor_data_stream
WHERE temperature_category IN ('HIGH', 'LOW')
  AND approximate_arrival_timestamp >= DATEADD(hour, -1, GETDATE())
ORDER BY approximate_arrival_timestamp DESC;
