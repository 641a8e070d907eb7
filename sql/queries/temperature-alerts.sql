-- Which readings of the last hour were too high or too low?
-- The number behind the comment is what `pipeline query alerts --hours` replaces.
SELECT
  sensor_id,
  current_temperature,
  temperature_category,
  approximate_arrival_timestamp
FROM public.sensor_data_stream
WHERE temperature_category IN ('HIGH', 'LOW')
  AND approximate_arrival_timestamp >= DATEADD(hour, -/* hours */1, GETDATE())
ORDER BY approximate_arrival_timestamp DESC;
