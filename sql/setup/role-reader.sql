-- Who may read the views. IAM roles take it by the tag RedshiftDbRoles; no grant names an IAMR: user, because such a
-- user does not exist before its first sign-in.
-- https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-iam-access-federated-db-roles.html
CREATE ROLE pipeline_reader;
