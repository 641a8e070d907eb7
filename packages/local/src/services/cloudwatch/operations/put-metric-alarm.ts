import { z } from "zod";
import { arnOf } from "../../../account.ts";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, NotSupportedError, type Operation } from "../../../service.ts";
import { type TagStore, tagRecord } from "../../tag-store.ts";
import { boolean, double, integer, list, tags } from "../../wire-value.ts";
import type { AlarmSource, MetricAlarm } from "../alarm/alarm.ts";
import { checkActions } from "../alarm/alarm-actions.ts";
import type { AlarmStore } from "../alarm/alarm-store.ts";
import {
  COMPARISONS,
  type Comparison,
  evaluationRange,
  MISSING_DATA_TREATMENTS,
  type MissingDataTreatment,
} from "../alarm/evaluate-alarm.ts";
import { saveAlarm } from "../alarm/save-alarm.ts";
import { checkQueries, commonPeriod, evaluateQueries } from "../metric/evaluate-queries.ts";
import { dimensionsSchema, metricDataQuerySchema, namespaceSchema, unitSchema } from "../metric/metric-query.ts";
import type { MetricStore } from "../metric/metric-store.ts";
import { STATISTICS, statisticReader } from "../metric/statistic.ts";
import { actionsSchema, alarmNameSchema } from "./alarm-input.ts";

/** Limits: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const HIGH_RESOLUTION_PERIODS: ReadonlySet<number> = new Set([10, 20, 30]);
const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;
const MAXIMUM_METRICS = 10;
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
const MAXIMUM_EXPRESSIONS = 10;

/** Comparisons with a band that AWS learns from the metric. */
const ANOMALY_COMPARISONS = [
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
] as const;

const putMetricAlarmSchema = z.strictObject({
  AlarmName: alarmNameSchema,
  AlarmDescription: z.string().max(1024).optional(),
  ActionsEnabled: boolean.optional(),
  OKActions: actionsSchema.optional(),
  AlarmActions: actionsSchema.optional(),
  InsufficientDataActions: actionsSchema.optional(),
  MetricName: z.string().min(1).max(255).optional(),
  Namespace: namespaceSchema.optional(),
  Statistic: z.enum(STATISTICS).optional(),
  ExtendedStatistic: z.string().optional(),
  Dimensions: dimensionsSchema.optional(),
  Period: integer.optional(),
  Unit: unitSchema.optional(),
  EvaluationPeriods: integer.pipe(z.number().min(1)),
  DatapointsToAlarm: integer.pipe(z.number().min(1)).optional(),
  Threshold: double.optional(),
  ComparisonOperator: z.enum([...(Object.keys(COMPARISONS) as Comparison[]), ...ANOMALY_COMPARISONS]),
  TreatMissingData: z.enum(MISSING_DATA_TREATMENTS).optional(),
  EvaluateLowSampleCountPercentile: z.enum(["evaluate", "ignore"]).optional(),
  Metrics: list(metricDataQuerySchema).optional(),
  Tags: tags.optional(),
});

type Input = z.output<typeof putMetricAlarmSchema>;

export interface AlarmOperationContext {
  readonly store: AlarmStore;
  readonly metrics: MetricStore;
  readonly tags: TagStore;
  readonly clock: LocalClock;
  readonly region: string;
}

export function putMetricAlarm(context: AlarmOperationContext): Operation<Input, void> {
  const arn = (name: string) => arnOf("cloudwatch", context.region, `alarm:${name}`);
  return {
    input: putMetricAlarmSchema,
    resources: ({ AlarmName }) => [arn(AlarmName)],
    run: (input) => {
      const settings = readSettings(input, context.metrics);
      const alarm = {
        kind: "metric" as const,
        name: input.AlarmName,
        arn: arn(input.AlarmName),
        ...(input.AlarmDescription === undefined ? {} : { description: input.AlarmDescription }),
        actionsEnabled: input.ActionsEnabled ?? true,
        actions: {
          OK: input.OKActions ?? [],
          ALARM: input.AlarmActions ?? [],
          INSUFFICIENT_DATA: input.InsufficientDataActions ?? [],
        },
        ...settings,
      };
      const isNew = saveAlarm(context.store, alarm, context.clock.now());
      // "If you are using this operation to update an existing alarm, any tags you specify in this parameter are ignored."
      if (isNew) context.tags.add(alarm.arn, tagRecord(input.Tags ?? []));
    },
  };
}

type Settings = Pick<MetricAlarm, "source" | "periodSeconds" | "condition" | "lowSamples">;

function readSettings(input: Input, metrics: MetricStore): Settings {
  for (const list of [input.OKActions, input.AlarmActions, input.InsufficientDataActions]) checkActions(list ?? []);
  const comparison = input.ComparisonOperator;
  if (!isComparison(comparison)) throw new NotSupportedError(`Anomaly detection (ComparisonOperator ${comparison})`);
  if (input.Threshold === undefined || !Number.isFinite(input.Threshold))
    throw invalid("An alarm on a static threshold needs the parameter Threshold.");
  const datapointsToAlarm = input.DatapointsToAlarm ?? input.EvaluationPeriods;
  if (datapointsToAlarm > input.EvaluationPeriods) {
    throw invalid(
      `DatapointsToAlarm (${datapointsToAlarm}) must not be above EvaluationPeriods (${input.EvaluationPeriods}).`,
    );
  }
  const source = input.Metrics === undefined ? metricSource(input) : mathsSource(input, input.Metrics, metrics);
  const periodSeconds = source.kind === "metric" ? source.stat.Period : commonPeriod(source.queries);
  checkWindow(periodSeconds, input.EvaluationPeriods, metrics);
  const lowSamples = input.EvaluateLowSampleCountPercentile;
  return {
    source,
    periodSeconds,
    ...(lowSamples === undefined ? {} : { lowSamples }),
    condition: {
      comparison,
      threshold: input.Threshold,
      evaluationPeriods: input.EvaluationPeriods,
      datapointsToAlarm,
      treatMissingData: input.TreatMissingData ?? usualTreatment(source),
    },
  };
}

function metricSource(input: Input): AlarmSource {
  const { Namespace, MetricName, Period, Statistic, ExtendedStatistic, Dimensions, Unit } = input;
  if (Namespace === undefined || MetricName === undefined || Period === undefined) {
    throw invalid("An alarm needs Namespace, MetricName and Period, or Metrics.");
  }
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw new AwsError(
      "InvalidParameterCombinationException",
      "Exactly one of Statistic and ExtendedStatistic must be given.",
    );
  }
  const Stat = Statistic ?? ExtendedStatistic ?? "";
  statisticReader(Stat);
  const unit = Unit === undefined ? {} : { Unit };
  return {
    kind: "metric",
    stat: { Metric: { Namespace, MetricName, Dimensions: Dimensions ?? [] }, Period, Stat, ...unit },
  };
}

const FIELDS_OF_ONE_METRIC = [
  "MetricName",
  "Namespace",
  "Dimensions",
  "Period",
  "Unit",
  "Statistic",
  "ExtendedStatistic",
] as const;

function mathsSource(input: Input, queries: NonNullable<Input["Metrics"]>, metrics: MetricStore): AlarmSource {
  const both = FIELDS_OF_ONE_METRIC.filter((field) => input[field] !== undefined);
  if (both.length > 0) throw invalid(`An alarm with Metrics can't have ${both.join(", ")} as well.`);
  checkQueries(queries);
  const stats = queries.filter((query) => query.MetricStat !== undefined).length;
  if (stats > MAXIMUM_METRICS) throw invalid(`An alarm can be based on ${MAXIMUM_METRICS} metrics, not ${stats}.`);
  const expressions = queries.length - stats;
  if (expressions > MAXIMUM_EXPRESSIONS)
    throw invalid(`An alarm can have ${MAXIMUM_EXPRESSIONS} expressions, not ${expressions}.`);
  // "Each metric must be using the same period": .../monitoring/AlarmThatSendsEmail.html#alarms-on-metric-math-expressions
  const periods = new Set(queries.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Period])));
  if (periods.size > 1)
    throw invalid(`The metrics of an alarm must have the same period, not ${[...periods].join(", ")}.`);
  const returning = queries.filter((query) => query.ReturnData !== false);
  const [returned] = returning;
  if (returned === undefined || returning.length > 1) {
    throw invalid(
      `Exactly one element of Metrics must return data, and ${returning.length} do; set ReturnData to false in the others.`,
    );
  }
  const value = evaluateQueries(metrics, queries, { from: 0, length: 1 }).resultOf(returned.Id);
  if (value.kind !== "series")
    throw invalid(`The expression of ${returned.Id} must give one time series for an alarm.`);
  return { kind: "maths", queries, returned: returned.Id };
}

function checkWindow(periodSeconds: number, evaluationPeriods: number, metrics: MetricStore): void {
  if (!HIGH_RESOLUTION_PERIODS.has(periodSeconds) && (periodSeconds < 60 || periodSeconds % 60 !== 0)) {
    throw invalid(`The parameter Period must be 10, 20, 30 or a multiple of 60, not ${periodSeconds}.`);
  }
  const most = periodSeconds >= 3_600 ? WEEK_SECONDS : DAY_SECONDS;
  const window = periodSeconds * evaluationPeriods;
  if (window > most) {
    throw invalid(
      `Metrics cannot be checked across more than ${most / DAY_SECONDS} days: EvaluationPeriods * Period is ${window} seconds, and ${most} are allowed.`,
    );
  }
  const range = evaluationRange(evaluationPeriods) * periodSeconds;
  if (range * 1000 > metrics.minuteRetentionMs) {
    throw new NotSupportedError(
      `An alarm that looks back ${range} seconds (metrics are kept for ${metrics.minuteRetentionMs / 1000})`,
    );
  }
}

/**
 * "Alarms that evaluate metrics in the AWS/DynamoDB namespace default to ignore missing data. You can override this": the user guide, while
 * the API reference says that they always do. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
function usualTreatment(source: AlarmSource): MissingDataTreatment {
  const stats = source.kind === "metric" ? [source.stat] : source.queries.flatMap(({ MetricStat }) => MetricStat ?? []);
  return stats.some(({ Metric }) => Metric.Namespace === "AWS/DynamoDB") ? "ignore" : "missing";
}

function isComparison(name: string): name is Comparison {
  return name in COMPARISONS;
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
