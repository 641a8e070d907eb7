import type { Payload, Retrier, TaskState } from "./states-language.ts";

/**
 * Errors of the Data API that pass by themselves: its 5xx, and too much at once. Other 4xx don't, so they are not retried.
 * https://docs.aws.amazon.com/redshift/latest/mgmt/data-api.html and the naming rule (prefix, Exception suffix) of
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
const TRANSIENT_ERRORS: Retrier = {
  ErrorEquals: [
    "RedshiftData.InternalServerException",
    "RedshiftData.ExecuteStatementException",
    "RedshiftData.BatchExecuteStatementException",
    "RedshiftData.DatabaseConnectionException",
    "RedshiftData.ActiveStatementsExceededException",
    "RedshiftData.ThrottlingException",
    "RedshiftData.SdkClientException",
  ],
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
  MaxDelaySeconds: 30,
  JitterStrategy: "FULL",
};

/** Where a caught error goes in a state's data. */
const CAUGHT = "$.caught";

/** A call of the Redshift Data API as a Task. Transient errors are retried, others go to `onError` with `$.caught`. */
export function dataApiTask(
  action: "executeStatement" | "batchExecuteStatement" | "describeStatement" | "getStatementResult",
  task: {
    readonly parameters: Payload;
    readonly result?: Payload;
    readonly resultPath: string;
    readonly onError: string;
    readonly next: string;
  },
): TaskState {
  return {
    Type: "Task",
    Resource: `arn:aws:states:::aws-sdk:redshiftdata:${action}`,
    Parameters: task.parameters,
    ...(task.result ? { ResultSelector: task.result } : {}),
    ResultPath: task.resultPath,
    Retry: [TRANSIENT_ERRORS],
    Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: CAUGHT, Next: task.onError }],
    Next: task.next,
  };
}
