import { AwsError, NotSupportedError, type ServiceContext } from "../../service.ts";
import { deliveryAction, isDestination } from "../destination.ts";
import { LAMBDA } from "./lambda-principal.ts";

/**
 * Lambda looks at a function's role when a destination or a dead-letter target is set, not only when an event has failed.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @throws {AwsError} InvalidParameterValueException as Lambda words it, with IAM's reason as cause.
 */
export function assertDeliverable(
  { identity }: ServiceContext,
  roleArn: string,
  arn: string,
  kind: "destination" | "dead-letter target",
): void {
  if (!isDestination(arn)) throw new NotSupportedError(`The ${kind} ${arn}`);
  const action = deliveryAction(arn);
  try {
    identity.authorize(identity.assumeRole(LAMBDA, roleArn, "lambda"), action, [arn]);
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    const call = `does not have permissions to call ${action.split(":")[1]}`;
    const message =
      kind === "destination"
        ? `The function's execution role ${call} on ${arn}`
        : `The provided execution role ${call} on ${action.split(":")[0]?.toUpperCase()}`;
    throw Object.assign(new AwsError("InvalidParameterValueException", message, 400, { Type: "User" }), { cause });
  }
}
