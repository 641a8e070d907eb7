import type { ExecutionReport } from "@sensor-pipeline/core/execution/execution";
import { missingPermission } from "../command/missing-permission.ts";

const AGAIN = "What is done stays done: it goes on from there when it is started again.";

/** What to do about an execution of the owner's machines that ended otherwise than SUCCEEDED, by its error. */
const ADVICE: Readonly<Record<string, string>> = {
  StatementFailed: `The cause names the file and Redshift's own words. Mend that, deploy where a file changed, and start it again. ${AGAIN}`,
  StatementRefused: `The Data API did not take the statement. ${AGAIN}`,
  StatementNotFollowed: `The statement may have run. ${AGAIN}`,
  ResultNotRead: `Nothing was changed by that. ${AGAIN}`,
  "States.Timeout": `It took longer than its hour: look at what holds the warehouse (SYS_QUERY_HISTORY). ${AGAIN}`,
};

/** By status where there is no error of that name. */
const BY_STATUS: Readonly<Record<string, string>> = {
  TIMED_OUT: `It took longer than its hour: look at what holds the warehouse (SYS_QUERY_HISTORY). ${AGAIN}`,
  ABORTED: `Somebody stopped it. ${AGAIN}`,
};

const DEPENDS =
  "What depends on it is not the pipeline's and is never dropped: drop or change it yourself, and start it again. What is done stays done.";

/** Why an execution did not succeed and what to do about it, a line each. */
export function failureText({ status, error, cause, executionArn }: ExecutionReport): readonly string[] {
  const told = cause ?? "Step Functions names no cause.";
  const permission = missingPermission(told);
  // Differences and unknown objects come with their remedy in the cause.
  const advice = /depends? on/.test(told) ? DEPENDS : (ADVICE[error ?? ""] ?? BY_STATUS[status]);
  return [
    `${error ?? status}: ${told}`,
    ...(permission === undefined ? [] : [permission]),
    ...(advice === undefined ? [] : [advice]),
    ...(executionArn === undefined ? [] : [`Execution: ${executionArn}`]),
  ];
}
