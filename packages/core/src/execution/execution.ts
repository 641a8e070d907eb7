/** An execution of a state machine as it stands, or of its definition without Step Functions. */
export interface ExecutionReport {
  /** Absent where the definition was run directly. */
  readonly executionArn?: string;
  /** `RUNNING`, `SUCCEEDED`, `FAILED`, `TIMED_OUT`, `ABORTED`. */
  readonly status: string;
  /** In the time of the AWS that runs it. */
  readonly startedAt?: Date;
  readonly endedAt?: Date;
  /** Names of the states in the order in which they were entered, repeats left out. */
  readonly states: readonly string[];
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}

/** A state as an execution enters it. */
export interface EnteredState {
  readonly name: string;
  /** In the time of the AWS that runs it. */
  readonly at: Date;
}
