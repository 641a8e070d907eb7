import { AwsError, NotSupportedError } from "../../service.ts";
import { checkTopicPolicy } from "./topic-policy.ts";

/** Kept and shown: nothing is encrypted or traced. Who may use the key is asked for at Publish. */
const STORED: ReadonlySet<string> = new Set(["DisplayName", "KmsMasterKeyId", "TracingConfig", "SignatureVersion"]);

/** Attributes whose documented "off" value is accepted, so that what a provider writes by default passes. */
const OFF: Readonly<Record<string, string>> = { FifoTopic: "false", ContentBasedDeduplication: "false" };

/**
 * @throws {AwsError} InvalidParameter for a policy that is none.
 * @throws {NotSupportedError} for FIFO topics and for delivery policies and feedback roles, which are not acted on.
 */
export function checkTopicAttribute(name: string, value: string): void {
  if (STORED.has(name) || OFF[name] === value || value === "") return;
  if (name !== "Policy") throw new NotSupportedError(`Topic attribute ${name} = ${value}`);
  checkTopicPolicy(value);
}

const BOOLEANS: ReadonlySet<string> = new Set(["true", "false"]);

/**
 * Only RawMessageDelivery is acted on.
 * @throws {NotSupportedError} for filter, redrive and delivery policies.
 */
export function checkSubscriptionAttribute(name: string, value: string): void {
  if (name !== "RawMessageDelivery") throw new NotSupportedError(`Subscription attribute ${name}`);
  if (!BOOLEANS.has(value)) {
    throw new AwsError(
      "InvalidParameter",
      `Invalid parameter: Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`,
    );
  }
}
