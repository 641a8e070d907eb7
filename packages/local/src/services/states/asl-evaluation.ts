import { StateMachine, type StateMachineDefinition } from "aws-local-stepfunctions";
import type { ChoiceState, DataFlow, Json } from "./definition.ts";
import { StatesError } from "./states-error.ts";

/**
 * All that is taken from aws-local-stepfunctions: JSONPath, payload templates, intrinsic functions and choice rules.
 * It runs machines of a single state; transitions, retries, time, tasks and history are executor.ts's, because the
 * library keeps real time, has no `$$.State` and ends every task after 60 seconds.
 */

/** `$$` as a state sees it. The execution's part is under `Run`: the library overwrites `Execution`. */
export type ContextObject = Readonly<Record<string, Json>>;

const STATE = "state";
/** The library's own task time-out must never end a task; this is near setTimeout's longest time. */
const NEVER_SECONDS = 2_000_000;
const EXECUTION_PATH = /'(?:[^'\\]|\\.)*'|\$\$\.Execution\b/g;

/**
 * Input processing, `work` on its result, then output processing, in the order of the States Language.
 * @throws {StatesError} States.Runtime where a path leads nowhere, and whatever `work` throws.
 */
export async function evaluate(
  flow: DataFlow,
  input: Json,
  context: ContextObject,
  work: (parameters: Json) => Json | Promise<Json>,
): Promise<Json> {
  const fields = Object.fromEntries(
    Object.entries({
      InputPath: flow.InputPath,
      Parameters: flow.Parameters,
      ResultSelector: flow.ResultSelector,
      // "$" is the default, which the library takes for a field of that name.
      ResultPath: flow.ResultPath === "$" ? undefined : flow.ResultPath,
      OutputPath: flow.OutputPath,
    }).filter(([, value]) => value !== undefined),
  );
  return await runStates(
    { [STATE]: { Type: "Task", Resource: "local", TimeoutSeconds: NEVER_SECONDS, End: true, ...fields } },
    input,
    context,
    work,
  );
}

/** The name of the state that a Choice goes to. @throws {StatesError} States.NoChoiceMatched */
export async function choose(state: ChoiceState, input: Json, context: ContextObject): Promise<string> {
  const targets = [...state.Choices.map(({ Next }) => Next), ...(state.Default === undefined ? [] : [state.Default])];
  const choices = state.Choices.map((rule, index) => ({ ...rule, Next: String(index) }));
  const states: Record<string, object> = {
    [STATE]: {
      Type: "Choice",
      Choices: choices,
      ...(state.Default === undefined ? {} : { Default: String(choices.length) }),
    },
  };
  for (const index of targets.keys()) states[String(index)] = { Type: "Pass", Result: String(index), End: true };
  const chosen = await runStates(states, input, context, (value) => value);
  const target = targets[Number(chosen)];
  if (target === undefined) throw new StatesError("States.Runtime", `A Choice went to no target: ${String(chosen)}`);
  return target;
}

/** A definition with every reference to `$$.Execution` in a path or an intrinsic function renamed to `$$.Run`. */
export function renameExecution<T>(value: T, key = ""): T {
  if (typeof value === "string") {
    if (!/(\.\$|Path|Variable)$/.test(key)) return value;
    // Text in quotes inside an intrinsic function is left alone; what comes out is a string as T is.
    return value.replace(EXECUTION_PATH, (found) => (found.startsWith("'") ? found : "$$.Run")) as T;
  }
  if (Array.isArray(value)) return value.map((item: unknown) => renameExecution(item, key)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, renameExecution(inner, name)])) as T;
}

async function runStates(
  states: Readonly<Record<string, object>>,
  input: Json,
  context: ContextObject,
  work: (parameters: Json) => Json | Promise<Json>,
): Promise<Json> {
  const definition = { StartAt: STATE, States: states } as unknown as StateMachineDefinition;
  const machine = new StateMachine(definition, { validationOptions: { noValidate: true } });
  type LibraryJson = Parameters<StateMachine["run"]>[0];
  const handler = (parameters: LibraryJson) => work(parameters as Json) as LibraryJson | Promise<LibraryJson>;
  try {
    const run = machine.run(input as LibraryJson, {
      context: { ...context },
      overrides: { taskResourceLocalHandlers: { [STATE]: handler } },
    });
    return (await run.result) as Json;
  } catch (error) {
    throw statesErrorOf(error);
  }
}

/** The library wraps what a state threw into an ExecutionError. */
function statesErrorOf(error: unknown): unknown {
  const thrown = error instanceof Error && error.constructor.name === "ExecutionError" ? error.cause : error;
  if (thrown instanceof StatesError || !(thrown instanceof Error)) return thrown;
  if (thrown.name.startsWith("States.")) return new StatesError(thrown.name, thrown.message, { cause: thrown });
  return new StatesError("States.Runtime", thrown.message, { cause: thrown });
}
