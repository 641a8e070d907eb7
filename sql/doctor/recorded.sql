-- When was each object made, and with what? The histories of the system views go by name: what is older is of an object before this one.
SELECT
  object_name,
  settings,
  DATEDIFF(second, recorded_at, GETDATE()) AS seconds_ago
FROM public.pipeline_objects
ORDER BY object_name;
