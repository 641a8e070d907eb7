/** The one account and partition of a local AWS, and how its ARNs are formed. */
export const ACCOUNT_ID = "000000000000";

export const DEFAULT_REGION = "us-east-1";

/** `arn:aws:<service>:<region>:<account>:<resource>`; IAM's ARNs have no region. */
export function arnOf(service: string, region: string, resource: string): string {
  return `arn:aws:${service}:${service === "iam" ? "" : region}:${ACCOUNT_ID}:${resource}`;
}
