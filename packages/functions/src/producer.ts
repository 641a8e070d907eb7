import { Logger } from "@aws-lambda-powertools/logger";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { boundedRequests } from "@sensor-pipeline/core/bounded-requests";
import { systemClock } from "@sensor-pipeline/core/clock";
import { KINESIS_CLIENT_OPTIONS } from "@sensor-pipeline/core/producer/kinesis-client-options";
import { systemRandom } from "@sensor-pipeline/core/random";
import { CLOUDWATCH_TIMEOUT_MS } from "./deadline.ts";
import { producerEnvironment } from "./environment.ts";
import { producerHandler } from "./producer-handler.ts";

/** What EventBridge Scheduler calls in the producer's interval. Event: core's sensor/batch-request. */
export const handler = producerHandler({
  environment: producerEnvironment(process.env),
  kinesis: new KinesisClient(KINESIS_CLIENT_OPTIONS),
  cloudWatch: new CloudWatchClient({ requestHandler: boundedRequests(CLOUDWATCH_TIMEOUT_MS) }),
  logger: new Logger({ serviceName: "producer" }),
  clock: systemClock,
  random: systemRandom,
});
