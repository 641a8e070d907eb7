import { stableUuid } from "../../../identifiers.ts";
import type { MetricDataQuery, MetricStat } from "../metric/metric-query.ts";
import type { Alarm } from "./alarm.ts";

/**
 * `configuration` of an alarm in EventBridge events and Lambda actions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function alarmConfiguration(alarm: Alarm): Readonly<Record<string, unknown>> {
  const description = alarm.description === undefined ? {} : { description: alarm.description };
  if (alarm.kind === "composite") {
    const { suppressor } = alarm;
    return {
      alarmRule: alarm.rule.text,
      ...(suppressor === undefined
        ? {}
        : {
            actionsSuppressor: suppressor.alarm,
            actionsSuppressorWaitPeriod: suppressor.waitSeconds,
            actionsSuppressorExtensionPeriod: suppressor.extensionSeconds,
          }),
      ...description,
    };
  }
  if (alarm.source.kind === "maths") return { metrics: alarm.source.queries.map(queryConfiguration), ...description };
  const id = stableUuid("alarm-metric", alarm.name);
  return { metrics: [{ id, metricStat: statConfiguration(alarm.source.stat), returnData: true }], ...description };
}

function queryConfiguration(query: MetricDataQuery): Readonly<Record<string, unknown>> {
  return {
    id: query.Id,
    ...(query.MetricStat === undefined ? {} : { metricStat: statConfiguration(query.MetricStat) }),
    ...(query.Expression === undefined ? {} : { expression: query.Expression }),
    ...(query.Label === undefined ? {} : { label: query.Label }),
    returnData: query.ReturnData ?? true,
  };
}

function statConfiguration(stat: MetricStat): Readonly<Record<string, unknown>> {
  const { Namespace, MetricName, Dimensions } = stat.Metric;
  return {
    metric: {
      namespace: Namespace,
      name: MetricName,
      dimensions: Object.fromEntries((Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
    },
    period: stat.Period,
    stat: stat.Stat,
    ...(stat.Unit === undefined ? {} : { unit: stat.Unit }),
  };
}
