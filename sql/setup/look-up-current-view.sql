-- Which streaming view do the views read? Always one row: what set-up or a schema change recorded of sensor_landed_records,
-- such as `reads sensor_records`. It is written in the transaction that makes the view.
SELECT COALESCE(MAX(settings), '') AS reads
FROM public.pipeline_objects
WHERE object_name = 'sensor_landed_records';
