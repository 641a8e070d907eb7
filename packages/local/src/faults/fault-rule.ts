import type { CallInProgress } from "./call-faults.ts";

/** An error as AWS documents it for an operation. */
export interface AwsFailure {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

export type Fault =
  /** The operation does not run, and AWS answers with this error. */
  | { readonly kind: "refuse"; readonly failure: AwsFailure }
  /** The operation does not run, and no answer comes for so long (in local time). */
  | { readonly kind: "hang"; readonly seconds: number }
  /** The operation runs, and its answer does not come for so long. */
  | { readonly kind: "lose-answer"; readonly seconds: number }
  /** PutRecords alone: this share of the records is refused, one by one and by lot. */
  | { readonly kind: "refuse-records"; readonly share: number; readonly failure: AwsFailure }
  /**
   * This process ends as by `kill -9`: before the operation runs; when it has, and nobody knows; or, once it has answered, so
   * many milliseconds of real time later, in the middle of whatever follows.
   */
  | { readonly kind: "kill"; readonly moment: KillMoment };

export type KillMoment = "before" | "after" | { readonly laterMs: number };

/** When which calls meet with which fault. */
export interface FaultRule {
  readonly service: string;
  /** @default every operation of the service */
  readonly operation?: string;
  /** Which of those calls. @default all */
  readonly when?: (call: CallInProgress) => boolean;
  /** Local time in milliseconds since the epoch. @default from ever */
  readonly from?: number;
  /** Exclusive. @default for ever */
  readonly until?: number;
  /** Which part of them, from 0 to 1. @default 1 */
  readonly share?: number;
  readonly fault: Fault;
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html: what a record is refused with besides its shard's rate. */
export const INTERNAL_FAILURE: AwsFailure = {
  code: "InternalFailure",
  message: "Internal service failure.",
  status: 500,
};

/** https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_ExecuteStatement.html#API_ExecuteStatement_Errors */
export const DATA_API_FAILURE: AwsFailure = {
  code: "InternalServerException",
  message: "Internal Server Error",
  status: 500,
};

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html */
export const SERVICE_UNAVAILABLE: AwsFailure = {
  code: "ServiceUnavailable",
  message: "The request has failed due to a temporary failure of the server.",
  status: 503,
};
