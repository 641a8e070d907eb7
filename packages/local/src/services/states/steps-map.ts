import { evaluate } from "./asl-evaluation.ts";
import type { Json, MapState } from "./definition.ts";
import { type Attempt, runGraph, type StepResult } from "./executor.ts";
import { StatesError } from "./states-error.ts";
import { together } from "./steps-parallel.ts";

/** An inline Map runs at most this many iterations at once: https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
const MAXIMUM_CONCURRENCY = 40;

/** Runs the states of `ItemProcessor` for each item, in the order of the items in the result. */
export async function mapStep(state: MapState, attempt: Attempt): Promise<StepResult> {
  const { scope, cursor, input, contextObject, name } = attempt;
  const body = state.ItemProcessor ?? state.Iterator;
  if (!body) throw new StatesError("States.Runtime", `The Map "${name}" has no ItemProcessor.`);
  // In a Map, Parameters is the older name of ItemSelector: it makes each item, not the state's input.
  const { Parameters, ...flow } = state;
  const selector = state.ItemSelector ?? Parameters;
  const output = await evaluate(flow, input, contextObject, async (effective) => {
    const items = await itemsOf(state, effective, attempt);
    scope.history.add(cursor, "MapStateStarted", { mapStateStartedEventDetails: { length: items.length } });
    const iterate = (item: Json, index: number) => async (signal: AbortSignal) => {
      const map = { Item: { Index: index, Value: item } };
      const own = { ...attempt, signal, map, cursor: { ...cursor } };
      const details = { name, index };
      scope.history.add(own.cursor, "MapIterationStarted", { mapIterationStartedEventDetails: details });
      const selected =
        selector === undefined
          ? item
          : await evaluate({ Parameters: selector }, effective, { ...contextObject, Map: map }, (value) => value);
      try {
        const result = await runGraph(body, selected, own);
        scope.history.add(own.cursor, "MapIterationSucceeded", { mapIterationSucceededEventDetails: details });
        return result;
      } catch (error) {
        scope.history.add(own.cursor, signal.aborted ? "MapIterationAborted" : "MapIterationFailed", {
          [signal.aborted ? "mapIterationAbortedEventDetails" : "mapIterationFailedEventDetails"]: details,
        });
        throw error;
      }
    };
    const results = await together(attempt, items.map(iterate), await concurrencyOf(state, effective, attempt)).catch(
      (error: unknown) => {
        scope.history.add(cursor, "MapStateFailed");
        throw error;
      },
    );
    scope.history.add(cursor, "MapStateSucceeded");
    return results;
  });
  return { output };
}

async function itemsOf(state: MapState, input: Json, { contextObject, name }: Attempt): Promise<readonly Json[]> {
  const path = state.ItemsPath;
  const items =
    path === undefined ? input : await evaluate({ InputPath: path }, input, contextObject, (value) => value);
  if (Array.isArray(items)) return items;
  throw new StatesError(
    "States.Runtime",
    `The Map "${name}" got ${JSON.stringify(items)} at ${path ?? "$"}, no array.`,
  );
}

async function concurrencyOf(state: MapState, input: Json, { contextObject, name }: Attempt): Promise<number> {
  const path = state.MaxConcurrencyPath;
  const found =
    path === undefined
      ? (state.MaxConcurrency ?? 0)
      : await evaluate({ InputPath: path }, input, contextObject, (value) => value);
  if (typeof found !== "number" || !Number.isInteger(found) || found < 0) {
    throw new StatesError(
      "States.Runtime",
      `MaxConcurrencyPath of "${name}" is ${JSON.stringify(found)}, no whole number.`,
    );
  }
  return found === 0 ? MAXIMUM_CONCURRENCY : Math.min(found, MAXIMUM_CONCURRENCY);
}
