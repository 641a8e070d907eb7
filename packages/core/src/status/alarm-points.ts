import {
  type CloudWatchClient,
  GetMetricDataCommand,
  type MetricAlarm,
  type MetricDataQuery,
  type MetricDataResult,
} from "@aws-sdk/client-cloudwatch";

/** What an alarm watched, its newest periods, oldest first; undefined where a period has no datapoint. */
export type AlarmPoints = readonly (number | undefined)[];

/** Of one request (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html). */
const MOST_QUERIES = 500;

interface Watched {
  readonly name: string;
  readonly periodSeconds: number;
  /** Id of the query whose result the alarm compares. */
  readonly id: string;
  readonly queries: readonly MetricDataQuery[];
}

/**
 * The last `count` periods of what each alarm compares with its threshold, by the alarm's name: its metric, or the result of its
 * metric maths. One request, and its pages, for up to 500 metrics and expressions.
 * @param now in milliseconds, the stage's time.
 */
export async function alarmPoints(
  cloudwatch: CloudWatchClient,
  alarms: readonly MetricAlarm[],
  { now, count, signal }: { readonly now: number; readonly count: number; readonly signal?: AbortSignal },
): Promise<ReadonlyMap<string, AlarmPoints>> {
  const points = new Map<string, AlarmPoints>();
  for (const batch of batches(alarms.map(watchedBy))) {
    const longest = Math.max(...batch.map(({ periodSeconds }) => periodSeconds)) * 1000;
    const range = {
      StartTime: new Date(Math.floor(now / longest - count) * longest),
      EndTime: new Date(Math.ceil((now + 1) / 60_000) * 60_000),
    };
    const results = await readAll(cloudwatch, { ...range, queries: batch.flatMap(({ queries }) => queries) }, signal);
    for (const { name, periodSeconds, id } of batch) {
      const period = periodSeconds * 1000;
      const newest = Math.floor(now / period);
      const series = Array.from({ length: count }, (): number | undefined => undefined);
      for (const { Timestamps = [], Values = [] } of results.filter(({ Id }) => Id === id)) {
        for (const [index, at] of Timestamps.entries()) {
          const age = newest - Math.floor(at.getTime() / period);
          if (age >= 0 && age < count) series[count - 1 - age] = Values[index];
        }
      }
      points.set(name, series);
    }
  }
  return points;
}

/** An alarm's queries, under ids that no other alarm has. */
function watchedBy(alarm: MetricAlarm, index: number): Watched {
  const { AlarmName: name = "", Metrics: metrics = [], Period: period } = alarm;
  const prefix = `a${index}_`;
  if (metrics.length === 0) {
    const { Namespace, MetricName, Dimensions, Statistic, ExtendedStatistic, Unit } = alarm;
    const stat = {
      Metric: { Namespace, MetricName, Dimensions },
      Period: period,
      Stat: Statistic ?? ExtendedStatistic,
      Unit,
    };
    return { name, periodSeconds: period ?? 60, id: `${prefix}m`, queries: [{ Id: `${prefix}m`, MetricStat: stat }] };
  }
  const ids = new Set(metrics.map(({ Id = "" }) => Id));
  const queries = metrics.map((query) => ({
    ...query,
    Id: `${prefix}${query.Id}`,
    ...(query.Expression === undefined ? {} : { Expression: withPrefix(query.Expression, ids, prefix) }),
    ReturnData: query.ReturnData ?? true,
  }));
  const compared = queries.find(({ ReturnData }) => ReturnData);
  const periods = metrics.map(({ Period, MetricStat }) => Period ?? MetricStat?.Period ?? 0);
  return { name, periodSeconds: Math.max(60, ...periods), id: compared?.Id ?? "", queries };
}

/** An expression with its ids renamed; text in quotes is left alone. */
function withPrefix(expression: string, ids: ReadonlySet<string>, prefix: string): string {
  return expression.replace(/'[^']*'|"[^"]*"|[A-Za-z]\w*/g, (word) => (ids.has(word) ? `${prefix}${word}` : word));
}

function batches(watched: readonly Watched[]): readonly (readonly Watched[])[] {
  const all: Watched[][] = [];
  let size = 0;
  for (const each of watched) {
    const last = all.at(-1);
    if (last && size + each.queries.length <= MOST_QUERIES) last.push(each);
    else {
      all.push([each]);
      size = 0;
    }
    size += each.queries.length;
  }
  return all;
}

async function readAll(
  cloudwatch: CloudWatchClient,
  { StartTime, EndTime, queries }: { StartTime: Date; EndTime: Date; queries: readonly MetricDataQuery[] },
  signal: AbortSignal | undefined,
): Promise<readonly MetricDataResult[]> {
  const results: MetricDataResult[] = [];
  let nextToken: string | undefined;
  do {
    const page = await cloudwatch.send(
      new GetMetricDataCommand({ StartTime, EndTime, MetricDataQueries: [...queries], NextToken: nextToken }),
      { abortSignal: signal },
    );
    results.push(...(page.MetricDataResults ?? []));
    nextToken = page.NextToken;
  } while (nextToken);
  return results;
}
