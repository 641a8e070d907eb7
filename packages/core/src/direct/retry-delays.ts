import type { Retrier } from "../setup/states-language.ts";
import { type StatesError, takesIn } from "./errors.ts";

/**
 * How long to wait before a state is tried again after an error, for one entry into the state: each retrier counts by itself.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error
 * @returns milliseconds, or undefined where the error is not tried again (any more)
 */
export function retryDelays(
  retriers: readonly Retrier[],
  random: () => number,
): (error: StatesError) => number | undefined {
  const retried = new Map<Retrier, number>();
  return (error) => {
    const retrier = retriers.find(({ ErrorEquals }) => takesIn(ErrorEquals, error));
    if (retrier === undefined) return undefined;
    const before = retried.get(retrier) ?? 0;
    if (before >= retrier.MaxAttempts) return undefined;
    retried.set(retrier, before + 1);
    const grown = retrier.IntervalSeconds * retrier.BackoffRate ** before;
    const seconds = Math.min(grown, retrier.MaxDelaySeconds);
    return seconds * 1000 * (retrier.JitterStrategy === "FULL" ? random() : 1);
  };
}
