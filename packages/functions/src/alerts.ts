import { Logger } from "@aws-lambda-powertools/logger";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { alertsEnvironment } from "@sensor-pipeline/core/alert/alerts-environment";
import { boundedRequests } from "@sensor-pipeline/core/bounded-requests";
import { systemClock } from "@sensor-pipeline/core/clock";
import objects from "../../../sql/queries/alert-objects.sql";
import summary from "../../../sql/queries/alert-summary.sql";
import health from "../../../sql/queries/ingestion-health.sql";
import usage from "../../../sql/queries/serverless-usage.sql";
import { alertsHandler } from "./alerts-handler.ts";
import { CLOUDWATCH_TIMEOUT_MS } from "./deadline.ts";

/** Longer than the Data API holds a request open (RunContext), and short enough for a second attempt. */
const DATA_API_TIMEOUT_MS = 25_000;

/** What EventBridge Scheduler calls in the interval of the alerts. */
export const handler = alertsHandler({
  environment: alertsEnvironment(process.env),
  queries: { objects, summary, health, usage },
  redshiftData: new RedshiftDataClient({ requestHandler: boundedRequests(DATA_API_TIMEOUT_MS) }),
  cloudWatch: new CloudWatchClient({ requestHandler: boundedRequests(CLOUDWATCH_TIMEOUT_MS) }),
  logger: new Logger({ serviceName: "alerts" }),
  clock: systemClock,
});
