import { type CloudWatchClient, GetMetricDataCommand, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";

export const MINUTE = 60_000;

/** Those of the one metric that these tests write, `M` of the namespace SensorPipeline. */
export const Dimensions = [{ Name: "Stage", Value: "dev" }];

/** Writes a datum; `data` is what it has besides its name and its dimensions. */
export function putMetric(client: CloudWatchClient, data: object) {
  return client.send(
    new PutMetricDataCommand({ Namespace: "SensorPipeline", MetricData: [{ MetricName: "M", Dimensions, ...data }] }),
  );
}

/**
 * Reads the metric by minutes, of the ten before `now` and the one after.
 * @param now milliseconds since the epoch
 * @param more what the query says besides its period and its statistic
 */
export function getMetric(client: CloudWatchClient, now: number, Stat: string, more: object = {}) {
  const Metric = { Namespace: "SensorPipeline", MetricName: "M", Dimensions };
  return client.send(
    new GetMetricDataCommand({
      StartTime: new Date(now - 10 * MINUTE),
      EndTime: new Date(now + MINUTE),
      MetricDataQueries: [{ Id: "m", MetricStat: { Metric, Period: 60, Stat, ...more } }],
    }),
  );
}
