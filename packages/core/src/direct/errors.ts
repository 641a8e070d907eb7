/** A definition has something that is not run directly; nothing of it was run. */
export class UnsupportedDefinitionError extends Error {
  override readonly name = "UnsupportedDefinitionError";
  constructor(what: string) {
    super(
      `The state machine's definition can't be run directly: ${what}. Leave --secret-arn out, and Step Functions runs it.`,
    );
  }
}

/**
 * A failure as the States Language names it: `error` such as `RedshiftData.ValidationException`, and the message as its cause.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StatesError extends Error {
  override readonly name = "StatesError";
  readonly error: string;
  constructor(error: string, cause: string, options?: ErrorOptions) {
    super(cause, options);
    this.error = error;
  }
}

/** A path that leads nowhere and the like: neither retried nor caught, the execution fails. */
export function runtimeError(cause: string): StatesError {
  return new StatesError("States.Runtime", cause);
}

/** Whether a Retry or Catch that names `errorEquals` takes the error in. */
export function takesIn(errorEquals: readonly string[], { error }: StatesError): boolean {
  if (error === "States.Runtime") return false;
  return errorEquals.includes(error) || errorEquals.includes("States.ALL");
}
