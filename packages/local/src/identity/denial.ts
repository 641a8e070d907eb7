import { AwsError, type Caller } from "../service.ts";

/** Why a request is denied, as the end of AWS's sentence says it. */
export type DenialReason =
  | "explicit deny in an identity-based policy"
  | "explicit deny in a resource-based policy"
  | "no identity-based policy"
  | "no resource-based policy";

/** How a service's own denials differ from the others': SNS and SQS write the action their way, older APIs answer 403. */
const WORDING: Readonly<Record<string, { readonly action?: (action: string) => string; readonly code?: string }>> = {
  cloudwatch: {},
  iam: {},
  lambda: {},
  scheduler: {},
  sns: { action: (action) => action.replace(/^sns:/, "SNS:"), code: "AuthorizationError" },
  sqs: { action: (action) => action.toLowerCase() },
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denial(caller: Caller, action: string, resource: string, reason: DenialReason): AwsError {
  const wording = WORDING[action.split(":")[0] ?? ""];
  const named = wording?.action?.(action) ?? action;
  const target = resource === "*" ? "" : ` on resource: ${resource}`;
  return new AwsError(
    wording?.code ?? "AccessDeniedException",
    `${callerOf(caller)} is not authorized to perform: ${named}${target}${because(caller, named, reason)}`,
    wording ? 403 : 400,
  );
}

/** A role that does not exist and one that does not trust the caller are told alike. */
export function notTrusted(by: Caller, roleArn: string): AwsError {
  return new AwsError(
    "AccessDenied",
    `User: ${by.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
    403,
  );
}

/**
 * A service that acts for a resource is told by that: https://repost.aws/knowledge-center/cloudwatch-receive-sns-for-alarm-trigger has the
 * whole sentence, which gives no reason.
 */
function callerOf({ arn, sourceArn }: Caller): string {
  return sourceArn === undefined ? `User: ${arn}` : `Resource: ${sourceArn}`;
}

function because({ sourceArn }: Caller, action: string, reason: DenialReason): string {
  if (reason.startsWith("explicit")) return ` with an ${reason}`;
  return sourceArn === undefined ? ` because ${reason} allows the ${action} action` : "";
}
