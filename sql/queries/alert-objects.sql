-- Has set-up made what the alert queries read? The catalog is asked, since only an error's text would tell a view that
-- is missing from a view that is broken. It shows every table to everyone, unless metadata security is on:
-- sensor_states is there once all of it may be read.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html
SELECT COUNT(*) AS objects_found
FROM svv_tables
WHERE table_schema = 'public'
  AND table_name IN ('sensor_record_state', 'sensor_data_stream', 'sensor_states');
