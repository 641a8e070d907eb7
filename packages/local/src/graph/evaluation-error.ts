/** The configuration could not be evaluated. The message is the configuration's own where it threw one. */
export class EvaluationError extends Error {
  override readonly name = "EvaluationError";
  /** Name of the error class the configuration threw, for example `StageSettingsError`; undefined when SST itself failed. */
  readonly thrown: string | undefined;
  constructor(message: string, options: { thrown?: string | undefined; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.thrown = options.thrown;
  }
}
