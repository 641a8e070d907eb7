-- What is recorded of the streaming views and of the view over them? One row each; the file and the fingerprint are of what made it.
SELECT
  object_name,
  file,
  TRIM(fingerprint) AS fingerprint,
  settings
FROM public.pipeline_objects
WHERE object_name IN ('sensor_records', 'sensor_records_second', 'sensor_landed_records')
ORDER BY object_name;
