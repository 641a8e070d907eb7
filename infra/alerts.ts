import { ALERTS_TIMEOUT_SECONDS, FUNCTION_MEMORY_MB } from "@sensor-pipeline/core/stage/stage-settings";
import { ownStatements } from "./own-statements.ts";
import { publishMetrics } from "./publish-metrics.ts";
import { scheduledFunction } from "./scheduled-function.ts";
import { names, settings } from "./stage.ts";
import { stream } from "./stream.ts";
import { readerTags, warehouse } from "./warehouse.ts";

export const alerts = scheduledFunction({
  component: "Alerts",
  name: names.alertsFunction,
  scheduleName: names.alertsSchedule,
  handler: "packages/functions/src/alerts.handler",
  everyMinutes: settings.alertsMinutes,
  timeoutSeconds: ALERTS_TIMEOUT_SECONDS,
  memoryMb: FUNCTION_MEMORY_MB,
  environment: {
    STAGE: names.stage,
    KINESIS_STREAM_NAME: stream.name,
    ...warehouse.environment,
    ALERT_WINDOW_SECONDS: String(settings.alerts.windowSeconds),
    FRESHNESS_THRESHOLD_SECONDS: String(settings.thresholds.freshnessSeconds),
    MINIMUM_RECORDS: String(settings.alerts.minimumRecords),
  },
  permissions: [
    warehouse.signIn,
    { actions: ["redshift-data:ExecuteStatement"], resources: [warehouse.arn] },
    ownStatements("DescribeStatement", "GetStatementResult", "CancelStatement"),
    // CloudWatch knows neither a resource nor a condition for reading metrics
    // (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html).
    { actions: ["cloudwatch:GetMetricData"], resources: ["*"] },
    publishMetrics,
  ],
  tags: readerTags,
});
