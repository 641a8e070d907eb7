import type { CircuitState } from "./circuit-breaker.ts";

/** How far a run is. `sent + failed + unsent` and the records in flight are `asked`. */
export interface ProduceProgress {
  /** Records pulled from `records`. */
  readonly asked: number;
  /** Records the stream accepted. */
  readonly sent: number;
  /** Records that were sent more than once. */
  readonly retried: number;
  /** Records given up: refused at every attempt, or not fit to be sent. */
  readonly failed: number;
  /** Records that were pulled, but not sent or not sent again, because the run was stopped. */
  readonly unsent: number;
  /** PutRecords requests made. */
  readonly requests: number;
  /** Refusals for throughput, of single records and of whole requests. */
  readonly throttled: number;
  /** Records sent a second: of the last five seconds in progress, of the whole run in the result. */
  readonly perSecond: number;
  /** Half of the PutRecords requests were answered within this time; 0 before the first answer. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly circuit: CircuitState;
  /** Since the run began. */
  readonly seconds: number;
  /** How late the next record is at the asked rate; 0 without one. */
  readonly behindMs: number;
  /** What keeps a run that is over a second late from its rate. */
  readonly heldBackBy?: HeldBackBy | undefined;
  /** Open shards that the run is paced by; undefined where the stream is on demand, or was not looked at. */
  readonly shards?: number | undefined;
}

/** The shards' limits, an open circuit, or requests that are answered too slowly for `concurrency`. */
export type HeldBackBy = "shards" | "circuit" | "answers";

/** What became of every record that was pulled: `sent + failed + unsent === asked`, always. */
export interface ProduceResult extends ProduceProgress {
  /** Failed records by their code. */
  readonly failures: Readonly<Record<string, number>>;
  /** Why the run ended before `records` did. */
  readonly stopped?: ProduceStop | undefined;
  /** When `onFailed` threw: how many of the failed and unsent records it was not given, or threw at. */
  readonly notKept?: { readonly records: number; readonly message: string; readonly error: unknown } | undefined;
}

export interface ProduceStop {
  /**
   * `signal`: it was told to; `stream`: it is gone or can't be written to, now and later; the others: the callback or
   * the iterable of that name threw.
   */
  readonly reason: "signal" | "stream" | "records" | "onFailed" | "onProgress";
  /** One sentence. */
  readonly message: string;
  readonly error?: unknown;
}
