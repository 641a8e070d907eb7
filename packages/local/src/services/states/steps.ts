import { choose, evaluate } from "./asl-evaluation.ts";
import type { ChoiceState, FailState, Json, PassState, State, SucceedState, WaitState } from "./definition.ts";
import type { Attempt, StepResult } from "./executor.ts";
import { sleepUntil } from "./long-sleep.ts";
import { StatesError } from "./states-error.ts";
import { mapStep } from "./steps-map.ts";
import { parallelStep } from "./steps-parallel.ts";
import { taskStep } from "./steps-task.ts";

/** What each type of state does in one attempt; a new type does not compile until it is here. */
export const STEPS: {
  readonly [Type in State["Type"]]: (state: Extract<State, { Type: Type }>, attempt: Attempt) => Promise<StepResult>;
} = {
  Task: taskStep,
  Pass: passStep,
  Wait: waitStep,
  Choice: choiceStep,
  Succeed: succeedStep,
  Fail: failStep,
  Parallel: parallelStep,
  Map: mapStep,
};

async function passStep(state: PassState, { input, contextObject }: Attempt): Promise<StepResult> {
  return { output: await evaluate(state, input, contextObject, (value) => state.Result ?? value) };
}

async function succeedStep(state: SucceedState, { input, contextObject }: Attempt): Promise<StepResult> {
  return { output: await evaluate(state, input, contextObject, (value) => value) };
}

async function choiceStep(state: ChoiceState, { input, contextObject }: Attempt): Promise<StepResult> {
  const { InputPath, OutputPath } = state;
  const seen = await evaluate(InputPath === undefined ? {} : { InputPath }, input, contextObject, (value) => value);
  const next = await choose(state, seen, contextObject);
  const output = await evaluate(OutputPath === undefined ? {} : { OutputPath }, seen, contextObject, (value) => value);
  return { output, next };
}

async function waitStep(state: WaitState, attempt: Attempt): Promise<StepResult> {
  const { scope, signal, input, contextObject } = attempt;
  const output = await evaluate(state, input, contextObject, async (value) => {
    await sleepUntil(scope.clock, await wakeTime(state, value, attempt), signal);
    return value;
  });
  return { output };
}

async function wakeTime(state: WaitState, input: Json, { scope, contextObject }: Attempt): Promise<number> {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  const path = SecondsPath ?? TimestampPath;
  const found = path === undefined ? undefined : await valueAt(path, input, contextObject);
  if (SecondsPath !== undefined || Seconds !== undefined) {
    const seconds = Seconds ?? found;
    if (typeof seconds !== "number" || !Number.isInteger(seconds) || seconds < 0) {
      throw new StatesError(
        "States.Runtime",
        `SecondsPath ${SecondsPath} is ${JSON.stringify(seconds)}, no whole number of seconds.`,
      );
    }
    return scope.clock.now() + seconds * 1000;
  }
  const at = Date.parse(String(Timestamp ?? found));
  if (Number.isNaN(at)) {
    throw new StatesError(
      "States.Runtime",
      `TimestampPath ${TimestampPath} is ${JSON.stringify(found)}, no ISO 8601 timestamp.`,
    );
  }
  return at;
}

async function failStep(state: FailState, { input, contextObject }: Attempt): Promise<StepResult> {
  const error = state.ErrorPath === undefined ? state.Error : await valueAt(state.ErrorPath, input, contextObject);
  const cause = state.CausePath === undefined ? state.Cause : await valueAt(state.CausePath, input, contextObject);
  throw new StatesError(error === undefined ? "" : String(error), cause === undefined ? "" : String(cause));
}

/** The value of a path or an intrinsic function. */
async function valueAt(path: string, input: Json, context: Attempt["contextObject"]): Promise<Json> {
  const parameters = { "value.$": path };
  const result = await evaluate({ Parameters: parameters }, input, context, (value) => value);
  return typeof result === "object" && result !== null && "value" in result ? (result.value ?? null) : null;
}
