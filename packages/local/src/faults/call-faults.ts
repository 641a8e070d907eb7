import type { Caller } from "../service.ts";

/** A call that is valid and allowed, just before its operation runs. */
export interface CallInProgress {
  readonly caller: Caller;
  /** Name in the credential scope: `kinesis`, `redshift-data`, `monitoring` ... */
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
}

/** Runs the operation of a call with its input. */
export type Run = (input: unknown) => Promise<unknown>;

/** What stands between the dispatcher and every operation: nothing, unless faults are wanted. */
export interface CallFaults {
  /** Runs the operation by `run`, or fails in its place, or does something to its answer. */
  around(call: CallInProgress, run: Run): Promise<unknown>;
}
