import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import type { ResourcePolicy } from "../../../identity/resource-policy.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { resourcePolicyOf } from "../../resource-policy-text.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MAXIMUM_POLICIES = 10;
const MAXIMUM_CHARACTERS = 5120;

const policyName = z.string().min(1);
const putInput = z.strictObject({ policyName, policyDocument: z.string().min(1).max(MAXIMUM_CHARACTERS) });
const deleteInput = z.strictObject({ policyName });
const describeInput = z.strictObject({ limit: z.int().min(1).optional() });

/** The account's policies for its log groups, in memory: who besides the account's roles may write into which. */
export function resourcePolicies(clock: LocalClock) {
  const policies = new Map<string, { readonly policyDocument: string; readonly lastUpdatedTime: number }>();

  /** A deny of any wins, and an allow of one is enough. */
  const policy: ResourcePolicy = (...request) => {
    const verdicts = [...policies.values()].map(({ policyDocument }) => resourcePolicyOf(policyDocument)(...request));
    return (
      verdicts.find((one) => one === "denied explicitly") ?? verdicts.find((one) => one === "allowed") ?? "not allowed"
    );
  };

  const PutResourcePolicy: Operation<z.infer<typeof putInput>> = {
    input: putInput,
    resources: () => ["*"],
    run: ({ policyName: name, policyDocument }) => {
      if (!policies.has(name) && policies.size >= MAXIMUM_POLICIES)
        throw new AwsError("LimitExceededException", "Resource limit exceeded.");
      check(policyDocument);
      const put = { policyDocument, lastUpdatedTime: clock.now() };
      policies.set(name, put);
      return { resourcePolicy: { policyName: name, ...put } };
    },
  };
  const DescribeResourcePolicies: Operation<z.infer<typeof describeInput>> = {
    input: describeInput,
    resources: () => ["*"],
    run: ({ limit = MAXIMUM_POLICIES }) => ({
      resourcePolicies: [...policies].slice(0, limit).map(([name, rest]) => ({ policyName: name, ...rest })),
    }),
  };
  const DeleteResourcePolicy: Operation<z.infer<typeof deleteInput>, void> = {
    input: deleteInput,
    resources: () => ["*"],
    run: ({ policyName: name }) => {
      if (policies.delete(name)) return;
      throw new AwsError("ResourceNotFoundException", `Policy with name [${name}] does not exist.`);
    },
  };
  return { policy, operations: { PutResourcePolicy, DescribeResourcePolicies, DeleteResourcePolicy } };
}

function check(text: string): void {
  try {
    resourcePolicyOf(text);
  } catch (cause) {
    if (cause instanceof AwsError && cause.code === "NotSupportedLocally") throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw Object.assign(new AwsError("InvalidParameterException", `Policy document is invalid: ${reason}`), { cause });
  }
}
