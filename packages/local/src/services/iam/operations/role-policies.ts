import { z } from "zod";
import type { Identity } from "../../../identity/identity.ts";
import type { Operation } from "../../../service.ts";
import {
  documentText,
  knownRole,
  noSuchEntity,
  policyName,
  readDocument,
  roleName,
  roleResource,
} from "../known-role.ts";

const ofRole = z.strictObject({ RoleName: roleName });
const named = ofRole.extend({ PolicyName: policyName });
const withDocument = named.extend({ PolicyDocument: z.string().min(1).max(131_072) });

/** Managed policies are known by their ARN, inline ones by a name, which has no colon. */
const isInline = (name: string) => !name.includes(":");

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export function listRolePolicies(identity: Identity): Operation<z.infer<typeof ofRole>> {
  return {
    input: ofRole,
    resources: roleResource,
    run: ({ RoleName }) => ({
      PolicyNames: Object.keys(knownRole(identity, RoleName).policies).filter(isInline),
      IsTruncated: false,
    }),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export function getRolePolicy(identity: Identity): Operation<z.infer<typeof named>> {
  return {
    input: named,
    resources: roleResource,
    run: ({ RoleName, PolicyName }) => {
      const document = knownRole(identity, RoleName).policies[PolicyName];
      if (!document) throw noSuchPolicy(PolicyName);
      return { RoleName, PolicyName, PolicyDocument: documentText(document) };
    },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export function putRolePolicy(identity: Identity): Operation<z.infer<typeof withDocument>, void> {
  return {
    input: withDocument,
    resources: roleResource,
    run: ({ RoleName, PolicyName, PolicyDocument }) => {
      const role = knownRole(identity, RoleName);
      identity.putRole({ ...role, policies: { ...role.policies, [PolicyName]: readDocument(PolicyDocument) } });
    },
  };
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export function deleteRolePolicy(identity: Identity): Operation<z.infer<typeof named>, void> {
  return {
    input: named,
    resources: roleResource,
    run: ({ RoleName, PolicyName }) => {
      const role = knownRole(identity, RoleName);
      const { [PolicyName]: removed, ...policies } = role.policies;
      if (!removed) throw noSuchPolicy(PolicyName);
      identity.putRole({ ...role, policies });
    },
  };
}

function noSuchPolicy(name: string) {
  return noSuchEntity(`The role policy with name ${name} cannot be found.`);
}
