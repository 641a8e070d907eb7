import { evaluate } from "./asl-evaluation.ts";
import type { ParallelState } from "./definition.ts";
import { type Attempt, runGraph, type StepResult } from "./executor.ts";

/** Runs all branches at once; the first that fails ends the others. */
export async function parallelStep(state: ParallelState, attempt: Attempt): Promise<StepResult> {
  const { scope, cursor, input, contextObject } = attempt;
  const output = await evaluate(state, input, contextObject, async (parameters) => {
    scope.history.add(cursor, "ParallelStateStarted");
    const results = await together(
      attempt,
      state.Branches.map((branch) => (signal) => {
        const own = { ...attempt, signal, cursor: { ...cursor } };
        return runGraph(branch, parameters, own);
      }),
      state.Branches.length,
    ).catch((error: unknown) => {
      scope.history.add(cursor, "ParallelStateFailed");
      throw error;
    });
    scope.history.add(cursor, "ParallelStateSucceeded");
    return results;
  });
  return { output };
}

/** Runs `works`, at most `concurrency` at a time; the first failure aborts the rest and is thrown. */
export async function together<T>(
  { signal }: Pick<Attempt, "signal">,
  works: readonly ((signal: AbortSignal) => Promise<T>)[],
  concurrency: number,
): Promise<T[]> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const results: T[] = [];
  const queue = works.entries();
  const lane = async () => {
    for (const [index, work] of queue) {
      either.throwIfAborted();
      results[index] = await work(either);
    }
  };
  const lanes = Array.from({ length: Math.min(concurrency, works.length) }, lane);
  try {
    await Promise.all(lanes);
    return results;
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(lanes);
    throw error;
  }
}
