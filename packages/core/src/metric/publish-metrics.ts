import { type CloudWatchClient, type MetricDatum, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { METRIC_NAMESPACE } from "../names.ts";
import { METRICS, type MetricKey } from "./metrics.ts";

/** Metrics in one request (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html). */
const METRICS_PER_REQUEST = 1_000;

/** One value of one of the pipeline's own metrics. */
export interface MetricValue {
  readonly metric: MetricKey;
  readonly value: number;
}

export interface PublishMetricsOptions {
  readonly client: CloudWatchClient;
  /** The stage's name, which is the one dimension. */
  readonly stage: string;
  readonly values: readonly MetricValue[];
  readonly time: Date;
  /** Gives a request up. */
  readonly signal?: AbortSignal | undefined;
}

/** Nothing says whether CloudWatch has taken the values. */
export class MetricsNotPublishedError extends Error {
  override readonly name = "MetricsNotPublishedError";
  constructor(count: number, cause: unknown) {
    super(`CloudWatch did not answer PutMetricData in time: ${count} values may not be published.`, { cause });
  }
}

/**
 * Publishes values in as few requests as possible, because CloudWatch charges for each request: one, up to a
 * thousand values. Without values there is no request.
 * @throws {RangeError} on a value CloudWatch refuses (NaN, infinite), before anything is sent
 * @throws {MetricsNotPublishedError} when the signal aborts
 */
export async function publishMetrics({ client, stage, values, time, signal }: PublishMetricsOptions): Promise<void> {
  const data = values.map((value) => datum(value, stage, time));
  for (let start = 0; start < data.length; start += METRICS_PER_REQUEST) {
    const MetricData = data.slice(start, start + METRICS_PER_REQUEST);
    try {
      await client.send(new PutMetricDataCommand({ Namespace: METRIC_NAMESPACE, MetricData }), { abortSignal: signal });
    } catch (error) {
      throw signal?.aborted ? new MetricsNotPublishedError(data.length - start, error) : error;
    }
  }
}

function datum({ metric, value }: MetricValue, stage: string, time: Date): MetricDatum {
  const { name, unit } = METRICS[metric];
  if (!Number.isFinite(value)) throw new RangeError(`Metric ${name} can't have the value ${value}.`);
  return {
    MetricName: name,
    Dimensions: [{ Name: "Stage", Value: stage }],
    Timestamp: time,
    Unit: unit,
    Value: value,
  };
}
