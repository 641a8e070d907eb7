import { z } from "zod";
import { arnOf } from "../../../account.ts";
import type { Operation } from "../../../service.ts";
import { integer } from "../../wire-value.ts";
import type { Alarm } from "../alarm/alarm.ts";
import type { AlarmStore } from "../alarm/alarm-store.ts";
import { describeAlarm } from "../alarm/describe-alarm.ts";
import { dimensionsSchema, namespaceSchema, unitSchema } from "../metric/metric-query.ts";
import { STATISTICS } from "../metric/statistic.ts";

const inputSchema = z.strictObject({
  Namespace: namespaceSchema,
  MetricName: z.string().min(1).max(255),
  Dimensions: dimensionsSchema.optional(),
  Statistic: z.enum(STATISTICS).optional(),
  ExtendedStatistic: z.string().optional(),
  Period: integer.optional(),
  Unit: unitSchema.optional(),
});

type Input = z.output<typeof inputSchema>;

/** Alarms on one metric; those on metric maths are not among them, as on AWS. */
export function describeAlarmsForMetric(
  store: AlarmStore,
  region: string,
): Operation<Input, { MetricAlarms: readonly unknown[] }> {
  return {
    input: inputSchema,
    resources: () => [arnOf("cloudwatch", region, "alarm:*")],
    run: (input) => ({
      MetricAlarms: store
        .all()
        .filter((alarm) => watches(alarm, input))
        .map(describeAlarm),
    }),
  };
}

function watches(alarm: Alarm, input: Input): boolean {
  if (alarm.kind !== "metric" || alarm.source.kind !== "metric") return false;
  const { Metric, Stat, Period, Unit } = alarm.source.stat;
  const statistic = input.Statistic ?? input.ExtendedStatistic;
  return (
    Metric.Namespace === input.Namespace &&
    Metric.MetricName === input.MetricName &&
    sameDimensions(Metric.Dimensions ?? [], input.Dimensions ?? []) &&
    (statistic === undefined || statistic === Stat) &&
    (input.Period === undefined || input.Period === Period) &&
    (input.Unit === undefined || input.Unit === Unit)
  );
}

function sameDimensions(a: NonNullable<Input["Dimensions"]>, b: NonNullable<Input["Dimensions"]>): boolean {
  const values = new Map(a.map(({ Name, Value }) => [Name, Value]));
  return a.length === b.length && b.every(({ Name, Value }) => values.get(Name) === Value);
}
