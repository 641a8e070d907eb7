-- Records that were held outside of the streaming view, the thresholds, and the record of what set-up made.
DROP TABLE IF EXISTS public.sensor_records_held;

DROP TABLE IF EXISTS public.sensor_thresholds;

DROP TABLE IF EXISTS public.pipeline_objects;
