import type { EngineFailure } from "./engine-message.ts";

/** What PostgreSQL underneath said, in its own words; `sqlState` is undefined when the engine itself failed. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly sqlState: string | undefined;
  readonly detail: string | undefined;
  readonly hint: string | undefined;

  constructor(failure: EngineFailure) {
    super(failure.message);
    this.sqlState = failure.sqlState;
    this.detail = failure.detail;
    this.hint = failure.hint;
  }
}
