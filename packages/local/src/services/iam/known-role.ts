import { z } from "zod";
import { arnOf } from "../../account.ts";
import type { Identity, PolicyDocument, Role } from "../../identity/identity.ts";
import { AwsError } from "../../service.ts";

export const roleName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w+=,.@-]+$/);

export const policyName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+=,.@-]+$/);

export const roleArn = (name: string) => arnOf("iam", "", `role/${name}`);

/** What IAM checks every operation on one role against. */
export const roleResource = ({ RoleName }: { readonly RoleName: string }) => [roleArn(RoleName)];

/** @throws {AwsError} NoSuchEntity */
export function knownRole(identity: Identity, name: string): Role {
  const role = identity.role(roleArn(name));
  if (role) return role;
  throw noSuchEntity(`The role with name ${name} cannot be found.`);
}

export function noSuchEntity(message: string): AwsError {
  return new AwsError("NoSuchEntity", message, 404);
}

/** @throws {AwsError} MalformedPolicyDocument: what is valid JSON is checked when the role is put. */
export function readDocument(text: string): PolicyDocument {
  try {
    return JSON.parse(text) as PolicyDocument;
  } catch (cause) {
    throw Object.assign(new AwsError("MalformedPolicyDocument", "Syntax errors in policy."), { cause });
  }
}

/** IAM gives documents as URL-encoded JSON (RFC 3986). */
export function documentText(document: PolicyDocument): string {
  return encodeURIComponent(JSON.stringify(document)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
