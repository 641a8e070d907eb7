import {
  type CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from "@aws-sdk/client-cloudwatch";

export type AlarmStateName = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** An alarm as CloudWatch has it. */
export interface AlarmStatus {
  /** Last part of its physical name, as in alarms.ts. */
  readonly name: string;
  readonly state: AlarmStateName;
  readonly reason: string;
  /** ISO 8601, in the stage's time. */
  readonly since?: string;
  /** Of a metric alarm. */
  readonly threshold?: number;
}

/** Every alarm of the stage whose names begin with `prefix`, composites last. */
export async function readAlarms(
  cloudwatch: CloudWatchClient,
  prefix: string,
  signal?: AbortSignal,
): Promise<AlarmStatus[]> {
  const found: (MetricAlarm | CompositeAlarm)[] = [];
  const composites: CompositeAlarm[] = [];
  let nextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new DescribeAlarmsCommand({
        AlarmNamePrefix: `${prefix}-`,
        AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
        NextToken: nextToken,
      }),
      { abortSignal: signal },
    );
    found.push(...(page.MetricAlarms ?? []));
    composites.push(...(page.CompositeAlarms ?? []));
    nextToken = page.NextToken;
  } while (nextToken);
  return [...found, ...composites].map((alarm) => ({
    name: alarm.AlarmName?.slice(prefix.length + 1) ?? "",
    state: alarm.StateValue ?? "INSUFFICIENT_DATA",
    reason: alarm.StateReason ?? "",
    ...(alarm.StateUpdatedTimestamp ? { since: alarm.StateUpdatedTimestamp.toISOString() } : {}),
    ...("Threshold" in alarm && alarm.Threshold !== undefined ? { threshold: alarm.Threshold } : {}),
  }));
}
