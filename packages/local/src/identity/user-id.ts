/**
 * `aws:userid` of an identity's ARN: a user's name, or `<role>:<session>`, where AWS has an opaque id for the name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function userIdOf(arn: string): string {
  const [kind = "", ...names] = (arn.split(":").at(-1) ?? "").split("/");
  return names.length === 0 ? kind : names.join(":");
}
