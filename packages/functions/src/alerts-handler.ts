import type { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import middy from "@middy/core";
import type { AlertsEnvironment } from "@sensor-pipeline/core/alert/alerts-environment";
import { type EvaluateOptions, evaluateAlerts } from "@sensor-pipeline/core/alert/evaluate-alerts";
import type { Clock } from "@sensor-pipeline/core/clock";
import { publishMetrics } from "@sensor-pipeline/core/metric/publish-metrics";
import { namesOf } from "@sensor-pipeline/core/names";
import { z } from "zod";
import { deadlineSignal } from "./deadline.ts";
import { MetricBuffer } from "./metric-buffer.ts";
import { flushMetrics } from "./middleware/flush-metrics.ts";
import { logOutcome } from "./middleware/log-outcome.ts";
import { parseEvent } from "./middleware/parse-event.ts";

export interface AlertsDependencies {
  readonly environment: AlertsEnvironment;
  readonly queries: EvaluateOptions["queries"];
  readonly redshiftData: RedshiftDataClient;
  readonly cloudWatch: CloudWatchClient;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** The evaluation is of now, whatever time the schedule stands for: a late one has nothing older to tell. */
const alertsEvent = z.strictObject({ scheduledTime: z.iso.datetime({ offset: true }).optional() });

/** Evaluates all alerts and publishes them as metrics. */
export function alertsHandler(dependencies: AlertsDependencies) {
  const { environment, queries, redshiftData, cloudWatch, logger, clock } = dependencies;
  const { stage, streamName, target, settings } = environment;
  const buffer = new MetricBuffer();
  const publish = (values: ReturnType<MetricBuffer["drain"]>, signal: AbortSignal) =>
    publishMetrics({ client: cloudWatch, stage, values, time: new Date(clock.now()), signal });

  return middy()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logOutcome(logger))
    .use(flushMetrics({ buffer, publish, logger }))
    .use(parseEvent(alertsEvent))
    .handler(async (_event, context) => {
      const signal = deadlineSignal(context);
      const warehouse = { client: redshiftData, target, clock, eventPrefix: namesOf(stage).prefix, signal };
      const evaluation = await evaluateAlerts({ warehouse, cloudWatch, streamName, settings, queries });
      buffer.add(...evaluation.metrics);
      if (evaluation.state === "before set-up") {
        logger.warn(`The warehouse is not set up: start the state machine ${namesOf(stage).setupMachine}.`);
      }
      return evaluation;
    });
}
