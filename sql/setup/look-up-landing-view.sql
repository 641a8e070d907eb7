-- Does the streaming view exist? Always one row. A materialized view has no IF NOT EXISTS.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_MV_INFO.html (its columns are blank-padded CHAR)
SELECT COUNT(*) AS found
FROM svv_mv_info
WHERE TRIM(schema_name) = 'public'
  AND TRIM(name) = 'sensor_records';
