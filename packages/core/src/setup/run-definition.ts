import { StateMachine } from "aws-local-stepfunctions";
import type { StateMachineDefinition } from "./states-language.ts";

/** Answers calls of the Data API in the names of Step Functions' integration: `describeStatement`, `Id`. */
export interface DataApi {
  call(action: string, input: Record<string, unknown>): unknown;
}

export interface ExecutionEnd {
  readonly output?: unknown;
  readonly error?: { readonly Error: string; readonly Cause: string };
  /** Names of the states in the order in which they were entered. */
  readonly states: readonly string[];
}

/**
 * For tests: runs a definition against a warehouse, without waiting.
 * @param options.stopBefore how many calls of the Data API the execution may make before it is stopped.
 * @param options.refuse gives an error for a call, instead of the warehouse's answer.
 */
export async function runDefinition(
  definition: StateMachineDefinition,
  warehouse: DataApi,
  options: {
    readonly name?: string;
    readonly input?: Readonly<Record<string, string | boolean>>;
    readonly stopBefore?: number;
    readonly refuse?: (call: { action: string; state: string; attempt: number }) => Error | undefined;
  } = {},
): Promise<ExecutionEnd> {
  const { name = "first", input = {}, stopBefore = Number.POSITIVE_INFINITY, refuse = () => undefined } = options;
  const states: string[] = [];
  const attempts = new Map<string, number>();
  let calls = 0;
  const handlers = Object.fromEntries(
    Object.entries(definition.States).flatMap(([state, { ...body }]) => {
      if (body.Type !== "Task") return [];
      const action = body.Resource.split(":").at(-1) ?? "";
      return [
        [
          state,
          async (parameters: unknown) => {
            calls += 1;
            if (calls > stopBefore) throw new Stop();
            const attempt = (attempts.get(state) ?? 0) + 1;
            attempts.set(state, attempt);
            const refusal = refuse({ action, state, attempt });
            if (refusal) throw refusal;
            return JSON.parse(JSON.stringify(await warehouse.call(action, parameters as Record<string, unknown>)));
          },
        ] as const,
      ];
    }),
  );
  const zero = (type: string) =>
    Object.fromEntries(
      Object.entries(definition.States).flatMap(([state, body]) => (body.Type === type ? [[state, 0]] : [])),
    );
  const machine = new StateMachine(JSON.parse(JSON.stringify(definition)), { validationOptions: { noValidate: true } });
  const execution = machine.run(input, {
    overrides: {
      taskResourceLocalHandlers: handlers,
      waitTimeOverrides: zero("Wait"),
      retryIntervalOverrides: zero("Task"),
    },
    context: { Execution: { Id: `arn:aws:states:us-east-1:000000000000:execution:setup:${name}`, Name: name } },
  });
  const end: { output?: unknown; error?: { Error: string; Cause: string } } = {};
  const followed = (async () => {
    for await (const event of execution.eventLogs) {
      if (event.type === "StateEntered") states.push(event.state.name);
      if (event.type === "ExecutionFailed") end.error = { Error: event.Error, Cause: String(event.Cause) };
    }
  })();
  await execution.result.then(
    (output) => {
      end.output = output;
    },
    (error: unknown) => {
      end.error ??= { Error: "unknown", Cause: String(error) };
    },
  );
  await followed;
  return { ...end, states };
}

class Stop extends Error {
  override readonly name = "Stop";
}
