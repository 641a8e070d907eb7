import type { ServiceContext } from "../../service.ts";
import { nameOf, type StreamInput, streamArn } from "./stream-input.ts";
import type { StreamMetrics } from "./stream-metrics.ts";
import type { StreamStore } from "./stream-store.ts";

/** What Kinesis's operations work with. */
export interface KinesisContext {
  readonly aws: ServiceContext;
  readonly store: StreamStore;
  readonly metrics: StreamMetrics;
}

/** The ARN that IAM checks an operation on one stream against. */
export function streamResource({ aws }: KinesisContext): (input: StreamInput) => readonly string[] {
  return (input) => [streamArn(aws.region, nameOf(input))];
}
