import { z } from "zod";
import { AwsError, NotSupportedError, type Operation } from "../../../service.ts";
import { integer, list, timestamp } from "../../wire-value.ts";
import { checkQueries, commonPeriod, evaluateQueries } from "../metric/evaluate-queries.ts";
import { type MetricDataQuery, metricDataQuerySchema } from "../metric/metric-query.ts";
import type { MetricStore } from "../metric/metric-store.ts";
import { relatedQueries } from "../metric/related-queries.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const MAXIMUM_QUERIES = 500;
const MAXIMUM_DATAPOINTS = 100_800;
const MINUTE = 60_000;

const inputSchema = z.strictObject({
  MetricDataQueries: list(metricDataQuerySchema, MAXIMUM_QUERIES),
  StartTime: timestamp,
  EndTime: timestamp,
  ScanBy: z.enum(["TimestampDescending", "TimestampAscending"]).optional(),
  MaxDatapoints: integer.optional(),
});

type Input = z.output<typeof inputSchema>;

interface MetricDataResult {
  readonly Id: string;
  readonly Label: string;
  readonly Timestamps: readonly Date[];
  readonly Values: readonly number[];
  readonly StatusCode: "Complete";
}

export function getMetricData(
  store: MetricStore,
): Operation<Input, { MetricDataResults: readonly MetricDataResult[] }> {
  return {
    input: inputSchema,
    resources: () => ["*"],
    run: (input) => {
      if (input.StartTime >= input.EndTime)
        throw new AwsError("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
      checkQueries(input.MetricDataQueries);
      const results = evaluateAll(store, input);
      const datapoints = results.reduce((sum, result) => sum + result.Values.length, 0);
      const most = input.MaxDatapoints ?? MAXIMUM_DATAPOINTS;
      if (datapoints > most)
        throw new NotSupportedError(`GetMetricData of ${datapoints} datapoints where ${most} are a page: paging`);
      return { MetricDataResults: results };
    },
  };
}

/** What has nothing to do with each other may have different periods. Results come in the order of the queries. */
function evaluateAll(store: MetricStore, input: Input): readonly MetricDataResult[] {
  const queries = input.MetricDataQueries;
  const results = relatedQueries(queries).flatMap((group) => evaluateGroup(store, group, input));
  return queries.flatMap(({ Id }) => results.filter((result) => result.Id === Id));
}

function evaluateGroup(
  store: MetricStore,
  queries: readonly MetricDataQuery[],
  input: Input,
): readonly MetricDataResult[] {
  const periodMs = commonPeriod(queries) * 1000;
  const from = roundedStart(input.StartTime.getTime(), periodMs);
  const length = Math.ceil((input.EndTime.getTime() - from) / periodMs);
  if (length > MAXIMUM_DATAPOINTS)
    throw new NotSupportedError(`GetMetricData over ${length} periods (${MAXIMUM_DATAPOINTS} are the most)`);
  const { resultOf } = evaluateQueries(store, queries, { from, length });
  return queries
    .filter((query) => query.ReturnData !== false)
    .map((query) => {
      const value = resultOf(query.Id);
      if (value.kind !== "series") {
        throw new AwsError(
          "ValidationError",
          `The expression of ${query.Id} gives ${value.kind === "scalar" ? "one number" : "several time series"}; a query that returns data must give one time series. Set ReturnData to false or change it.`,
        );
      }
      const found = value.points.flatMap((point, index) =>
        point === undefined ? [] : [{ at: new Date(from + index * periodMs), point }],
      );
      if (input.ScanBy !== "TimestampAscending") found.reverse();
      return {
        Id: query.Id,
        Label: query.Label ?? query.MetricStat?.Metric.MetricName ?? query.Id,
        Timestamps: found.map(({ at }) => at),
        Values: found.map(({ point }) => point),
        StatusCode: "Complete" as const,
      };
    });
}

/** A start within the last 15 days is rounded down to the whole minute (periods below a minute: to the period). */
function roundedStart(start: number, periodMs: number): number {
  const step = Math.min(periodMs, MINUTE);
  return Math.floor(start / step) * step;
}
