import { type CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from "@aws-sdk/client-cloudwatch";

/** One metric as it is asked for. */
export interface MetricQuery {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: "Sum" | "Maximum" | "Average" | "SampleCount";
}

export interface Datapoint {
  /** Beginning of the period. */
  readonly at: Date;
  readonly value: number;
}

export interface MetricRange {
  readonly start: Date;
  readonly end: Date;
  /** A multiple of 60. */
  readonly periodSeconds: number;
}

/** CloudWatch answered, but not the question. */
export class MetricReadError extends Error {
  override readonly name = "MetricReadError";
  constructor(metric: string, status: string | undefined) {
    super(`CloudWatch has no answer on ${metric}: its status is ${status ?? "missing"}.`);
  }
}

/**
 * Datapoints of up to 500 metrics in one request and its pages, newest first; none where nothing was measured.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 * @throws {MetricReadError}
 */
export async function readMetrics<Key extends string>(
  client: CloudWatchClient,
  queries: Readonly<Record<Key, MetricQuery>>,
  { start, end, periodSeconds }: MetricRange,
  signal?: AbortSignal,
): Promise<Readonly<Record<Key, readonly Datapoint[]>>> {
  const asked = Object.entries(queries) as [Key, MetricQuery][];
  const found = Object.fromEntries(asked.map(([key]) => [key, [] as Datapoint[]])) as Record<Key, Datapoint[]>;
  const data = asked.map(([key, query], index) => dataQuery(`m${index}`, key, query, periodSeconds));
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetMetricDataCommand({
        MetricDataQueries: data,
        StartTime: start,
        EndTime: end,
        ScanBy: "TimestampDescending",
        NextToken: nextToken,
      }),
      { abortSignal: signal },
    );
    nextToken = page.NextToken;
    for (const { Id = "", StatusCode, Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
      const [key, query] = asked[Number(Id.slice(1))] ?? [];
      if (key === undefined || query === undefined) continue;
      // PartialData is what every page but the last says.
      if (StatusCode !== "Complete" && StatusCode !== "PartialData") {
        throw new MetricReadError(`${query.namespace} ${query.name}`, StatusCode);
      }
      for (const [index, at] of Timestamps.entries()) found[key].push({ at, value: Values[index] ?? 0 });
    }
  } while (nextToken);
  return found;
}

/** Sum of the datapoints at or after `since`. */
export function sumSince(datapoints: readonly Datapoint[], since: number): number {
  return datapoints.filter(({ at }) => at.getTime() >= since).reduce((sum, { value }) => sum + value, 0);
}

function dataQuery(id: string, label: string, query: MetricQuery, periodSeconds: number): MetricDataQuery {
  const { namespace, name, dimensions, statistic } = query;
  return {
    Id: id,
    Label: label,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: periodSeconds,
      Stat: statistic,
    },
  };
}
