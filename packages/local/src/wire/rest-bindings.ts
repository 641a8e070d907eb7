/** Where a REST operation's fields travel when it is not the path, the query under its own name, or the JSON body. */
export interface RestBinding {
  /** Query parameter -> field. */
  readonly query?: Readonly<Record<string, string>>;
  /** Request header (lower case) -> field. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The field that is the whole body, in and out, as bytes. */
  readonly payload?: string;
  /** Output field -> response header. */
  readonly outputHeaders?: Readonly<Record<string, string>>;
  /** HTTP status, or the output field that holds it. @default 200 */
  readonly status?: number | { readonly field: string };
}

const SCHEDULER_QUERY = { groupName: "GroupName", clientToken: "ClientToken" } as const;

/**
 * By signing name and operation.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html and its neighbours,
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/API_ListSchedules.html and its neighbours.
 */
export const REST_BINDINGS: Readonly<Record<string, Readonly<Record<string, RestBinding>>>> = {
  lambda: {
    Invoke: {
      headers: {
        "x-amz-invocation-type": "InvocationType",
        "x-amz-log-type": "LogType",
        "x-amz-client-context": "ClientContext",
      },
      payload: "Payload",
      outputHeaders: {
        FunctionError: "x-amz-function-error",
        LogResult: "x-amz-log-result",
        ExecutedVersion: "x-amz-executed-version",
      },
      status: { field: "StatusCode" },
    },
    CreateFunction: { status: 201 },
    DeleteFunction: { status: 204 },
    DeleteFunctionEventInvokeConfig: { status: 204 },
  },
  scheduler: {
    GetSchedule: { query: SCHEDULER_QUERY },
    DeleteSchedule: { query: SCHEDULER_QUERY },
    DeleteScheduleGroup: { query: SCHEDULER_QUERY },
    ListSchedules: { query: { ScheduleGroup: "GroupName" } },
  },
};
