import { z } from "zod";
import { stableHex } from "../../../identifiers.ts";
import type { Identity, Role } from "../../../identity/identity.ts";
import type { Operation } from "../../../service.ts";
import { documentText, knownRole, roleName, roleResource } from "../known-role.ts";

const input = z.strictObject({ RoleName: roleName });

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export function getRole(identity: Identity, createdAt: Date): Operation<z.infer<typeof input>> {
  return {
    input,
    resources: roleResource,
    run: ({ RoleName }) => ({ Role: describeRole(knownRole(identity, RoleName), createdAt) }),
  };
}

/** Roles are made of the graph at every start: that is when all of them were created. */
export function describeRole({ arn, name, trust, tags }: Role, createdAt: Date) {
  return {
    Path: "/",
    RoleName: name,
    RoleId: `AROA${stableHex("role", name, 17).toUpperCase()}`,
    Arn: arn,
    CreateDate: createdAt,
    AssumeRolePolicyDocument: documentText(trust),
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  };
}
