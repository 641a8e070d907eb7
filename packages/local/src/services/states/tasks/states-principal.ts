import { ACCOUNT_ID } from "../../../account.ts";
import type { Caller } from "../../../service.ts";

/**
 * Step Functions itself, which takes on a state machine's role for that machine.
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-create-iam-role.html
 */
export function statesFor(machineArn: string): Caller {
  return {
    ...{ kind: "service", accountId: ACCOUNT_ID, arn: "states.amazonaws.com", name: "states.amazonaws.com" },
    sourceArn: machineArn,
  };
}

/**
 * What Step Functions says of a role that does not trust it, with AccessDeniedException when a machine is made or changed: AWS's own
 * CloudFormation handler for state machines waits for these words. Users report them of executions too
 * (https://github.com/lumigo-io/lumigo-CLI/issues/83); by which error such a task fails is told by no page: States.TaskFailed here.
 */
export const NOT_ASSUMABLE =
  "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.";
