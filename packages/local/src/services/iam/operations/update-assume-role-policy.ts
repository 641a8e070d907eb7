import { z } from "zod";
import type { Identity } from "../../../identity/identity.ts";
import type { Operation } from "../../../service.ts";
import { knownRole, readDocument, roleName, roleResource } from "../known-role.ts";

const input = z.strictObject({ RoleName: roleName, PolicyDocument: z.string().min(1).max(131_072) });

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export function updateAssumeRolePolicy(identity: Identity): Operation<z.infer<typeof input>, void> {
  return {
    input,
    resources: roleResource,
    run: ({ RoleName, PolicyDocument }) => {
      identity.putRole({ ...knownRole(identity, RoleName), trust: readDocument(PolicyDocument) });
    },
  };
}
