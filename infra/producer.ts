import { FUNCTION_MEMORY_MB } from "@sensor-pipeline/core/stage/stage-settings";
import { publishMetrics } from "./publish-metrics.ts";
import { scheduledFunction } from "./scheduled-function.ts";
import { names, settings } from "./stage.ts";
import { stream, streamWriteKey } from "./stream.ts";

/** Any whole number: the same seed and time give the same readings. */
const SEED = 1;

export const producer = scheduledFunction({
  component: "Producer",
  name: names.producerFunction,
  scheduleName: names.producerSchedule,
  handler: "packages/functions/src/producer.handler",
  everyMinutes: settings.producerMinutes,
  event: { seed: SEED },
  timeoutSeconds: 60,
  memoryMb: FUNCTION_MEMORY_MB,
  environment: {
    STAGE: names.stage,
    KINESIS_STREAM_NAME: stream.name,
    MAX_RETRIES: "3",
    RETRY_BASE_DELAY: "0.5",
  },
  permissions: [
    { actions: ["kinesis:PutRecords", "kinesis:DescribeStreamSummary"], resources: [stream.arn] },
    ...streamWriteKey,
    publishMetrics,
  ],
});
