-- The stream as Redshift sees it: every stream that the role may read is a table of this schema.
-- Without IF NOT EXISTS on purpose: that would keep an existing schema with another role and say nothing.
-- https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_EXTERNAL_SCHEMA.html
CREATE EXTERNAL SCHEMA kinesis_schema
FROM KINESIS
IAM_ROLE :'role_arn';
