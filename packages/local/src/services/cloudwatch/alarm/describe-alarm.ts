import { isStatistic } from "../metric/statistic.ts";
import type { Alarm, CompositeAlarm, MetricAlarm } from "./alarm.ts";

/** An alarm as DescribeAlarms gives it. */
export function describeAlarm(alarm: Alarm): Readonly<Record<string, unknown>> {
  return alarm.kind === "metric" ? describeMetricAlarm(alarm) : describeCompositeAlarm(alarm);
}

function describeMetricAlarm(alarm: MetricAlarm): Readonly<Record<string, unknown>> {
  const { condition, source } = alarm;
  const watched =
    source.kind === "maths"
      ? { Metrics: source.queries }
      : {
          MetricName: source.stat.Metric.MetricName,
          Namespace: source.stat.Metric.Namespace,
          Dimensions: source.stat.Metric.Dimensions ?? [],
          Period: source.stat.Period,
          Unit: source.stat.Unit,
          ...(isStatistic(source.stat.Stat)
            ? { Statistic: source.stat.Stat }
            : { ExtendedStatistic: source.stat.Stat }),
        };
  return defined({
    ...describeCommon(alarm),
    ...watched,
    EvaluationPeriods: condition.evaluationPeriods,
    DatapointsToAlarm: condition.datapointsToAlarm,
    Threshold: condition.threshold,
    ComparisonOperator: condition.comparison,
    TreatMissingData: condition.treatMissingData,
    EvaluateLowSampleCountPercentile: alarm.lowSamples,
  });
}

function describeCompositeAlarm(alarm: CompositeAlarm): Readonly<Record<string, unknown>> {
  return defined({
    ...describeCommon(alarm),
    AlarmRule: alarm.rule.text,
    ActionsSuppressor: alarm.suppressor?.alarm,
    ActionsSuppressorWaitPeriod: alarm.suppressor?.waitSeconds,
    ActionsSuppressorExtensionPeriod: alarm.suppressor?.extensionSeconds,
    ActionsSuppressedBy: alarm.status.suppression?.by,
    ActionsSuppressedReason: alarm.status.suppression?.reason,
  });
}

function describeCommon(alarm: Alarm): Readonly<Record<string, unknown>> {
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredAt),
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: alarm.actions.OK,
    AlarmActions: alarm.actions.ALARM,
    InsufficientDataActions: alarm.actions.INSUFFICIENT_DATA,
    StateValue: alarm.status.value,
    StateReason: alarm.status.reason,
    StateReasonData: alarm.status.reasonData,
    StateUpdatedTimestamp: new Date(alarm.status.updatedAt),
    StateTransitionedTimestamp: new Date(alarm.status.transitionedAt),
  };
}

function defined(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
