import type { Caller } from "../service.ts";
import type { PolicyDocument } from "./identity.ts";
import type { RequestKeys } from "./pattern.ts";
import { compileStatement, type Verdict } from "./policy.ts";
import { readPolicy } from "./policy-schema.ts";
import { namingOf, principalsOf } from "./principal.ts";

/** What a resource's own policy says of a request for it. */
export type ResourcePolicy = (by: Caller, action: string, resource: string, keys: RequestKeys) => Verdict;

/** Of a resource without a policy: only its account's identity policies count. */
export const NO_RESOURCE_POLICY: ResourcePolicy = () => "not allowed";

/**
 * The policy of a topic, queue, function or log group. Naming the account is no permission yet: it lets the account's identity policies
 * decide, which in one account they do anyway.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-id-rdp.html
 * @throws {AwsError} MalformedPolicyDocument; NotSupportedLocally for a condition operator that is not evaluated here.
 */
export function compileResourcePolicy(document: PolicyDocument, name: string): ResourcePolicy {
  const statements = readPolicy(document, "resource", name).map((statement) => ({
    ...compileStatement({ Resource: "*", ...statement }),
    principals: principalsOf(statement.Principal),
  }));
  return (by, action, resource, keys) => {
    let allowed = false;
    for (const { effect, principals, matches } of statements) {
      const naming = namingOf(principals, by);
      if (naming === "none" || !matches(action, resource, keys)) continue;
      if (effect === "Deny") return "denied explicitly";
      allowed ||= naming === "named";
    }
    return allowed ? "allowed" : "not allowed";
  };
}
