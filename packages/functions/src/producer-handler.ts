import type { Logger } from "@aws-lambda-powertools/logger";
import { injectLambdaContext } from "@aws-lambda-powertools/logger/middleware";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { KinesisClient } from "@aws-sdk/client-kinesis";
import middy from "@middy/core";
import type { Clock } from "@sensor-pipeline/core/clock";
import { publishMetrics } from "@sensor-pipeline/core/metric/publish-metrics";
import { CircuitBreaker } from "@sensor-pipeline/core/producer/circuit-breaker";
import { publishReadings } from "@sensor-pipeline/core/producer/publish-readings";
import { RecordsNotSentError } from "@sensor-pipeline/core/producer/records-not-sent-error";
import { batchRequestSchema, simulationOf } from "@sensor-pipeline/core/sensor/batch-request";
import { simulateBatch } from "@sensor-pipeline/core/sensor/simulator";
import { deadlineSignal } from "./deadline.ts";
import type { ProducerEnvironment } from "./environment.ts";
import { MetricBuffer } from "./metric-buffer.ts";
import { flushMetrics } from "./middleware/flush-metrics.ts";
import { logOutcome } from "./middleware/log-outcome.ts";
import { parseEvent } from "./middleware/parse-event.ts";

export interface ProducerDependencies {
  readonly environment: ProducerEnvironment;
  readonly kinesis: KinesisClient;
  readonly cloudWatch: CloudWatchClient;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Sends the batch of readings that the event stands for. Fails when any record was not sent, so that Lambda tries the
 * event again and keeps it in the end: a batch sent twice collapses in the warehouse.
 */
export function producerHandler({ environment, kinesis, cloudWatch, logger, clock, random }: ProducerDependencies) {
  const buffer = new MetricBuffer();
  const breaker = new CircuitBreaker({ now: () => clock.now() });
  const publish = (values: ReturnType<MetricBuffer["drain"]>, signal: AbortSignal) =>
    publishMetrics({ client: cloudWatch, stage: environment.stage, values, time: new Date(clock.now()), signal });

  return middy()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(logOutcome(logger))
    .use(flushMetrics({ buffer, publish, logger }))
    .use(parseEvent(batchRequestSchema))
    .handler(async (event, context) => {
      const records = simulateBatch(simulationOf(event));
      const signal = deadlineSignal(context);
      const options = { client: kinesis, records, clock, random, breaker, signal };
      const result = await publishReadings({ ...environment, ...options });
      const { asked, sent, retried, requests, failed } = result;
      buffer.add(
        { metric: "recordsSent", value: sent },
        { metric: "recordsFailed", value: failed.length },
        { metric: "recordsRetried", value: retried },
      );
      if (failed.length > 0) throw new RecordsNotSentError(environment.streamName, result);
      return { scheduledTime: event.scheduledTime, asked, sent, retried, requests };
    });
}
