-- The thresholds, and the record of what set-up made.
DROP TABLE IF EXISTS public.sensor_thresholds;

DROP TABLE IF EXISTS public.pipeline_objects;
