import type { HistoryEvent } from "./history.ts";
import type { LoggingConfiguration } from "./state-machine-store.ts";

/** Event types per level: https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html#cloudwatch-log-level */
const FATAL = /^Execution(Aborted|Failed|TimedOut)$/;
const ERROR = /(Aborted|Failed|TimedOut|StateEntered)$/;

/** Whether an event is written at a level. Of the StateEntered events ERROR has the Fail state's only. */
export function isLogged(level: LoggingConfiguration["level"], type: string): boolean {
  if (level === "ALL") return true;
  if (level === "FATAL") return FATAL.test(type);
  if (level === "ERROR") return ERROR.test(type) && (!type.endsWith("StateEntered") || type === "FailStateEntered");
  return false;
}

const DATA_FIELDS = new Set(["input", "output", "parameters"]);

/** One event as Step Functions writes it to CloudWatch Logs. */
export function logEntry(event: HistoryEvent, executionArn: string, includeExecutionData: boolean): string {
  const { id, previousEventId, timestamp, type, ...rest } = event;
  const details = Object.assign({}, ...Object.values(rest)) as Readonly<Record<string, unknown>>;
  return JSON.stringify({
    id: String(id),
    type,
    details: Object.fromEntries(
      Object.entries(details).flatMap(([key, value]) => {
        if (!DATA_FIELDS.has(key)) return [[key, value]];
        if (!includeExecutionData) return [];
        return [
          [key, value],
          [`${key}Details`, { truncated: false }],
        ];
      }),
    ),
    previous_event_id: String(previousEventId),
    event_timestamp: String(timestamp.getTime()),
    execution_arn: executionArn,
  });
}
