-- The external schema. The stream itself is not touched. https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_SCHEMA.html
DROP SCHEMA IF EXISTS kinesis_schema;
