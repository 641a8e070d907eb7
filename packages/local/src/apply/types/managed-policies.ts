import type { PolicyDocument } from "../../identity/identity.ts";

const LOGS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

/** AWS's own policies by ARN, as https://docs.aws.amazon.com/aws-managed-policy/latest/reference/ shows them. */
export const MANAGED_POLICIES: Readonly<Record<string, PolicyDocument>> = {
  "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole": {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: LOGS, Resource: "*" }],
  },
};
