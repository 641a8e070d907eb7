import type { Clock } from "../clock.ts";
import type { EnteredState, ExecutionReport } from "../execution/execution.ts";
import type { StateMachineDefinition } from "../setup/states-language.ts";
import { StatesError } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";
import { readSteps, type StateWorld } from "./state-steps.ts";

export interface StatesRun extends Pick<StateWorld, "call" | "random"> {
  readonly definition: StateMachineDefinition;
  /** The execution's input. */
  readonly input: JsonObject;
  /** The execution's name, which client tokens are made of: never the same twice. */
  readonly name: string;
  readonly clock: Clock;
  /** Stops the run before its next state and in a wait. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of each state as it is entered for the first time. */
  readonly onState?: ((state: EnteredState) => void) | undefined;
}

/**
 * Runs a state machine's definition in this process, as Step Functions would: same states, same calls, same end.
 * @returns the end: SUCCEEDED, FAILED or TIMED_OUT
 * @throws {UnsupportedDefinitionError} before anything is called
 * @throws the signal's reason when it aborts, and what `call` throws that is no StatesError
 */
export async function runStates(run: StatesRun): Promise<ExecutionReport> {
  const { definition, input, name, clock, signal, call, random, onState = () => undefined } = run;
  const steps = readSteps(definition);
  const startedAt = new Date(clock.now());
  const deadline = clock.now() + definition.TimeoutSeconds * 1000;
  const entered = new Set<string>();
  const ended = (end: Pick<ExecutionReport, "status" | "output" | "error" | "cause">): ExecutionReport => ({
    ...end,
    startedAt,
    endedAt: new Date(clock.now()),
    states: [...entered],
  });
  const context: Json = { Execution: { Name: name, Input: input } };
  const world: StateWorld = {
    call,
    random,
    sleep: (milliseconds) => clock.sleep(milliseconds, signal),
  };
  let data: Json = input;
  let next: string | undefined = definition.StartAt;
  while (next !== undefined) {
    signal?.throwIfAborted();
    const step = steps.get(next);
    if (step === undefined) throw new Error(`The state ${next} was read, and is gone.`);
    if (clock.now() >= deadline) return ended({ status: "TIMED_OUT", error: "States.Timeout", cause: TOO_LONG });
    if (!entered.has(next)) onState({ name: next, at: new Date(clock.now()) });
    entered.add(next);
    try {
      ({ data, next } = await step({ data, context }, world));
    } catch (error) {
      if (!(error instanceof StatesError)) throw error;
      return ended({ status: "FAILED", error: error.error, cause: error.message });
    }
  }
  return ended({ status: "SUCCEEDED", output: data });
}

const TOO_LONG = "It ran longer than its definition allows.";
