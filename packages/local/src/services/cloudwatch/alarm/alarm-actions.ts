import { ACCOUNT_ID } from "../../../account.ts";
import { AwsError, type Call, type Caller, NotSupportedError } from "../../../service.ts";
import type { Alarm, AlarmStatus } from "./alarm.ts";
import { alarmChange } from "./alarm-change.ts";
import { alarmNotification } from "./alarm-notification.ts";
import type { AlarmStore } from "./alarm-store.ts";
import { awsTime } from "./aws-text.ts";

/**
 * CloudWatch itself, as the caller of an alarm's action; functions know it by another name than topics do.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
 */
const cloudWatchFor = (alarm: Alarm, arn = "cloudwatch.amazonaws.com"): Caller => ({
  ...{ kind: "service", accountId: ACCOUNT_ID, arn, name: "cloudwatch" },
  sourceArn: alarm.arn,
});
const TO_FUNCTIONS = "lambda.alarms.cloudwatch.amazonaws.com";

const SERVICE_OF_ARN = /^arn:aws[\w-]*:([\w-]+):/;

export interface StateChange {
  readonly alarm: Alarm;
  readonly previous: AlarmStatus;
  /** Of a composite alarm: the alarms whose state made the change. */
  readonly triggering: readonly Alarm[];
}

type RunAction = (call: Call, action: string, change: StateChange, region: string) => Promise<string>;

/** What an action does, by the service in its ARN; each returns the message it sent. */
const ACTIONS: Readonly<Record<string, RunAction>> = {
  sns: async (call, action, { alarm, previous, triggering }, region) => {
    const { subject, message } = alarmNotification(alarm, previous, region, triggering);
    await call(cloudWatchFor(alarm), "sns", "Publish", { TopicArn: action, Subject: subject, Message: message });
    return message;
  },
  lambda: async (call, action, { alarm, previous }, region) => {
    const message = JSON.stringify(lambdaEvent(alarm, previous, region));
    const input = { FunctionName: action, InvocationType: "Event", Payload: Buffer.from(message) };
    await call(cloudWatchFor(alarm, TO_FUNCTIONS), "lambda", "Invoke", input);
    return message;
  },
};

/**
 * @throws {NotSupportedError} for an action that is neither a topic nor a function.
 * @throws {AwsError} ValidationError for what is no ARN.
 */
export function checkActions(actions: readonly string[]): void {
  for (const action of actions) {
    const service = SERVICE_OF_ARN.exec(action)?.[1];
    if (service === undefined) throw new AwsError("ValidationError", `Invalid arn syntax: ${action}`);
    if (!(service in ACTIONS)) throw new NotSupportedError(`Alarm action ${action}`);
  }
}

/** Runs the actions of the state an alarm is in, and writes each one's outcome into the alarm's history. */
export async function runActions(
  change: StateChange,
  context: { call: Call; region: string; store: AlarmStore; now: () => number },
): Promise<void> {
  const { alarm } = change;
  for (const action of alarm.actions[alarm.status.value]) {
    const outcome = await runAction(action, change, context);
    context.store.addHistory(alarm, context.now(), "Action", outcome.summary, {
      actionState: outcome.error === null ? "Succeeded" : "Failed",
      stateUpdateTimestamp: alarm.status.updatedAt,
      notificationResource: action,
      publishedMessage: outcome.message,
      error: outcome.error,
    });
  }
}

async function runAction(
  action: string,
  change: StateChange,
  { call, region }: { call: Call; region: string },
): Promise<{ summary: string; message: string | null; error: string | null }> {
  try {
    const run = ACTIONS[SERVICE_OF_ARN.exec(action)?.[1] ?? ""];
    if (run === undefined) throw new NotSupportedError(`Alarm action ${action}`);
    const message = await run(call, action, change, region);
    return { summary: `Successfully executed action ${action}`, message, error: null };
  } catch (error) {
    // As on AWS, an action that fails is no failure of the alarm: the history tells of it.
    const reason = error instanceof Error ? error.message : String(error);
    return { summary: `Failed to execute action ${action}. Received error: "${reason}"`, message: null, error: reason };
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html */
function lambdaEvent(alarm: Alarm, previous: AlarmStatus, region: string): Readonly<Record<string, unknown>> {
  return {
    source: "aws.cloudwatch",
    alarmArn: alarm.arn,
    accountId: ACCOUNT_ID,
    time: awsTime(alarm.status.updatedAt),
    region,
    alarmData: alarmChange(alarm, previous),
  };
}
