-- The archived records: when the person asked for it, or when there are none.
DROP TABLE IF EXISTS public.sensor_records_archive;
