import { type AlarmDefinition, boundSeconds, type DimensionValue } from "@sensor-pipeline/core/alarm/alarm-definition";
import { alarmsOf } from "@sensor-pipeline/core/alarm/alarms";
import { UNHEALTHY, UNHEALTHY_MEANING, unhealthyRule } from "@sensor-pipeline/core/alarm/composite-alarm";
import { runbookSection } from "@sensor-pipeline/core/alarm/render-runbook";
import { refreshMachine } from "./refresh.ts";
import { retentionMachine } from "./retention.ts";
import { setupMachine } from "./setup.ts";
import { names, settings } from "./stage.ts";
import { topic } from "./topic.ts";

/** 0.10 a month for each metric that one stands on, the composite 0.50 (https://aws.amazon.com/cloudwatch/pricing/). */
export const definitions = alarmsOf(names, settings);

const metricAlarms = definitions.map(
  (alarm) =>
    new aws.cloudwatch.MetricAlarm(logicalName(alarm.key), {
      name: names.alarm(alarm.key),
      alarmDescription: `${alarm.meaning} Look first at ${alarm.lookAt}. Raised within ${Math.ceil(boundSeconds(alarm) / 60)} minutes of the fault. Runbook: ${runbookSection(alarm.key)}`,
      ...watched(alarm),
      comparisonOperator: alarm.comparison,
      threshold: alarm.threshold,
      evaluationPeriods: alarm.evaluationPeriods,
      datapointsToAlarm: alarm.datapointsToAlarm,
      treatMissingData: alarm.missingData,
      actionsEnabled: alarm.notifies === "itself",
      alarmActions: alarm.notifies === "itself" ? [topic.arn] : [],
    }),
);

const unhealthy = new aws.cloudwatch.CompositeAlarm(
  logicalName(UNHEALTHY),
  {
    alarmName: names.alarm(UNHEALTHY),
    alarmDescription: `${UNHEALTHY_MEANING} Runbook: ${runbookSection(UNHEALTHY)}`,
    alarmRule: unhealthyRule(names, definitions),
    actionsEnabled: true,
    alarmActions: [topic.arn],
  },
  // The rule names alarms, which must be there, and CloudWatch deletes none that a rule still names.
  { dependsOn: metricAlarms },
);

export const compositeArn = unhealthy.arn;
/** In the order of `definitions`. */
export const alarmArns = metricAlarms.map(({ arn }) => arn);

/** A metric alone, or maths over some: CloudWatch takes the two in different fields. */
function watched({ metrics, expression, statistic, periodSeconds: period, title }: AlarmDefinition) {
  const queries = Object.entries(metrics).map(([id, { namespace, name: metricName, dimensions }]) => ({
    id,
    metric: {
      namespace,
      metricName,
      dimensions: Object.fromEntries(Object.entries(dimensions).map(([name, value]) => [name, dimensionOf(value)])),
      stat: statistic,
      period,
    },
  }));
  if (expression !== undefined) {
    return { metricQueries: [{ id: "value", expression, label: title, returnData: true }, ...queries] };
  }
  const [only, ...others] = queries;
  if (!only || others.length > 0) throw new Error(`The alarm "${title}" has ${queries.length} metrics and no maths.`);
  const { stat, ...metric } = only.metric;
  // A percentile of few values is still the alarm's: there is one evaluation a period.
  return stat.startsWith("p")
    ? { ...metric, extendedStatistic: stat, evaluateLowSampleCountPercentiles: "evaluate" }
    : { ...metric, statistic: stat };
}

function dimensionOf(value: DimensionValue): $util.Input<string> {
  if (typeof value === "string") return value;
  if (value.stateMachine === "setup") return setupMachine.arn;
  if (value.stateMachine === "retention") return retentionMachine.arn;
  if (!refreshMachine) throw new Error("An alarm watches the refresh machine of a stage that has none.");
  return refreshMachine.arn;
}

/** `temperature-high` -> `TemperatureHighAlarm`. */
function logicalName(key: string): string {
  return `${key.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}Alarm`;
}
