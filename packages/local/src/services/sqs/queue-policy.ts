import { NO_RESOURCE_POLICY, type ResourcePolicy } from "../../identity/resource-policy.ts";
import { AwsError } from "../../service.ts";
import { resourcePolicyOf } from "../resource-policy-text.ts";

/** @param text of the Policy attribute; a queue begins without one, and an empty text takes it away */
export function queuePolicy(text: string | undefined): ResourcePolicy {
  return text ? resourcePolicyOf(text) : NO_RESOURCE_POLICY;
}

/** @throws {AwsError} InvalidAttributeValue for a policy that SQS would not take. */
export function checkQueuePolicy(text: string): void {
  try {
    queuePolicy(text);
  } catch (cause) {
    if (cause instanceof AwsError && cause.code === "NotSupportedLocally") throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Invalid value for the parameter Policy. Reason: ${reason}`;
    throw Object.assign(new AwsError("InvalidAttributeValue", message), { cause });
  }
}
