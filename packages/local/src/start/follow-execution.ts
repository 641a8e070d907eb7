import { setTimeout as delay } from "node:timers/promises";
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  type SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";

const POLL_MS = 200;

export interface ExecutionReport {
  readonly executionArn: string;
  readonly status: string;
  /** Names of the states in the order in which they were entered, repeats left out. */
  readonly states: readonly string[];
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}

/** Starts a state machine and follows it to its end; `onState` hears of each state as it is entered for the first time. */
export async function followExecution(
  sfn: SFNClient,
  stateMachineArn: string,
  onState: (name: string) => void,
): Promise<ExecutionReport> {
  const { executionArn = "" } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: "{}" }));
  const seen = new Set<string>();
  let lastEvent = 0;
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    for (const event of await eventsAfter(sfn, executionArn, lastEvent)) {
      lastEvent = Math.max(lastEvent, event.id ?? 0);
      const name = event.stateEnteredEventDetails?.name;
      if (name === undefined || seen.has(name)) continue;
      seen.add(name);
      onState(name);
    }
    if (execution.status !== "RUNNING") {
      return {
        executionArn,
        status: execution.status ?? "UNKNOWN",
        states: [...seen],
        ...(execution.output === undefined ? {} : { output: JSON.parse(execution.output) as unknown }),
        ...(execution.error === undefined ? {} : { error: execution.error }),
        ...(execution.cause === undefined ? {} : { cause: execution.cause }),
      };
    }
    await delay(POLL_MS);
  }
}

async function eventsAfter(sfn: SFNClient, executionArn: string, lastEvent: number): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000, nextToken }));
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return events.filter(({ id = 0 }) => id > lastEvent);
}
