import type { AlarmDefinition } from "./alarm-definition.ts";
import { type AlarmContext, anyRule, evaluatedRule, unsuccessful } from "./alarm-rules.ts";

const STATES = "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html";

/** Alarms on what owner, schedules and account do. */
export function operationAlarms(context: AlarmContext): readonly AlarmDefinition[] {
  const { names, settings, metrics } = context;
  return [
    {
      key: "dead-letters",
      hop: "operation",
      title: "Dead letters",
      meaning: "A queue holds events that were given up, or that a schedule could not hand over.",
      lookAt: `the queues ${names.prefix}-...-failed and -undelivered`,
      source:
        "any (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html)",
      ...deadLetters(context),
      ...anyRule(60, 60),
      statistic: "Maximum",
      notifies: "itself",
    },
    {
      key: "schedule-failing",
      hop: "operation",
      title: "Schedule failing",
      meaning: "A schedule of the stage could not call its target, or gave an invocation up.",
      lookAt: `the queues ${names.prefix}-...-undelivered, which hold the reason`,
      source: "any (https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html)",
      metrics: {
        refused: metrics.ofSchedules("TargetErrorCount"),
        dropped: metrics.ofSchedules("InvocationDroppedCount"),
      },
      expression: "SUM([refused, dropped])",
      ...anyRule(60),
      notifies: "itself",
    },
    {
      key: "statement-failed",
      hop: "operation",
      title: "Statement failed",
      meaning:
        "Redshift ended a statement of the stage's machines or evaluation as FAILED or ABORTED. Who asks for a refresh and does not look never hears of it.",
      lookAt: `the queue ${names.failedStatements}, which holds Redshift's events`,
      source: "any (https://docs.aws.amazon.com/redshift/latest/mgmt/data-api-monitoring-events.html)",
      metrics: { m: metrics.ofRule("Invocations", names.failedStatements) },
      ...anyRule(60),
      notifies: "nobody",
    },
    {
      key: "retention-failed",
      hop: "operation",
      title: "Retention failed",
      meaning: "Old records did not leave the landing view: it grows, and queries with it.",
      lookAt: `the failed execution of ${names.retentionMachine}`,
      source: `any (${STATES})`,
      ...unsuccessful(metrics, "retention"),
      ...anyRule(60),
      notifies: "itself",
    },
    {
      key: "setup-failed",
      hop: "operation",
      title: "Set-up failed",
      meaning: "An execution of the set-up failed; it may be started again.",
      lookAt: `the failed execution of ${names.setupMachine}: its cause names the statement and Redshift's error`,
      source: `any (${STATES})`,
      ...unsuccessful(metrics, "setup"),
      ...anyRule(60),
      notifies: "itself",
    },
    {
      key: SETUP_MISSING,
      hop: "operation",
      title: "Set-up missing",
      meaning:
        "The warehouse has no views yet: start the set-up. Until then no alarm of the pipeline's own health is sent.",
      lookAt: `executions of ${names.setupMachine}`,
      source: "0 before set-up, 1 afterwards",
      metrics: { m: metrics.own("setupComplete") },
      ...evaluatedRule(settings),
      comparison: "LessThanThreshold",
      threshold: 1,
      // Once known it stays so: an evaluation that dies must not silence the alarm that says so.
      missingData: "ignore",
      notifies: "nobody",
    },
    ...spend(context),
  ];
}

export const SETUP_MISSING = "setup-missing";
/** Of a workgroup alone. */
export const SPEND_HIGH = "spend-high";

/** Every queue of the stage that holds what failed. */
function deadLetters({ names, settings, metrics }: AlarmContext) {
  const visible = (queue: string) => metrics.ofQueue("ApproximateNumberOfMessagesVisible", queue);
  const queues = {
    produced: visible(`${names.producerFunction}-failed`),
    evaluated: visible(`${names.alertsFunction}-failed`),
    toProduce: visible(`${names.producerSchedule}-undelivered`),
    toEvaluate: visible(`${names.alertsSchedule}-undelivered`),
    toRetain: visible(`${names.retentionMachine}-undelivered`),
    ...(settings.refresh === "auto" ? {} : { toRefresh: visible(`${names.refreshMachine}-undelivered`) }),
  };
  return { metrics: queues, expression: `SUM([${Object.keys(queues).join(", ")}])` };
}

/** A cluster is paid for by the hour, whatever it does. */
function spend({ settings, metrics }: AlarmContext): readonly AlarmDefinition[] {
  const { warehouse, thresholds } = settings;
  if (warehouse.kind === "existing" && "cluster" in warehouse.target) return [];
  return [
    {
      key: SPEND_HIGH,
      hop: "operation",
      title: "Spend high",
      meaning: `The workgroup charged more than ${thresholds.hourlyRpuHours} RPU-hours in an hour.`,
      lookAt: "sql/queries/serverless-usage.sql",
      source:
        "PIPELINE_HOURLY_RPU_HOURS; what the base capacity costs that never sleeps, twice that in production (https://docs.aws.amazon.com/redshift/latest/dg/SYS_SERVERLESS_USAGE.html)",
      metrics: { m: metrics.own("chargedRpuSeconds") },
      ...evaluatedRule(settings),
      comparison: "GreaterThanThreshold",
      threshold: thresholds.hourlyRpuHours * 3_600,
      notifies: "itself",
    },
  ];
}
