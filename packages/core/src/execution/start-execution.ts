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
  readonly status: string;
  /** In the time of the AWS that runs it. */
  readonly startedAt: Date;
  readonly endedAt?: Date;
}

export interface NewestOptions {
  /** Among those of this status alone. */
  readonly status?: ExecutionStatus | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The execution of a state machine that was started last; undefined when there is none.
 * @throws {StateMachineDoesNotExist}
 */
export async function newestExecution(
  sfn: SFNClient,
  stateMachineArn: string,
  { status, signal }: NewestOptions = {},
): Promise<NewestExecution | undefined> {
  const { executions = [] } = await sfn.send(
    new ListExecutionsCommand({ stateMachineArn, maxResults: 1, ...(status ? { statusFilter: status } : {}) }),
    { abortSignal: signal },
  );
  return executions.map(newest)[0];
}

function newest({ executionArn, status, startDate, stopDate }: ExecutionListItem): NewestExecution {
  return {
    executionArn: executionArn ?? "",
    status: status ?? "UNKNOWN",
    startedAt: startDate ?? new Date(0),
    ...(stopDate === undefined ? {} : { endedAt: stopDate }),
  };
}
