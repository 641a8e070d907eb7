import type { Logger } from "@aws-lambda-powertools/logger";
import type { MiddlewareObj } from "@middy/core";
import type { MetricValue } from "@sensor-pipeline/core/metric/publish-metrics";
import { lastCallSignal } from "../deadline.ts";
import type { MetricBuffer } from "../metric-buffer.ts";

export interface FlushMetricsOptions {
  readonly buffer: MetricBuffer;
  /** The signal aborts when the invocation has no more time for it. */
  readonly publish: (values: readonly MetricValue[], signal: AbortSignal) => Promise<void>;
  readonly logger: Pick<Logger, "error">;
}

interface Invocation {
  readonly context: Parameters<typeof lastCallSignal>[0];
}

/**
 * Publishes what the invocation measured when it ends, well or not. A success without its metrics is a failure, since
 * alarms stand on them; a failure stays the failure it was, and the metrics' own is logged beside it.
 */
export function flushMetrics({ buffer, publish, logger }: FlushMetricsOptions): MiddlewareObj {
  const after = async ({ context }: Invocation): Promise<void> => {
    await publish(buffer.drain(), lastCallSignal(context));
  };
  const onError = async ({ context }: Invocation): Promise<void> => {
    try {
      await publish(buffer.drain(), lastCallSignal(context));
    } catch (error) {
      logger.error("The metrics of a failed invocation could not be published.", { error });
    }
  };
  return { after, onError };
}
