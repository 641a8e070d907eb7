import { createHash } from "node:crypto";
import { arnOf } from "./account.ts";

/**
 * Identifiers that AWS makes up and a local AWS derives from the name, so that the ARNs in an evaluated graph's
 * policies are those of the resources that are made of it.
 */

/** Lower-case hexadecimal digits that are always the same for the same `kind` and `name`. */
export function stableHex(kind: string, name: string, length: number): string {
  return createHash("sha256").update(`${kind}:${name}`).digest("hex").slice(0, length);
}

/** A version 8 UUID (RFC 9562: made by a rule of our own) of `kind` and `name`. */
export function stableUuid(kind: string, name: string): string {
  const hex = stableHex(kind, name, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Redshift Serverless: the ARN ends in the id, never in the name. */
export function namespaceId(region: string, namespaceName: string): string {
  return namespaceArn(region, namespaceName).split("/").at(-1) ?? "";
}

export function namespaceArn(region: string, namespaceName: string): string {
  return arnOf("redshift-serverless", region, `namespace/${stableUuid("namespace", namespaceName)}`);
}

export function workgroupArn(region: string, workgroupName: string): string {
  return arnOf("redshift-serverless", region, `workgroup/${stableUuid("workgroup", workgroupName)}`);
}

/** The secret in which Redshift keeps the admin's password: `redshift!<namespace>-<user>`, and Secrets Manager's six letters. */
export function adminSecretName(namespaceName: string, adminUser: string): string {
  return `redshift!${namespaceName}-${adminUser}`;
}

export function adminSecretArn(region: string, namespaceName: string, adminUser: string): string {
  const name = adminSecretName(namespaceName, adminUser);
  return arnOf("secretsmanager", region, `secret:${name}-${stableHex("secret", name, 6)}`);
}
