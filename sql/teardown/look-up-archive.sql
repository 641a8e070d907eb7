-- Is there an archive? Always one row. https://docs.aws.amazon.com/redshift/latest/dg/r_SVV_TABLES.html
SELECT COUNT(*) AS found
FROM svv_tables
WHERE table_schema = 'public'
  AND table_name = 'sensor_records_archive';
