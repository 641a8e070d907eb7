import { z } from "zod";
import { arnOf } from "../../account.ts";
import type { PolicyDocument, Role } from "../../identity/identity.ts";
import type { ApplyScope, ResourceType } from "../apply-scope.ts";
import { MANAGED_POLICIES } from "./managed-policies.ts";

const policyText = z.string().transform((text) => JSON.parse(text) as PolicyDocument);
const tags = z.record(z.string(), z.string()).default({});

const roleInputs = z.strictObject({
  name: z.string(),
  assumeRolePolicy: policyText,
  description: z.string().optional(),
  inlinePolicies: z.array(z.strictObject({ name: z.string(), policy: policyText })).default([]),
  managedPolicyArns: z.array(z.string()).default([]),
  // Sessions here end by what AssumeRole asks for.
  maxSessionDuration: z.number().optional(),
  forceDetachPolicies: z.boolean().optional(),
  tags,
});
const policyInputs = z.strictObject({ name: z.string().optional(), role: z.string(), policy: policyText });
const attachmentInputs = z.strictObject({ role: z.string(), policyArn: z.string() });

/** A role with its inline and managed policies. Policies that resources of their own add come after it. */
export const role: ResourceType = {
  async apply({ inputs }, { identity }) {
    const { name, assumeRolePolicy, inlinePolicies, managedPolicyArns, tags: roleTags } = roleInputs.parse(inputs);
    identity.putRole({
      name,
      trust: assumeRolePolicy,
      policies: Object.fromEntries([
        ...inlinePolicies.map((policy) => [policy.name, policy.policy] as const),
        ...managedPolicyArns.map((arn) => [arn, managedPolicy(arn)] as const),
      ]),
      tags: roleTags,
    });
  },
  async remove({ inputs }, { identity }) {
    identity.deleteRole(roleInputs.parse(inputs).name);
  },
};

export const rolePolicy: ResourceType = {
  async apply({ inputs, name }, scope) {
    const policy = policyInputs.parse(inputs);
    setPolicy(scope, policy.role, policy.name ?? name, policy.policy);
  },
  async remove({ inputs, name }, scope) {
    const policy = policyInputs.parse(inputs);
    setPolicy(scope, policy.role, policy.name ?? name, undefined);
  },
};

export const rolePolicyAttachment: ResourceType = {
  async apply({ inputs }, scope) {
    const { role: roleName, policyArn } = attachmentInputs.parse(inputs);
    setPolicy(scope, roleName, policyArn, managedPolicy(policyArn));
  },
  async remove({ inputs }, scope) {
    const { role: roleName, policyArn } = attachmentInputs.parse(inputs);
    setPolicy(scope, roleName, policyArn, undefined);
  },
};

/** A role's policies are part of the role here: one more, or one fewer when `document` is undefined. */
function setPolicy(
  { identity }: ApplyScope,
  roleName: string,
  name: string,
  document: PolicyDocument | undefined,
): void {
  const current: Role | undefined = identity.role(arnOf("iam", "", `role/${roleName}`));
  if (!current) throw new Error(`there is no role "${roleName}" for the policy "${name}"`);
  const { [name]: _previous, ...others } = current.policies;
  identity.putRole({ ...current, policies: document ? { ...others, [name]: document } : others });
}

function managedPolicy(arn: string): PolicyDocument {
  const document = MANAGED_POLICIES[arn];
  if (document) return document;
  throw new Error(`the managed policy ${arn} is not known here; known are ${Object.keys(MANAGED_POLICIES).join(", ")}`);
}
