import type { Caller } from "../service.ts";

/** Whom a statement of a trust or resource policy names, by kind. */
export type Principals = Readonly<Partial<Record<"AWS" | "Service" | "Federated", readonly string[]>>>;

/**
 * `named`: the policy names the caller itself, which is enough in one account. `account`: it names the account, which hands the decision to
 * the caller's own policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type Naming = "named" | "account" | "none";

export function namingOf(principals: Principals, by: Caller): Naming {
  const names = principals.AWS ?? [];
  if (by.kind === "service") return principals.Service?.includes(by.arn) || names.includes("*") ? "named" : "none";
  if (names.includes(by.arn) || names.includes("*") || (by.roleArn !== undefined && names.includes(by.roleArn)))
    return "named";
  const root = `arn:aws:iam::${by.accountId}:root`;
  return names.includes(by.accountId) || names.includes(root) ? "account" : "none";
}

/** The Principal of a statement, each kind as a list; `*` is everybody. */
export function principalsOf(
  principal: "*" | Partial<Record<"AWS" | "Service" | "Federated", string | string[]>> | undefined,
): Principals {
  if (principal === undefined) return {};
  if (principal === "*") return { AWS: ["*"] };
  return Object.fromEntries(Object.entries(principal).map(([kind, names]) => [kind, [names ?? []].flat()]));
}
