import { type SFNClient, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { newestExecution } from "../execution/start-execution.ts";

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
    const newest = await newestExecution(sfn, stateMachineArn, { signal });
    if (newest === undefined) return "none";
    return {
      stateMachine: stateMachineArn.split(":").at(-1) ?? "",
      status: newest.status,
      startedAt: newest.startedAt.toISOString(),
      ...(newest.endedAt ? { endedAt: newest.endedAt.toISOString() } : {}),
    };
  } catch (error) {
    if (error instanceof StateMachineDoesNotExist) return "missing";
    throw error;
  }
}
