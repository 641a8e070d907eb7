import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, type Operation } from "../../../service.ts";
import { integer, list, timestamp } from "../../wire-value.ts";
import { checkPeriod } from "../metric/check-period.ts";
import { dimensionsSchema, namespaceSchema, unitSchema } from "../metric/metric-query.ts";
import type { MetricStore } from "../metric/metric-store.ts";
import { roundedStart } from "../metric/rounded-start.ts";
import { STATISTICS, statisticReader } from "../metric/statistic.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html */
const MAXIMUM_DATAPOINTS = 1_440;

const inputSchema = z.strictObject({
  Namespace: namespaceSchema,
  MetricName: z.string().min(1).max(255),
  Dimensions: dimensionsSchema.optional(),
  StartTime: timestamp,
  EndTime: timestamp,
  Period: integer,
  Statistics: list(z.enum(STATISTICS), 5).optional(),
  ExtendedStatistics: list(z.string(), 10).optional(),
  Unit: unitSchema.optional(),
});

type Input = z.output<typeof inputSchema>;

export function getMetricStatistics(
  store: MetricStore,
  clock: LocalClock,
): Operation<Input, { Label: string; Datapoints: readonly unknown[] }> {
  return {
    input: inputSchema,
    resources: () => ["*"],
    run: (input) => {
      checkInput(input);
      const periodMs = input.Period * 1000;
      const from = roundedStart(input.StartTime.getTime(), periodMs, clock.now());
      const until = input.EndTime.getTime();
      const id = { namespace: input.Namespace, name: input.MetricName, dimensions: input.Dimensions ?? [] };
      const units = input.Unit === undefined ? store.units(id) : [input.Unit];
      const Datapoints = units.flatMap((Unit) =>
        store.read(id, { from, until, periodMs }, Unit).flatMap((aggregate, index) => {
          if (aggregate === undefined) return [];
          const statistics = (input.Statistics ?? []).map((name) => [name, statisticReader(name)(aggregate)] as const);
          const extended = (input.ExtendedStatistics ?? []).map(
            (name) => [name, statisticReader(name)(aggregate)] as const,
          );
          return [
            {
              Timestamp: new Date(from + index * periodMs),
              Unit,
              ...Object.fromEntries(statistics),
              ...(extended.length === 0
                ? {}
                : { ExtendedStatistics: Object.fromEntries(extended.filter(([, value]) => value !== undefined)) }),
            },
          ];
        }),
      );
      return { Label: input.MetricName, Datapoints };
    },
  };
}

function checkInput(input: Input): void {
  checkPeriod(input.Period);
  if (((input.Statistics ?? []).length === 0) === ((input.ExtendedStatistics ?? []).length === 0)) {
    throw new AwsError(
      "InvalidParameterCombinationException",
      "Must specify either Statistics or ExtendedStatistics, and not both",
    );
  }
  if (input.StartTime >= input.EndTime) {
    throw new AwsError(
      "InvalidParameterValueException",
      "The parameter StartTime must be less than the parameter EndTime.",
    );
  }
  const datapoints = Math.ceil((input.EndTime.getTime() - input.StartTime.getTime()) / (input.Period * 1000));
  if (datapoints <= MAXIMUM_DATAPOINTS) return;
  throw new AwsError(
    "InvalidParameterCombinationException",
    `You have requested up to ${datapoints} datapoints, which exceeds the limit of ${MAXIMUM_DATAPOINTS}. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
  );
}
