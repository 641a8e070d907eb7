import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { METRICS, type MetricKey } from "../metric/metrics.ts";
import { type Datapoint, type MetricQuery, readMetrics } from "../metric/read-metrics.ts";
import { METRIC_NAMESPACE, type StageNames } from "../names.ts";

export const MINUTE_MS = 60_000;

/** Three intervals of a schedule that fires once an hour, and some. */
const LOOK_BACK_MINUTES = 200;

/** Minutes after which CloudWatch surely knows of what happened. */
export const METRIC_DELAY_MINUTES = 3;

export type PipelineMetrics = Readonly<Record<keyof ReturnType<typeof queriesOf>, readonly Datapoint[]>>;

/** All metrics that the status of a stage stands on, minute by minute, newest first, in one request. */
export async function readPipelineMetrics(
  client: CloudWatchClient,
  names: StageNames,
  now: Date,
  signal?: AbortSignal,
): Promise<PipelineMetrics> {
  const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const range = {
    start: new Date(minute - LOOK_BACK_MINUTES * MINUTE_MS),
    end: new Date(minute + MINUTE_MS),
    periodSeconds: 60,
  };
  return readMetrics(client, queriesOf(names), range, signal);
}

function queriesOf(names: StageNames) {
  const own = (key: MetricKey, statistic: MetricQuery["statistic"]): MetricQuery => ({
    namespace: METRIC_NAMESPACE,
    name: METRICS[key].name,
    dimensions: { Stage: names.stage },
    statistic,
  });
  const ofFunction = (functionName: string, name: string): MetricQuery => ({
    namespace: "AWS/Lambda",
    name,
    dimensions: { FunctionName: functionName },
    statistic: "Sum",
  });
  const ofStream = (name: string, statistic: MetricQuery["statistic"]): MetricQuery => ({
    namespace: "AWS/Kinesis",
    name,
    dimensions: { StreamName: names.stream },
    statistic,
  });
  return {
    sent: own("recordsSent", "Sum"),
    failed: own("recordsFailed", "Sum"),
    retried: own("recordsRetried", "Sum"),
    evaluations: own("setupComplete", "SampleCount"),
    producerInvocations: ofFunction(names.producerFunction, "Invocations"),
    producerErrors: ofFunction(names.producerFunction, "Errors"),
    alertsInvocations: ofFunction(names.alertsFunction, "Invocations"),
    alertsErrors: ofFunction(names.alertsFunction, "Errors"),
    incomingRecords: ofStream("IncomingRecords", "Sum"),
    incomingBytes: ofStream("IncomingBytes", "Sum"),
    throttled: ofStream("WriteProvisionedThroughputExceeded", "Sum"),
    iteratorAge: ofStream("GetRecords.IteratorAgeMilliseconds", "Maximum"),
  };
}
