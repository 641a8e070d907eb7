import { evaluate } from "./asl-evaluation.ts";
import type { Json, TaskState } from "./definition.ts";
import type { Attempt, StepResult } from "./executor.ts";
import { sleepUntil } from "./long-sleep.ts";
import { StatesError } from "./states-error.ts";
import { resourceOf } from "./tasks/resource.ts";

/** Calls the service that the state's Resource names, within its time-out. */
export async function taskStep(state: TaskState, attempt: Attempt): Promise<StepResult> {
  const { scope, input, contextObject } = attempt;
  const timeoutSeconds = await timeoutOf(state, attempt);
  const output = await evaluate(state, input, contextObject, (parameters) =>
    recorded(state, parameters, timeoutSeconds, attempt, (signal) => scope.runTask(state.Resource, parameters, signal)),
  );
  return { output };
}

/** Runs `work` between the events TaskScheduled and TaskSucceeded, TaskFailed or TaskTimedOut. */
async function recorded(
  state: TaskState,
  parameters: Json,
  timeoutSeconds: number | undefined,
  { scope: { history, clock }, cursor, signal }: Attempt,
  work: (signal: AbortSignal) => Promise<Json>,
): Promise<Json> {
  const { resourceType, resource, region } = resourceOf(state.Resource);
  const subject = { resourceType, resource };
  history.add(cursor, "TaskScheduled", {
    taskScheduledEventDetails: {
      ...subject,
      region: region ?? "",
      parameters: JSON.stringify(parameters),
      ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
    },
  });
  history.add(cursor, "TaskStarted", { taskStartedEventDetails: subject });
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  try {
    const racers = [work(either), aborted(either)];
    if (timeoutSeconds !== undefined) {
      racers.push(
        sleepUntil(clock, clock.now() + timeoutSeconds * 1000, either).then(() => {
          throw new StatesError("States.Timeout", "");
        }),
      );
    }
    for (const racer of racers) racer.catch(() => undefined);
    const output = await Promise.race(racers);
    history.add(cursor, "TaskSucceeded", { taskSucceededEventDetails: { ...subject, output: JSON.stringify(output) } });
    return output;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof StatesError) {
      const details = { ...subject, error: error.name, cause: error.message };
      if (error.name === "States.Timeout") history.add(cursor, "TaskTimedOut", { taskTimedOutEventDetails: details });
      else history.add(cursor, "TaskFailed", { taskFailedEventDetails: details });
    }
    throw error;
  } finally {
    ended.abort();
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  return promise;
}

async function timeoutOf(
  { TimeoutSeconds, TimeoutSecondsPath }: TaskState,
  { input, contextObject }: Attempt,
): Promise<number | undefined> {
  if (TimeoutSecondsPath === undefined) return TimeoutSeconds;
  const found = await evaluate({ InputPath: TimeoutSecondsPath }, input, contextObject, (value) => value);
  if (typeof found === "number" && Number.isInteger(found) && found > 0) return found;
  throw new StatesError(
    "States.Runtime",
    `TimeoutSecondsPath ${TimeoutSecondsPath} is ${JSON.stringify(found)}, no whole number of seconds.`,
  );
}
