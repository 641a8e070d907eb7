import { z } from "zod";
import type { LocalClock } from "../../../clock.ts";
import { AwsError, NotSupportedError, type Operation } from "../../../service.ts";
import { pageOf } from "../../paging.ts";
import { integer, list, timestamp } from "../../wire-value.ts";
import { checkQueries, commonPeriod, evaluateQueries } from "../metric/evaluate-queries.ts";
import { type MetricDataQuery, metricDataQuerySchema } from "../metric/metric-query.ts";
import type { MetricStore } from "../metric/metric-store.ts";
import { relatedQueries } from "../metric/related-queries.ts";
import { roundedStart } from "../metric/rounded-start.ts";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
const MAXIMUM_QUERIES = 500;
const MAXIMUM_DATAPOINTS = 100_800;

const inputSchema = z.strictObject({
  MetricDataQueries: list(metricDataQuerySchema, MAXIMUM_QUERIES),
  StartTime: timestamp,
  EndTime: timestamp,
  ScanBy: z.enum(["TimestampDescending", "TimestampAscending"]).optional(),
  MaxDatapoints: integer.pipe(z.number().min(1).max(MAXIMUM_DATAPOINTS)).optional(),
  NextToken: z.string().optional(),
});

type Input = z.output<typeof inputSchema>;

interface MetricDataResult {
  readonly Id: string;
  readonly Label: string;
  readonly Timestamps: readonly Date[];
  readonly Values: readonly number[];
  /** PartialData where more of it is on a later page. */
  readonly StatusCode: "Complete" | "PartialData";
}

interface Output {
  readonly MetricDataResults: readonly MetricDataResult[];
  readonly NextToken: string | undefined;
}

export function getMetricData(store: MetricStore, clock: LocalClock): Operation<Input, Output> {
  return {
    input: inputSchema,
    resources: () => ["*"],
    run: (input) => {
      if (input.StartTime >= input.EndTime)
        throw new AwsError("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
      checkQueries(input.MetricDataQueries);
      refuseDynamicLabels(input.MetricDataQueries);
      return paged(evaluateAll(store, input, clock.now()), input);
    },
  };
}

/** `${MAX}` and the like: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html */
function refuseDynamicLabels(queries: readonly MetricDataQuery[]): void {
  const dynamic = queries.find(({ Label }) => Label?.includes("${"));
  if (dynamic !== undefined) throw new NotSupportedError(`A dynamic label (${dynamic.Label})`);
}

/**
 * The datapoints of one page, in the order of the queries. A query without any is on the first page; one whose datapoints go
 * on is PartialData. How AWS cuts pages is not documented beyond MaxDatapoints, and that "NextToken is not returned if you are performing a
 * math expression" (API_MetricDataResult.html).
 */
function paged(results: readonly MetricDataResult[], input: Input): Output {
  const { NextToken, MaxDatapoints = MAXIMUM_DATAPOINTS, MetricDataQueries } = input;
  const hasMaths = MetricDataQueries.some(({ Expression }) => Expression !== undefined);
  const datapoints = results.flatMap(({ Values }, result) => Values.map((_, index) => ({ result, index })));
  const { page, next } = pageOf(datapoints, NextToken, MaxDatapoints);
  const [from] = page;
  const last = page.at(-1);
  return {
    MetricDataResults: results.flatMap((result, position) => {
      const indices = page.filter((datapoint) => datapoint.result === position).map(({ index }) => index);
      const isFirstPage = NextToken === undefined;
      if (indices.length === 0 && !(isFirstPage && result.Values.length === 0)) return [];
      const start = position === from?.result ? from.index : 0;
      const end = position === last?.result ? last.index + 1 : result.Values.length;
      return {
        ...result,
        Timestamps: result.Timestamps.slice(start, end),
        Values: result.Values.slice(start, end),
        StatusCode: end < result.Values.length ? "PartialData" : "Complete",
      };
    }),
    NextToken: hasMaths ? undefined : next,
  };
}

/** What has nothing to do with each other may have different periods. Results come in the order of the queries. */
function evaluateAll(store: MetricStore, input: Input, now: number): readonly MetricDataResult[] {
  const queries = input.MetricDataQueries;
  const results = relatedQueries(queries).flatMap((group) => evaluateGroup(store, group, input, now));
  return queries.flatMap(({ Id }) => results.filter((result) => result.Id === Id));
}

function evaluateGroup(
  store: MetricStore,
  queries: readonly MetricDataQuery[],
  input: Input,
  now: number,
): readonly MetricDataResult[] {
  const periodMs = commonPeriod(queries) * 1000;
  const from = roundedStart(input.StartTime.getTime(), periodMs, now);
  const length = Math.ceil((input.EndTime.getTime() - from) / periodMs);
  if (length > MAXIMUM_DATAPOINTS)
    throw new NotSupportedError(`GetMetricData over ${length} periods (${MAXIMUM_DATAPOINTS} are the most)`);
  const { resultOf } = evaluateQueries(store, queries, { from, length });
  return queries
    .filter((query) => query.ReturnData !== false)
    .map((query) => {
      const value = resultOf(query.Id);
      if (value.kind === "array")
        throw new NotSupportedError(`An expression of several time series as a result (the query ${query.Id})`);
      if (value.kind === "scalar") {
        throw new AwsError(
          "ValidationError",
          `The expression of ${query.Id} gives one number; a query that returns data must give a time series. Set ReturnData to false or change it.`,
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
