-- How many records are archived? Always one row; the table must be there.
SELECT COUNT(*) AS archived
FROM public.sensor_records_archive;
