-- What the sample that this system grew out of leaves behind: its clean-up names a view that never existed, uses DROP VIEW
-- on materialized views, and forgets four of them and a schema. For a person to run with psql, in a database that had the
-- sample and not this pipeline: both use these names, the sample for materialized views.
DROP MATERIALIZED VIEW IF EXISTS public.binary_decode_validation;

DROP MATERIALIZED VIEW IF EXISTS public.sensor_data_hex_decoded;

DROP MATERIALIZED VIEW IF EXISTS public.sensor_data_utf8_decoded;

DROP MATERIALIZED VIEW IF EXISTS public.sensor_data_base64_decoded;

DROP MATERIALIZED VIEW IF EXISTS public.sensor_data_optimized_decode;

DROP MATERIALIZED VIEW IF EXISTS public.sensor_data_stream;

DROP SCHEMA IF EXISTS kinesis_binary_schema;

DROP SCHEMA IF EXISTS kinesis_schema;
