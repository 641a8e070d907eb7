/** A failure that the Amazon States Language knows: `name` is its Error, the message its Cause. */
export class StatesError extends Error {
  override readonly name: string;
  constructor(error: string, cause: string, options?: ErrorOptions) {
    super(cause, options);
    this.name = error;
  }
}

const UNCATCHABLE = new Set(["States.Runtime", "States.DataLimitExceeded"]);

/**
 * Whether a Retry's or Catch's `ErrorEquals` takes an error in. States.ALL takes neither States.Runtime nor
 * States.DataLimitExceeded, States.TaskFailed all but time-outs:
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation
 */
export function matchesError(errorEquals: readonly string[], error: StatesError, stateType: string): boolean {
  if (error.name === "States.Runtime") return false;
  if (errorEquals.includes(error.name)) return true;
  if (UNCATCHABLE.has(error.name)) return false;
  if (errorEquals.includes("States.ALL")) return true;
  return stateType === "Task" && error.name !== "States.Timeout" && errorEquals.includes("States.TaskFailed");
}
