import { z } from "zod";
import { type ResourceType, unless } from "../apply-scope.ts";
import { pascalCase } from "./pascal-case.ts";

const dimensions = z
  .record(z.string(), z.string())
  .transform((named) => Object.entries(named).map(([Name, Value]) => ({ Name, Value })));
const actions = z.array(z.string()).default([]);
const tags = z
  .record(z.string(), z.string())
  .transform((named) => Object.entries(named).map(([Key, Value]) => ({ Key, Value })))
  .optional();

const metricInputs = z.strictObject({
  name: z.string(),
  alarmDescription: z.string().optional(),
  actionsEnabled: z.boolean().optional(),
  alarmActions: actions,
  okActions: actions,
  insufficientDataActions: actions,
  comparisonOperator: z.string(),
  evaluationPeriods: z.number(),
  datapointsToAlarm: z.number().optional(),
  threshold: z.number().optional(),
  treatMissingData: z.string().optional(),
  evaluateLowSampleCountPercentiles: z.string().optional(),
  metricName: z.string().optional(),
  namespace: z.string().optional(),
  statistic: z.string().optional(),
  extendedStatistic: z.string().optional(),
  period: z.number().optional(),
  unit: z.string().optional(),
  dimensions: dimensions.optional(),
  metricQueries: z
    .array(
      z.strictObject({
        id: z.string(),
        expression: z.string().optional(),
        label: z.string().optional(),
        // The provider sends false where the configuration says nothing; CloudWatch's own default is true.
        returnData: z.boolean().default(false),
        period: z.number().optional(),
        metric: z
          .strictObject({
            metricName: z.string(),
            namespace: z.string().optional(),
            period: z.number(),
            stat: z.string(),
            unit: z.string().optional(),
            dimensions: dimensions.optional(),
          })
          .optional(),
      }),
    )
    .optional(),
  tags,
});

const compositeInputs = z.strictObject({
  alarmName: z.string(),
  alarmRule: z.string(),
  alarmDescription: z.string().optional(),
  actionsEnabled: z.boolean().optional(),
  alarmActions: actions,
  okActions: actions,
  insufficientDataActions: actions,
  actionsSuppressor: z
    .strictObject({ alarm: z.string(), waitPeriod: z.number(), extensionPeriod: z.number() })
    .optional(),
  tags,
});

/** An alarm of one metric or of metric maths. PutMetricAlarm replaces it and keeps its state, so it is simply put. */
export const metricAlarm: ResourceType = {
  async apply({ inputs }, { call }) {
    const { name, metricQueries, evaluateLowSampleCountPercentiles, ...rest } = metricInputs.parse(inputs);
    const Metrics = metricQueries?.map(({ metric, ...query }) => ({
      ...pascalCase(query),
      ...(metric ? { MetricStat: metricStat(metric) } : {}),
    }));
    await call("monitoring", "PutMetricAlarm", {
      AlarmName: name,
      ...pascalCase({ ...rest, okActions: undefined }),
      OKActions: rest.okActions,
      // The provider's name has a plural that CloudWatch's has not.
      ...(evaluateLowSampleCountPercentiles
        ? { EvaluateLowSampleCountPercentile: evaluateLowSampleCountPercentiles }
        : {}),
      ...(Metrics ? { Metrics } : {}),
    });
  },
  remove: ({ inputs }, { call }) => removeAlarm(call, metricInputs.parse(inputs).name),
};

export const compositeAlarm: ResourceType = {
  async apply({ inputs }, { call }) {
    const { actionsSuppressor, ...rest } = compositeInputs.parse(inputs);
    await call("monitoring", "PutCompositeAlarm", {
      ...pascalCase({ ...rest, okActions: undefined }),
      OKActions: rest.okActions,
      ...(actionsSuppressor
        ? {
            ActionsSuppressor: actionsSuppressor.alarm,
            ActionsSuppressorWaitPeriod: actionsSuppressor.waitPeriod,
            ActionsSuppressorExtensionPeriod: actionsSuppressor.extensionPeriod,
          }
        : {}),
    });
  },
  remove: ({ inputs }, { call }) => removeAlarm(call, compositeInputs.parse(inputs).alarmName),
};

function metricStat({
  metricName,
  namespace,
  dimensions: Dimensions,
  period,
  stat,
  unit,
}: {
  readonly metricName: string;
  readonly namespace?: string | undefined;
  readonly dimensions?: readonly object[] | undefined;
  readonly period: number;
  readonly stat: string;
  readonly unit?: string | undefined;
}) {
  return {
    Metric: { MetricName: metricName, ...pascalCase({ namespace }), ...(Dimensions ? { Dimensions } : {}) },
    Period: period,
    Stat: stat,
    ...(unit ? { Unit: unit } : {}),
  };
}

async function removeAlarm(
  call: (service: string, operation: string, input: unknown) => Promise<unknown>,
  name: string,
): Promise<void> {
  await unless(["ResourceNotFound"], call("monitoring", "DeleteAlarms", { AlarmNames: [name] }));
}
