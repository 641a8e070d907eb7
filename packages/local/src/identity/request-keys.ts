import type { Caller } from "../service.ts";
import type { Role } from "./identity.ts";
import type { RequestKeys } from "./pattern.ts";
import { userIdOf } from "./user-id.ts";

/**
 * CloudWatch publishes for the owner of an alarm, which a topic's first policy asks for; other services do not say so.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
const TELLS_SOURCE_OWNER: ReadonlySet<string> = new Set(["cloudwatch.amazonaws.com"]);

/**
 * The condition keys of a request: the global ones that can be known here, and those the operation gives.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function requestKeys(
  caller: Caller,
  role: Role | undefined,
  context: Readonly<Record<string, string>>,
): RequestKeys {
  const keys: Readonly<Record<string, string | undefined>> = {
    "aws:PrincipalArn": caller.roleArn ?? caller.arn,
    "aws:PrincipalAccount": caller.kind === "service" ? undefined : caller.accountId,
    "aws:PrincipalType": { user: "User", role: "AssumedRole", service: undefined }[caller.kind],
    "aws:PrincipalIsAWSService": String(caller.kind === "service"),
    "aws:PrincipalServiceName": caller.kind === "service" ? caller.arn : undefined,
    "aws:SourceAccount": caller.sourceArn === undefined ? undefined : caller.accountId,
    "aws:SourceOwner": TELLS_SOURCE_OWNER.has(caller.arn) ? caller.accountId : undefined,
    "aws:SourceArn": caller.sourceArn,
    "aws:ResourceAccount": caller.accountId,
    // AWS's endpoints are reached over TLS; a policy that insists on it must not fail here for the lack of it.
    "aws:SecureTransport": "true",
    "aws:username": caller.kind === "user" ? caller.name : undefined,
    "aws:userid": userIdOf(caller.arn),
  };
  const found = new Map<string, string>();
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined) found.set(name.toLowerCase(), value);
  };
  for (const [name, value] of Object.entries(keys)) add(name, value);
  for (const [tag, value] of Object.entries(role?.tags ?? {})) add(`aws:PrincipalTag/${tag}`, value);
  for (const [name, value] of Object.entries(context)) add(name, value);
  return found;
}
