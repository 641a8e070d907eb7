import type { Retrier } from "./definition.ts";
import { matchesError, type StatesError } from "./states-error.ts";

/** Defaults of a retrier: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error */
const DEFAULTS = { MaxAttempts: 3, IntervalSeconds: 1, BackoffRate: 2 } as const;

/** Counts the retries of one state since it was entered. */
export class RetryCounter {
  readonly #retriers: readonly Retrier[];
  readonly #stateType: string;
  readonly #random: () => number;
  readonly #attempts: number[];

  /** @param random a number from 0 up to 1, for full jitter. */
  constructor(retriers: readonly Retrier[], stateType: string, random: () => number) {
    this.#retriers = retriers;
    this.#stateType = stateType;
    this.#random = random;
    this.#attempts = retriers.map(() => 0);
  }

  /** `$$.State.RetryCount`: retries of all retriers so far. */
  get total(): number {
    return this.#attempts.reduce((sum, attempts) => sum + attempts, 0);
  }

  /** Milliseconds to wait before the next attempt, or undefined when the error is not retried (any more). */
  delayMs(error: StatesError): number | undefined {
    const index = this.#retriers.findIndex(({ ErrorEquals }) => matchesError(ErrorEquals, error, this.#stateType));
    const retrier = this.#retriers[index];
    const attempts = this.#attempts[index];
    if (!retrier || attempts === undefined || attempts >= (retrier.MaxAttempts ?? DEFAULTS.MaxAttempts)) {
      return undefined;
    }
    this.#attempts[index] = attempts + 1;
    const interval = retrier.IntervalSeconds ?? DEFAULTS.IntervalSeconds;
    const grown = interval * (retrier.BackoffRate ?? DEFAULTS.BackoffRate) ** attempts;
    const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
    return seconds * 1000 * (retrier.JitterStrategy === "FULL" ? this.#random() : 1);
  }
}
