import type { LocalClock } from "../../clock.ts";
import { type ContextObject, evaluate } from "./asl-evaluation.ts";
import type { Json, State, StateGraph } from "./definition.ts";
import type { Cursor, History } from "./history.ts";
import { sleepUntil } from "./long-sleep.ts";
import { matchesError, StatesError } from "./states-error.ts";
import { STEPS } from "./steps.ts";
import { RetryCounter } from "./task-retry.ts";
import type { RunTask } from "./tasks/task.ts";

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAXIMUM_DATA_BYTES = 262_144;

/** What every state of one execution shares. */
export interface ExecutionScope {
  readonly clock: LocalClock;
  readonly history: History;
  readonly runTask: RunTask;
  readonly random: () => number;
  /** `Run` (the execution) and `StateMachine` of the context object. */
  readonly context: ContextObject;
}

/** Where in an execution some states run: inside a branch or an iteration it is the branch's own. */
export interface Branch {
  readonly scope: ExecutionScope;
  readonly cursor: Cursor;
  readonly signal: AbortSignal;
  /** `Map` of the context object, inside an iteration. */
  readonly map?: Json;
}

/** One attempt of one state, with what it needs of its surroundings. */
export interface Attempt extends Branch {
  readonly name: string;
  readonly input: Json;
  readonly contextObject: ContextObject;
}

/** What a state gives: its output, and the state it goes to unless its `Next` or `End` says so. */
export interface StepResult {
  readonly output: Json;
  readonly next?: string;
}

/**
 * Runs states from `StartAt` to an end.
 * @returns the last state's output.
 * @throws {StatesError} what a state failed with and nothing caught; the signal's reason when aborted.
 */
export async function runGraph(graph: StateGraph, input: Json, branch: Branch): Promise<Json> {
  let name: string | undefined = graph.StartAt;
  let data = input;
  while (name !== undefined) {
    const state: State | undefined = graph.States[name];
    if (!state) throw new StatesError("States.Runtime", `There is no state "${name}".`);
    const result: StepResult = await runState(name, state, data, branch);
    data = result.output;
    name = result.next ?? (state.End === true || state.Type === "Succeed" ? undefined : state.Next);
  }
  return data;
}

async function runState(name: string, state: State, input: Json, branch: Branch): Promise<StepResult> {
  const { scope, cursor, signal } = branch;
  const { clock, history } = scope;
  const enteredTime = clock.date().toISOString();
  history.add(cursor, `${state.Type}StateEntered`, {
    stateEnteredEventDetails: { name, input: JSON.stringify(input) },
  });
  const retries = new RetryCounter(state.Retry ?? [], state.Type, scope.random);
  for (;;) {
    signal.throwIfAborted();
    const contextObject: ContextObject = {
      ...scope.context,
      State: { Name: name, EnteredTime: enteredTime, RetryCount: retries.total },
      ...(branch.map === undefined ? {} : { Map: branch.map }),
    };
    try {
      const result = await STEPS[state.Type](state as never, { ...branch, name, input, contextObject });
      assertSize(name, result.output);
      return exited(branch, state, name, result);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof StatesError) || state.Type === "Fail") throw error;
      const delayMs = retries.delayMs(error);
      if (delayMs !== undefined) {
        await sleepUntil(clock, clock.now() + delayMs, signal);
        continue;
      }
      const catcher = state.Catch?.find(({ ErrorEquals }) => matchesError(ErrorEquals, error, state.Type));
      if (!catcher) throw error;
      const output = await evaluate(
        catcher.ResultPath === undefined ? {} : { ResultPath: catcher.ResultPath },
        input,
        contextObject,
        () => ({ Error: error.name, Cause: error.message }),
      );
      return exited(branch, state, name, { output, next: catcher.Next });
    }
  }
}

function exited({ scope, cursor }: Branch, state: State, name: string, result: StepResult): StepResult {
  scope.history.add(cursor, `${state.Type}StateExited`, {
    stateExitedEventDetails: { name, output: JSON.stringify(result.output) },
  });
  return result;
}

function assertSize(name: string, output: Json): void {
  if (Buffer.byteLength(JSON.stringify(output)) <= MAXIMUM_DATA_BYTES) return;
  throw new StatesError(
    "States.DataLimitExceeded",
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
