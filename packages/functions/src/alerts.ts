import { Logger } from "@aws-lambda-powertools/logger";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { alertsEnvironment } from "@sensor-pipeline/core/alert/alerts-environment";
import { systemClock } from "@sensor-pipeline/core/clock";
import objects from "../../../sql/queries/alert-objects.sql";
import summary from "../../../sql/queries/alert-summary.sql";
import health from "../../../sql/queries/ingestion-health.sql";
import usage from "../../../sql/queries/serverless-usage.sql";
import { alertsHandler } from "./alerts-handler.ts";

/** What EventBridge Scheduler calls in the interval of the alerts. */
export const handler = alertsHandler({
  environment: alertsEnvironment(process.env),
  queries: { objects, summary, health, usage },
  redshiftData: new RedshiftDataClient(),
  cloudWatch: new CloudWatchClient(),
  logger: new Logger({ serviceName: "alerts" }),
  clock: systemClock,
});
