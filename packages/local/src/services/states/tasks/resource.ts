/** A Task's Resource as the history shows it. */
export interface TaskResource {
  /** `aws-sdk:redshiftdata`, `lambda`, `sns` ... */
  readonly resourceType: string;
  /** `executeStatement`, `invoke`, `publish` ... */
  readonly resource: string;
  readonly region?: string;
}

/** `arn:aws:states:::aws-sdk:redshiftdata:executeStatement` is `executeStatement` of `aws-sdk:redshiftdata`. */
export function resourceOf(arn: string): TaskResource {
  const parts = arn.split(":");
  const region = parts[3];
  return {
    resourceType: parts.slice(5, -1).join(":"),
    resource: parts.at(-1) ?? "",
    ...(region ? { region } : {}),
  };
}
