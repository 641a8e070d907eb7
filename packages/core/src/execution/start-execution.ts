import {
  type ExecutionListItem,
  type ExecutionStatus,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";

/** Starts a state machine. @returns ARN of the execution */
export async function startExecution(
  sfn: SFNClient,
  stateMachineArn: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  if (executionArn === undefined) throw new Error(`Step Functions named no execution of ${stateMachineArn}.`);
  return executionArn;
}

export interface NewestExecution {
  readonly executionArn: string;
  /** In the time of the AWS that runs it. */
  readonly startedAt: Date;
}

/** The execution of a state machine that was started last, among those of a status where one is given. */
export async function newestExecution(
  sfn: SFNClient,
  stateMachineArn: string,
  statusFilter?: ExecutionStatus,
): Promise<NewestExecution | undefined> {
  const { executions = [] } = await sfn.send(
    new ListExecutionsCommand({ stateMachineArn, maxResults: 1, ...(statusFilter ? { statusFilter } : {}) }),
  );
  return executions.map(newest)[0];
}

function newest({ executionArn = "", startDate = new Date(0) }: ExecutionListItem): NewestExecution {
  return { executionArn, startedAt: startDate };
}
