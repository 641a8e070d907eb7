/**
 * What services of AWS may by a service-linked role, which comes with the account and nobody can change. All else they do as a role that
 * they take on, or under their own name where the resource's policy lets them in.
 *
 * redshift-serverless, managed admin passwords: https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html
 */
export const SERVICE_LINKED: Readonly<Record<string, readonly string[]>> = {
  "redshift-serverless.amazonaws.com": [
    "secretsmanager:CreateSecret",
    "secretsmanager:DescribeSecret",
    "secretsmanager:DeleteSecret",
    "secretsmanager:GetSecretValue",
  ],
};
