import { ALERTS_TIMEOUT_SECONDS } from "../stage/stage-settings.ts";
import type { AlarmDefinition } from "./alarm-definition.ts";
import { type AlarmContext, anyRule, silenceRule } from "./alarm-rules.ts";

const LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html";
/** An alarm looks back a day at most (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html), and CloudWatch fetches a little more. */
const LONGEST_RANGE_SECONDS = 20 * 3_600;
/** Of its time-out: what is slower fails before long. */
const SLOW_PERCENT = 80;

/** Alarms on the evaluation itself: while it does not work, the sensors' alarms know nothing. */
export function evaluationAlarms({ names, settings, metrics }: AlarmContext): readonly AlarmDefinition[] {
  const period = settings.alertsMinutes * 60;
  const { freshnessSeconds } = settings.thresholds;
  const log = `log group /aws/lambda/${names.alertsFunction}`;
  const slowSeconds = (ALERTS_TIMEOUT_SECONDS * SLOW_PERCENT) / 100;
  /** One more than data may be stale for: after a quiet time the first record finds an old watermark. */
  const stalePeriods = Math.min(Math.ceil(freshnessSeconds / period) + 1, Math.floor(LONGEST_RANGE_SECONDS / period));
  const twice = { evaluationPeriods: 3, datapointsToAlarm: 2 } as const;
  return [
    {
      key: "alerts-failing",
      hop: "evaluation",
      title: "Alert evaluation failing",
      meaning: "The alert evaluation fails: the sensors' alarms know nothing.",
      lookAt: log,
      source: `any error is one too many (${LAMBDA}); twice, because an event is tried again`,
      metrics: { m: metrics.ofFunction("Errors", names.alertsFunction) },
      ...anyRule(period, period),
      ...twice,
      notifies: "composite",
    },
    {
      key: "alerts-silent",
      hop: "evaluation",
      title: "Alert evaluation silent",
      meaning: "The alert evaluation has published nothing for three intervals: the sensors' alarms know nothing.",
      lookAt: `schedule ${names.alertsSchedule}, then ${log}`,
      source: "three intervals of the evaluation (PIPELINE_ALERTS_MINUTES)",
      metrics: { m: metrics.own("setupComplete") },
      statistic: "SampleCount",
      ...silenceRule(period, settings),
    },
    {
      key: "alerts-slow",
      hop: "evaluation",
      title: "Alert evaluation slow",
      meaning: `Evaluations take more than ${slowSeconds} s of the ${ALERTS_TIMEOUT_SECONDS} s that they have.`,
      lookAt: log,
      source: `${SLOW_PERCENT} % of the function's time-out (${LAMBDA})`,
      metrics: { m: metrics.ofFunction("Duration", names.alertsFunction) },
      ...anyRule(period, period),
      ...twice,
      statistic: "p95",
      comparison: "GreaterThanThreshold",
      threshold: slowSeconds * 1_000,
      notifies: "itself",
    },
    {
      key: "alerts-throttled",
      hop: "evaluation",
      title: "Alert evaluation throttled",
      meaning: "Lambda has no room for the evaluation: it waits, and is given up after an hour.",
      lookAt: "the account's concurrency, and the function's own",
      source: `any, twice, because a throttled event is tried again (${LAMBDA})`,
      metrics: { m: metrics.ofFunction("Throttles", names.alertsFunction) },
      ...anyRule(period, period),
      ...twice,
      notifies: "nobody",
    },
    {
      key: "alerts-stale",
      hop: "evaluation",
      title: "Alert evaluation on old data",
      meaning: `The stream receives records, and the newest that evaluations see is more than ${freshnessSeconds} s old, ${stalePeriods} of ${stalePeriods + 1} times.`,
      lookAt: "sql/queries/freshness.sql",
      source:
        "PIPELINE_FRESHNESS_SECONDS, judged by CloudWatch itself: it does not rest on the evaluation's own look at what the stream received",
      metrics: { received: metrics.ofStream("IncomingRecords"), age: metrics.own("watermarkAgeSeconds") },
      // The age comes first: as what IF leads to, a missing age would be 0, and an evaluation that is silent would look fresh.
      expression: "IF(age > 0, IF(FILL(received, 0) > 0, age, 0), 0)",
      statistic: "Maximum",
      periodSeconds: period,
      // FILL makes a count that comes late a 0, so the newest period may look fresh (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html).
      evaluationPeriods: stalePeriods + 1,
      datapointsToAlarm: stalePeriods,
      comparison: "GreaterThanThreshold",
      threshold: freshnessSeconds,
      missingData: "missing",
      notifies: "nobody",
      detectionSeconds: freshnessSeconds + 2 * period,
    },
    {
      key: "events-dropped",
      hop: "evaluation",
      title: "Events dropped",
      meaning:
        "Lambda gave up an event of the producer's or the evaluation's after all retries, or because it was too old.",
      lookAt: `the queues ${names.producerFunction}-failed and ${names.alertsFunction}-failed`,
      source: `any (${LAMBDA})`,
      metrics: {
        producer: metrics.ofFunction("AsyncEventsDropped", names.producerFunction),
        alerts: metrics.ofFunction("AsyncEventsDropped", names.alertsFunction),
      },
      expression: "SUM([producer, alerts])",
      ...anyRule(60),
      notifies: "nobody",
    },
  ];
}
