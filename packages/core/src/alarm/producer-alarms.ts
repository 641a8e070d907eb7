import type { AlarmDefinition } from "./alarm-definition.ts";
import { type AlarmContext, silenceRule } from "./alarm-rules.ts";

/** Alarms on what puts readings into the stream. */
export function producerAlarms({ names, settings, metrics }: AlarmContext): readonly AlarmDefinition[] {
  const period = settings.producerMinutes * 60;
  const { failedPercent } = settings.thresholds;
  return [
    {
      key: "producer-failing",
      hop: "producer",
      title: "Producer failing",
      meaning:
        "The producer fails in two of three intervals: readings are kept in its queue of failed events, not in the stream.",
      lookAt: `log group /aws/lambda/${names.producerFunction}`,
      source:
        "any error is one too many (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html); twice, because an event is tried again",
      metrics: { m: metrics.ofFunction("Errors", names.producerFunction) },
      statistic: "Sum",
      periodSeconds: period,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      missingData: "notBreaching",
      notifies: "composite",
      detectionSeconds: period,
    },
    {
      key: "producer-silent",
      hop: "producer",
      title: "Producer silent",
      meaning: "The stream has received no record for three intervals.",
      lookAt: `schedule ${names.producerSchedule}, then log group /aws/lambda/${names.producerFunction}`,
      source: "three intervals of the producer's schedule (PIPELINE_PRODUCER_MINUTES)",
      metrics: { m: metrics.ofStream("IncomingRecords") },
      statistic: "Sum",
      ...silenceRule(period, settings),
    },
    {
      key: "records-failed",
      hop: "producer",
      title: "Records given up",
      meaning: `The producer gives up more than ${failedPercent} % of its records after all retries, in three of five intervals.`,
      lookAt: `log group /aws/lambda/${names.producerFunction}`,
      source:
        "PIPELINE_FAILED_PERCENT; 1 %, where AWS's own streaming solution takes 5 % of calls that fail (aws-solutions/streaming-data-solution-for-amazon-kinesis)",
      metrics: { failed: metrics.own("recordsFailed"), sent: metrics.own("recordsSent") },
      // Nothing sent and nothing failed is a division by zero, which has no datapoint.
      expression: "100 * failed / (failed + sent)",
      statistic: "Sum",
      periodSeconds: period,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      comparison: "GreaterThanThreshold",
      threshold: failedPercent,
      missingData: "notBreaching",
      notifies: "composite",
      detectionSeconds: period,
    },
    {
      key: "write-throttled",
      hop: "producer",
      title: "Writing throttled",
      meaning: "The stream refuses records for exceeding a shard's limit: they are sent again, later.",
      lookAt: "the stream's incoming bytes and records, and whether one partition key has most of them",
      source:
        "any, in three of five minutes: a single one is a burst (https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)",
      metrics: { m: metrics.ofStream("WriteProvisionedThroughputExceeded") },
      statistic: "Sum",
      periodSeconds: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 3,
      comparison: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      missingData: "notBreaching",
      notifies: "composite",
      detectionSeconds: 0,
    },
  ];
}
