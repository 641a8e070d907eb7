import { ListExecutionsCommand, type SFNClient, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";

/** An execution of one of the owner's state machines. */
export interface ExecutionStatus {
  /** Name of the state machine. */
  readonly stateMachine: string;
  readonly status: string;
  /** ISO 8601, in the stage's time. */
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** The newest execution of a state machine: `none` when it has never been started, `missing` when there is no such machine. */
export async function readNewestExecution(
  sfn: SFNClient,
  stateMachineArn: string,
  signal?: AbortSignal,
): Promise<ExecutionStatus | "none" | "missing"> {
  try {
    const { executions = [] } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }), {
      abortSignal: signal,
    });
    const [newest] = executions;
    if (newest === undefined) return "none";
    return {
      stateMachine: stateMachineArn.split(":").at(-1) ?? "",
      status: newest.status ?? "UNKNOWN",
      ...(newest.startDate ? { startedAt: newest.startDate.toISOString() } : {}),
      ...(newest.stopDate ? { endedAt: newest.stopDate.toISOString() } : {}),
    };
  } catch (error) {
    if (error instanceof StateMachineDoesNotExist) return "missing";
    throw error;
  }
}
