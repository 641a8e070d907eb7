import type { PassState, State, StateMachineDefinition, TaskState } from "../setup/states-language.ts";
import { readCondition } from "./choice-condition.ts";
import { actionOf, DATA_API_ACTIONS, type DataApiAction } from "./data-api-actions.ts";
import { StatesError, takesIn, UnsupportedDefinitionError } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";
import { parsePath, placeAt, type Scope, valueAt } from "./json-path.ts";
import { readTemplate } from "./payload-template.ts";
import { retryDelays } from "./retry-delays.ts";

/** What a state needs of the world. */
export interface StateWorld {
  /** Calls the Data API. @throws {StatesError} by the error's name in Step Functions */
  call(action: DataApiAction, parameters: JsonObject): Promise<Json>;
  sleep(milliseconds: number): Promise<void>;
  /** A number in [0, 1). */
  readonly random: () => number;
}

export interface StepEnd {
  readonly data: Json;
  /** Undefined where the execution ends well. */
  readonly next: string | undefined;
}

/** Does what one state does. @throws {StatesError} where the execution fails */
export type Step = (scope: Scope, world: StateWorld) => Promise<StepEnd>;

/**
 * Reads every state of a definition, so that nothing is run of one that is not understood whole.
 * @throws {UnsupportedDefinitionError}
 */
export function readSteps({ States, StartAt }: StateMachineDefinition): ReadonlyMap<string, Step> {
  const steps = new Map(Object.entries(States).map(([name, state]) => [name, readStep(state)]));
  for (const name of [StartAt, ...Object.values(States).flatMap(targetsOf)])
    if (!steps.has(name))
      throw new UnsupportedDefinitionError(`it goes to a state ${JSON.stringify(name)}, which it has not`);
  return steps;
}

function readStep(state: State): Step {
  switch (state.Type) {
    case "Task":
      return readTask(state);
    case "Pass":
      return readPass(state);
    case "Choice": {
      const choices = state.Choices.map(({ Next, ...condition }) => ({ test: readCondition(condition), next: Next }));
      return async (scope) => ({
        data: scope.data,
        next: choices.find(({ test }) => test(scope))?.next ?? state.Default,
      });
    }
    case "Wait":
      return async ({ data }, world) => {
        await world.sleep(state.Seconds * 1000);
        return { data, next: state.Next };
      };
    case "Fail": {
      const [error, cause] = [parsePath(state.ErrorPath), parsePath(state.CausePath)];
      return async (scope) => {
        throw new StatesError(String(valueAt(error, scope)), String(valueAt(cause, scope)));
      };
    }
  }
}

function readPass({ Parameters, ResultPath = "$", Next }: PassState): Step {
  const fill = readTemplate(Parameters);
  const path = parsePath(ResultPath);
  return async (scope) => ({ data: placeAt(path, scope.data, fill(scope)), next: Next });
}

function readTask({ Resource, Parameters, ResultSelector, ResultPath, Retry, Catch, Next }: TaskState): Step {
  const action = actionOf(Resource);
  if (action === undefined) throw new UnsupportedDefinitionError(`it calls ${Resource}`);
  const known = Object.keys(DATA_API_ACTIONS[action].shape);
  const stranger = Object.keys(Parameters).find((name) => !known.includes(name.replace(/\.\$$/, "")));
  if (stranger !== undefined) throw new UnsupportedDefinitionError(`it calls ${action} with ${stranger}`);
  const parameters = readTemplate(Parameters);
  const select = ResultSelector === undefined ? undefined : readTemplate(ResultSelector);
  const path = parsePath(ResultPath);
  const catchers = Catch.map(({ ResultPath: caught, ...catcher }) => ({ ...catcher, path: parsePath(caught) }));

  const attempt = async (scope: Scope, world: StateWorld): Promise<StepEnd> => {
    const answer = await world.call(action, parameters(scope));
    const result = select ? select({ ...scope, data: answer }) : answer;
    return { data: placeAt(path, scope.data, result), next: Next };
  };
  return async (scope, world) => {
    const delayOf = retryDelays(Retry, world.random);
    for (;;) {
      try {
        return await attempt(scope, world);
      } catch (error) {
        if (!(error instanceof StatesError)) throw error;
        const delayMs = delayOf(error);
        if (delayMs !== undefined) {
          await world.sleep(delayMs);
          continue;
        }
        const catcher = catchers.find(({ ErrorEquals }) => takesIn(ErrorEquals, error));
        if (catcher === undefined) throw error;
        const caught = { Error: error.error, Cause: error.message };
        return { data: placeAt(catcher.path, scope.data, caught), next: catcher.Next };
      }
    }
  };
}

function targetsOf(state: State): readonly string[] {
  if (state.Type === "Fail") return [];
  if (state.Type === "Choice") return [...state.Choices.map(({ Next }) => Next), state.Default];
  const caught = state.Type === "Task" ? state.Catch.map(({ Next }) => Next) : [];
  return state.Next === undefined ? caught : [...caught, state.Next];
}
