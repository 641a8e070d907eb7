import type { AlarmDefinition } from "./alarm-definition.ts";
import { type AlarmContext, refreshSeconds } from "./alarm-rules.ts";

const KINESIS = "https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html";

/** How far behind a reader may be that reads as often as the stage refreshes: what waited for it, and a minute more. */
export const BEHIND_SECONDS = 60;

/** Alarms on how the stream is read. Where nobody reads there are no datapoints: data-not-fresh says so. */
export function streamAlarms({ settings, metrics }: AlarmContext): readonly AlarmDefinition[] {
  const { refresh } = settings;
  const period = refreshSeconds(settings);
  const behind = (refresh === "auto" ? 0 : period) + BEHIND_SECONDS;
  const halfHours = settings.stream.retentionHours / 2;
  const age = { m: metrics.ofStream("GetRecords.IteratorAgeMilliseconds") };
  return [
    {
      key: "iterator-age",
      hop: "stream",
      title: "Reader behind",
      meaning: `In three of five periods a reader of the stream was more than ${behind} s behind what it read.`,
      lookAt: "sql/queries/freshness.sql",
      source: `60 s, as AWS's streaming solution has it, and what waits for the next refresh (PIPELINE_REFRESH); ${KINESIS}`,
      metrics: age,
      statistic: "Maximum",
      periodSeconds: period,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      comparison: "GreaterThanThreshold",
      threshold: behind * 1_000,
      missingData: "notBreaching",
      notifies: "nobody",
      detectionSeconds: behind + period,
    },
    {
      key: "retention-at-risk",
      hop: "stream",
      title: "Records about to be lost",
      meaning: `A reader is ${halfHours} h behind, half of the time that the stream keeps records: what expires unread is lost.`,
      lookAt: "sql/queries/freshness.sql",
      source: `half of PIPELINE_RETENTION_HOURS, as AWS advises (https://docs.aws.amazon.com/streams/latest/dev/troubleshooting-consumers.html)`,
      metrics: age,
      statistic: "Maximum",
      periodSeconds: period,
      evaluationPeriods: 1,
      datapointsToAlarm: 1,
      comparison: "GreaterThanThreshold",
      threshold: halfHours * 3_600 * 1_000,
      missingData: "notBreaching",
      notifies: "composite",
      detectionSeconds: period,
    },
    {
      key: "read-throttled",
      hop: "stream",
      title: "Reading throttled",
      meaning:
        "Readers of the stream get in each other's way in five of ten minutes: a shard takes five reads a second.",
      lookAt: "who else reads the stream: each streaming view is a reader of its own",
      source: `any, in five of ten minutes: a single one is retried unseen (${KINESIS})`,
      metrics: { m: metrics.ofStream("ReadProvisionedThroughputExceeded") },
      statistic: "Sum",
      periodSeconds: 60,
      evaluationPeriods: 10,
      datapointsToAlarm: 5,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      missingData: "notBreaching",
      notifies: "nobody",
      detectionSeconds: 0,
    },
  ];
}
