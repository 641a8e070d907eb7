-- Which readings came in during the last five minutes? The newest twenty.
-- A number behind a comment with its name is what a flag of `pipeline query` replaces: --minutes, --limit.
SELECT
  sensor_id,
  current_temperature,
  status,
  temperature_category,
  is_valid_record,
  quality_reason,
  approximate_arrival_timestamp
FROM public.sensor_data_stream
WHERE approximate_arrival_timestamp >= DATEADD(minute, -/* minutes */5, GETDATE())
ORDER BY approximate_arrival_timestamp DESC
LIMIT /* limit */20;
