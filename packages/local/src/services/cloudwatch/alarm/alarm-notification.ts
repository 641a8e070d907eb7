import { ACCOUNT_ID } from "../../../account.ts";
import { isStatistic } from "../metric/statistic.ts";
import type { Alarm, AlarmStatus, MetricAlarm } from "./alarm.ts";
import { awsTime } from "./aws-text.ts";

/** What alarm messages call a Region; another Region is written by its code. */
const REGION_NAMES: Readonly<Record<string, string>> = {
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
  "eu-central-1": "EU (Frankfurt)",
  "eu-west-1": "EU (Ireland)",
  "eu-west-2": "EU (London)",
  "eu-north-1": "EU (Stockholm)",
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
};

export interface AlarmNotification {
  readonly subject: string;
  readonly message: string;
}

/**
 * What CloudWatch publishes to a topic: the fields that its page lists, which has no maths; there `Metrics` stands in Trigger.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function alarmNotification(
  alarm: Alarm,
  previous: AlarmStatus,
  region: string,
  triggering: readonly Alarm[],
): AlarmNotification {
  const regionName = REGION_NAMES[region] ?? region;
  const { status } = alarm;
  const message = {
    AlarmName: alarm.name,
    AlarmDescription: alarm.description ?? null,
    AWSAccountId: ACCOUNT_ID,
    ...(alarm.kind === "metric" ? { AlarmConfigurationUpdatedTimestamp: awsTime(alarm.configuredAt) } : {}),
    NewStateValue: status.value,
    NewStateReason: status.reason,
    StateChangeTime: awsTime(status.updatedAt),
    Region: regionName,
    AlarmArn: alarm.arn,
    OldStateValue: previous.value,
    OKActions: alarm.actions.OK,
    AlarmActions: alarm.actions.ALARM,
    InsufficientDataActions: alarm.actions.INSUFFICIENT_DATA,
    ...(alarm.kind === "metric"
      ? { Trigger: trigger(alarm) }
      : {
          AlarmRule: alarm.rule.text,
          TriggeringChildren: triggering.map((child) => ({
            Arn: child.arn,
            State: { Value: child.status.value, Timestamp: awsTime(child.status.updatedAt) },
          })),
        }),
  };
  return {
    subject: `${status.value}: "${alarm.name}" in ${regionName}`.slice(0, 100),
    message: JSON.stringify(message),
  };
}

function trigger(alarm: MetricAlarm): Readonly<Record<string, unknown>> {
  const { condition, source } = alarm;
  const common = {
    Period: alarm.periodSeconds,
    EvaluationPeriods: condition.evaluationPeriods,
    DatapointsToAlarm: condition.datapointsToAlarm,
    ComparisonOperator: condition.comparison,
    Threshold: condition.threshold,
    TreatMissingData: condition.treatMissingData,
    EvaluateLowSampleCountPercentile: alarm.lowSamples ?? "",
  };
  if (source.kind === "maths") return { ...common, Metrics: source.queries };
  const { Metric, Stat, Unit } = source.stat;
  const statistic = isStatistic(Stat)
    ? { StatisticType: "Statistic", Statistic: Stat === "SampleCount" ? "SAMPLE_COUNT" : Stat.toUpperCase() }
    : { StatisticType: "ExtendedStatistic", ExtendedStatistic: Stat };
  return {
    MetricName: Metric.MetricName,
    Namespace: Metric.Namespace,
    ...statistic,
    Unit: Unit ?? null,
    Dimensions: (Metric.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
    ...common,
  };
}
