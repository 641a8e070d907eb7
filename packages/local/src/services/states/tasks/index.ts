import { AwsError, type Caller, NotSupportedError, type ServiceContext } from "../../../service.ts";
import type { Json } from "../definition.ts";
import { StatesError } from "../states-error.ts";
import { lambdaInvoke } from "./lambda-invoke.ts";
import { sdkAnswer } from "./sdk-answer.ts";
import { SDK_SERVICES } from "./sdk-services.ts";
import { serviceError } from "./service-error.ts";
import { snsPublish } from "./sns-publish.ts";
import { NOT_ASSUMABLE, statesFor } from "./states-principal.ts";
import type { RunTask, TaskHandler } from "./task.ts";

const SDK_RESOURCE = /^arn:aws:states:::aws-sdk:(?<service>[a-z0-9]+):(?<action>[a-z][A-Za-z0-9]+)$/;

const OPTIMISED: Readonly<Record<string, TaskHandler>> = {
  "arn:aws:states:::lambda:invoke": lambdaInvoke,
  "arn:aws:states:::sns:publish": snsPublish,
};

/** @throws {NotSupportedError} naming a Resource that no task here can call. */
export function handlerOf(resource: string): TaskHandler {
  const optimised = OPTIMISED[resource];
  if (optimised) return optimised;
  const { service = "", action = "" } = SDK_RESOURCE.exec(resource)?.groups ?? {};
  const sdk = SDK_SERVICES[service];
  if (!sdk) throw new NotSupportedError(`The Task resource ${resource}`);
  const operation = action.charAt(0).toUpperCase() + action.slice(1);
  return async (context, caller, parameters) => {
    try {
      const input = sdk.toService(parameters as Readonly<Record<string, Json>>);
      return sdkAnswer(await context.call(caller, sdk.signingName, operation, input));
    } catch (error) {
      throw serviceError(error, sdk.errorPrefix, sdk.errors);
    }
  };
}

/** Runs tasks as the machine's role, taken on anew for each call as its sessions are short on AWS. */
export function taskRunner(
  context: ServiceContext,
  { arn, roleArn }: { readonly arn: string; readonly roleArn: string },
  executionName: string,
): RunTask {
  return async (resource, parameters) => {
    return await handlerOf(resource)(context, sessionOf(context, arn, roleArn, executionName), parameters);
  };
}

/** A role that was changed or deleted since the machine was made fails the task. */
function sessionOf({ identity }: ServiceContext, machineArn: string, roleArn: string, executionName: string): Caller {
  try {
    return identity.assumeRole(statesFor(machineArn), roleArn, executionName.slice(0, 64));
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw new StatesError("States.TaskFailed", NOT_ASSUMABLE, { cause });
  }
}
