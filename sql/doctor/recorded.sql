-- When did set-up make each object? The histories of the system views go by name: what is older is of an object before this one.
SELECT
  object_name,
  DATEDIFF(second, recorded_at, GETDATE()) AS seconds_ago
FROM public.pipeline_objects
ORDER BY object_name;
