import type { Caller } from "../service.ts";
import { type Condition, compileCondition } from "./condition.ts";
import type { PolicyDocument } from "./identity.ts";
import { patternOf, type RequestKeys } from "./pattern.ts";
import { readPolicy } from "./policy-schema.ts";

/**
 * `named`: the policy names the caller itself, which is enough in one account. `account`: it names the account, which hands the decision to
 * the caller's own policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Trust = "named" | "account" | "none";

export type TrustPolicy = (by: Caller, keys: RequestKeys) => Trust;

interface TrustStatement {
  readonly effect: "Allow" | "Deny";
  readonly assumesRole: boolean;
  readonly principals: Readonly<Partial<Record<"AWS" | "Service" | "Federated", readonly string[]>>>;
  readonly condition: Condition;
}

const ASSUME_ROLE = "sts:AssumeRole";

/** @throws {AwsError} MalformedPolicyDocument. */
export function compileTrust(document: PolicyDocument, name: string): TrustPolicy {
  const statements = readPolicy(document, "trust", name).map((statement): TrustStatement => {
    const named = [statement.Action ?? statement.NotAction ?? []]
      .flat()
      .some((action) => patternOf(action, { ignoreCase: true })(new Map())?.test(ASSUME_ROLE) === true);
    return {
      effect: statement.Effect,
      assumesRole: named !== (statement.NotAction !== undefined),
      principals: principalsOf(statement.Principal),
      condition: compileCondition(statement.Condition ?? {}),
    };
  });

  return (by, keys) => {
    let trust: Trust = "none";
    for (const statement of statements) {
      if (!statement.assumesRole || !statement.condition(keys)) continue;
      const found = trustOf(statement, by);
      if (found === "none") continue;
      if (statement.effect === "Deny") return "none";
      if (trust !== "named") trust = found;
    }
    return trust;
  };
}

function trustOf({ principals }: TrustStatement, by: Caller): Trust {
  if (by.kind === "service")
    return principals.Service?.includes(by.arn) || principals.AWS?.includes("*") ? "named" : "none";
  const names = principals.AWS ?? [];
  if (names.includes(by.arn) || names.includes("*") || (by.roleArn !== undefined && names.includes(by.roleArn)))
    return "named";
  const root = `arn:aws:iam::${by.accountId}:root`;
  return names.includes(by.accountId) || names.includes(root) ? "account" : "none";
}

function principalsOf(
  principal: "*" | Partial<Record<"AWS" | "Service" | "Federated", string | string[]>> | undefined,
): TrustStatement["principals"] {
  if (principal === undefined) return {};
  if (principal === "*") return { AWS: ["*"] };
  return Object.fromEntries(Object.entries(principal).map(([kind, names]) => [kind, [names ?? []].flat()]));
}
