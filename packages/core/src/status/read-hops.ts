import { DescribeStreamSummaryCommand, type KinesisClient, ResourceNotFoundException } from "@aws-sdk/client-kinesis";
import { type Datapoint, sumSince } from "../metric/read-metrics.ts";
import { METRIC_DELAY_MINUTES, MINUTE_MS, type PipelineMetrics } from "./pipeline-metrics.ts";
import type { AlarmStatus } from "./read-alarms.ts";
import type { AlertsFacts, ProducerFacts, ScheduleFacts, StreamFacts } from "./stage-facts.ts";

/** Whole minutes over which the stream's flow is averaged. */
const FLOW_MINUTES = 5;
/** Minutes in which a throttled or read record still matters. */
const RECENT_MINUTES = 15;

type Schedule = ScheduleFacts | "missing";

export function producerFacts(schedule: Schedule, metrics: PipelineMetrics, now: Date): ProducerFacts {
  const windowMinutes = windowOf(schedule);
  const since = now.getTime() - windowMinutes * MINUTE_MS;
  const [newest] = metrics.sent;
  return {
    schedule,
    windowMinutes,
    invocations: sumSince(metrics.producerInvocations, since),
    errors: sumSince(metrics.producerErrors, since),
    sent: sumSince(metrics.sent, since),
    failed: sumSince(metrics.failed, since),
    ...(newest === undefined
      ? {}
      : {
          lastBatch: {
            at: newest.at,
            sent: newest.value,
            failed: valueAt(metrics.failed, newest.at),
            retried: valueAt(metrics.retried, newest.at),
          },
        }),
  };
}

export function alertsFacts(
  schedule: Schedule,
  alarms: readonly AlarmStatus[],
  metrics: PipelineMetrics,
  now: Date,
): AlertsFacts {
  const windowMinutes = windowOf(schedule);
  const since = now.getTime() - windowMinutes * MINUTE_MS;
  const [newest] = metrics.evaluations;
  return {
    schedule,
    windowMinutes,
    invocations: sumSince(metrics.alertsInvocations, since),
    errors: sumSince(metrics.alertsErrors, since),
    ...(newest === undefined ? {} : { lastEvaluation: newest.at }),
    alarms,
  };
}

/** The stream as Kinesis describes it and as CloudWatch measures it. */
export async function readStream(
  client: KinesisClient,
  streamName: string,
  measured: () => Promise<PipelineMetrics>,
  now: Date,
  signal?: AbortSignal,
): Promise<StreamFacts> {
  const [described, metrics] = await Promise.all([describe(client, streamName, signal), measured()]);
  if (described === undefined) return "missing";
  const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  const flow = (datapoints: readonly Datapoint[]) =>
    sumBetween(datapoints, minute - FLOW_MINUTES * MINUTE_MS, minute) / FLOW_MINUTES;
  const recent = now.getTime() - RECENT_MINUTES * MINUTE_MS;
  const [age] = metrics.iteratorAge.filter(({ at }) => at.getTime() >= recent);
  return {
    status: described.StreamStatus ?? "UNKNOWN",
    mode: described.StreamModeDetails?.StreamMode === "ON_DEMAND" ? "on-demand" : "provisioned",
    openShards: described.OpenShardCount ?? 0,
    retentionHours: described.RetentionPeriodHours ?? 0,
    recordsPerMinute: flow(metrics.incomingRecords),
    bytesPerMinute: flow(metrics.incomingBytes),
    throttled: sumSince(metrics.throttled, recent),
    isReceiving: sumSince(metrics.incomingRecords, recent) > 0,
    ...(age === undefined ? {} : { readerBehindSeconds: age.value / 1_000 }),
  };
}

async function describe(client: KinesisClient, StreamName: string, abortSignal: AbortSignal | undefined) {
  try {
    const command = new DescribeStreamSummaryCommand({ StreamName });
    return (await client.send(command, { abortSignal })).StreamDescriptionSummary;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Three intervals, and the time that CloudWatch takes. */
function windowOf(schedule: Schedule): number {
  const every = schedule === "missing" ? undefined : schedule.everyMinutes;
  return 3 * (every ?? 1) + METRIC_DELAY_MINUTES;
}

function valueAt(datapoints: readonly Datapoint[], at: Date): number {
  return datapoints.find((datapoint) => datapoint.at.getTime() === at.getTime())?.value ?? 0;
}

function sumBetween(datapoints: readonly Datapoint[], from: number, until: number): number {
  return sumSince(
    datapoints.filter(({ at }) => at.getTime() < until),
    from,
  );
}
