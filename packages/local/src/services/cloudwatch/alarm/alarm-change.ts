import type { Alarm, AlarmStatus } from "./alarm.ts";
import { alarmConfiguration } from "./alarm-configuration.ts";
import { awsTime } from "./aws-text.ts";

/**
 * The change of an alarm's state as EventBridge events (`detail`) and Lambda actions (`alarmData`) tell it.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function alarmChange(alarm: Alarm, previous: AlarmStatus): Readonly<Record<string, unknown>> {
  return {
    alarmName: alarm.name,
    configuration: alarmConfiguration(alarm),
    previousState: statusOf(previous),
    state: statusOf(alarm.status),
  };
}

function statusOf(status: AlarmStatus): Readonly<Record<string, unknown>> {
  const { suppression } = status;
  return {
    ...(suppression === undefined
      ? {}
      : { actionsSuppressedBy: suppression.by, actionsSuppressedReason: suppression.reason }),
    reason: status.reason,
    ...(status.reasonData === undefined ? {} : { reasonData: status.reasonData }),
    timestamp: awsTime(status.updatedAt),
    value: status.value,
  };
}
