-- Which of the pipeline's tables and plain views exist? One row each; pipeline_objects is always among them.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html
SELECT table_name
FROM svv_tables
WHERE table_schema = 'public'
  AND table_name IN (
    'pipeline_objects',
    'sensor_thresholds',
    'sensor_records_held',
    'sensor_records_archive',
    'sensor_landed_records',
    'sensor_data_optimized_decode',
    'sensor_data_base64_decoded',
    'sensor_data_utf8_decoded',
    'sensor_data_hex_decoded',
    'binary_decode_validation',
    'sensor_record_state',
    'sensor_data_stream',
    'sensor_data_quarantine',
    'sensor_states'
  )
ORDER BY table_name;
