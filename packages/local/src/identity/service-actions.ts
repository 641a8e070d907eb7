/**
 * What AWS's own services do under their own name. Everything else they do as a role they take on. On AWS the resource's policy has to
 * let them in as well; resource policies are not evaluated here.
 *
 * cloudwatch: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html
 * events: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 * sns: https://docs.aws.amazon.com/sns/latest/dg/sns-event-destinations.html
 * redshift-serverless, managed admin passwords: https://docs.aws.amazon.com/redshift/latest/mgmt/redshift-secrets-manager-integration.html
 */
export const SERVICE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  "cloudwatch.amazonaws.com": ["sns:Publish", "lambda:InvokeFunction"],
  "events.amazonaws.com": [
    "sns:Publish",
    "sqs:SendMessage",
    "lambda:InvokeFunction",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
  ],
  "sns.amazonaws.com": ["sqs:SendMessage", "lambda:InvokeFunction"],
  "redshift-serverless.amazonaws.com": [
    "secretsmanager:CreateSecret",
    "secretsmanager:DescribeSecret",
    "secretsmanager:DeleteSecret",
    "secretsmanager:GetSecretValue",
  ],
};
