import { GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import type { Examination } from "./examination.ts";

export interface MetricOf {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

const MINUTE_MS = 60_000;

/** Sum of each metric over the last `lookBackMs` of the stage's time; undefined for one without a datapoint. */
export async function metricSums(
  { ask, reader, now }: Examination,
  metrics: readonly MetricOf[],
  lookBackMs: number,
): Promise<readonly (number | undefined)[]> {
  const end = Math.ceil(now() / MINUTE_MS) * MINUTE_MS;
  const command = new GetMetricDataCommand({
    StartTime: new Date(end - lookBackMs),
    EndTime: new Date(end),
    MetricDataQueries: metrics.map(({ namespace, name, dimensions }, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: {
          Namespace: namespace,
          MetricName: name,
          Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        },
        Period: 60,
        Stat: "Sum",
      },
    })),
  });
  const { MetricDataResults = [] } = await ask("cloudwatch:GetMetricData", () => reader.cloudWatch.send(command));
  return metrics.map((_, index) => {
    const values = MetricDataResults.find(({ Id }) => Id === `m${index}`)?.Values ?? [];
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  });
}
