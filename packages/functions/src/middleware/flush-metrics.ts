import type { Logger } from "@aws-lambda-powertools/logger";
import type { MiddlewareObj } from "@middy/core";
import type { MetricValue } from "@sensor-pipeline/core/metric/publish-metrics";
import type { MetricBuffer } from "../metric-buffer.ts";

export interface FlushMetricsOptions {
  readonly buffer: MetricBuffer;
  readonly publish: (values: readonly MetricValue[]) => Promise<void>;
  readonly logger: Pick<Logger, "error">;
}

/**
 * Publishes what the invocation measured when it ends, well or not. A success without its metrics is a failure, since
 * alarms stand on them; a failure stays the failure it was, and the metrics' own is logged beside it.
 */
export function flushMetrics({ buffer, publish, logger }: FlushMetricsOptions): MiddlewareObj {
  const after = async (): Promise<void> => {
    await publish(buffer.drain());
  };
  const onError = async (): Promise<void> => {
    try {
      await publish(buffer.drain());
    } catch (error) {
      logger.error("The metrics of a failed invocation could not be published.", { error });
    }
  };
  return { after, onError };
}
