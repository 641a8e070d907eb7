import { ACCOUNT_ID } from "../../account.ts";
import type { ResourcePolicy } from "../../identity/resource-policy.ts";
import { AwsError } from "../../service.ts";
import { resourcePolicyOf } from "../resource-policy-text.ts";

/**
 * The policy that SNS gives every topic: whoever acts for its owner may use it, which of AWS's services CloudWatch alone says of itself.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function firstTopicPolicy(topicArn: string): string {
  const actions = ["GetTopicAttributes", "SetTopicAttributes", "AddPermission", "RemovePermission", "DeleteTopic"];
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: [...actions, "Subscribe", "ListSubscriptionsByTopic", "Publish"].map((action) => `SNS:${action}`),
        Resource: topicArn,
        Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT_ID } },
      },
    ],
  });
}

/** @param text of the Policy attribute; empty or undefined for the first one */
export function topicPolicy(topicArn: string, text: string | undefined): ResourcePolicy {
  return resourcePolicyOf(text || firstTopicPolicy(topicArn));
}

/** @throws {AwsError} InvalidParameter for a policy that SNS would not take. */
export function checkTopicPolicy(text: string): void {
  try {
    resourcePolicyOf(text);
  } catch (cause) {
    if (cause instanceof AwsError && cause.code === "NotSupportedLocally") throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw Object.assign(new AwsError("InvalidParameter", `Invalid parameter: Policy Error: ${reason}`), { cause });
  }
}
