import {
  DescribeStreamSummaryCommand,
  type KinesisClient,
  ResourceNotFoundException,
  type StreamDescriptionSummary,
} from "@aws-sdk/client-kinesis";
import type { Clock } from "../clock.ts";
import { StreamCheckError, StreamNotUsableError } from "./errors.ts";
import { type BackoffOptions, fullJitter } from "./full-jitter.ts";
import { isRetryable } from "./is-retryable.ts";

/** Records can be put while a stream is resharded or re-encrypted, but not while it is made or deleted. */
const USABLE = new Set<string | undefined>(["ACTIVE", "UPDATING"]);

/** What the look at a stream takes. */
export interface CheckStreamContext extends BackoffOptions {
  readonly client: KinesisClient;
  readonly streamName: string;
  readonly clock: Clock;
  /** Retries after the first attempt. */
  readonly maxRetries: number;
  readonly signal?: AbortSignal | undefined;
}

export interface CheckedStream {
  /** ACTIVE, or UPDATING while it is resharded or re-encrypted. */
  readonly status: string;
  /** Open shards. */
  readonly shards: number;
  /** Only a provisioned stream's shards have limits that a producer has to know. */
  readonly mode: "PROVISIONED" | "ON_DEMAND";
}

/**
 * Makes sure that the stream exists and takes records.
 * Needs `kinesis:DescribeStreamSummary`, 20 calls a second and account
 * (https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html).
 * @throws {StreamNotUsableError} naming the stream, the region and the stream's status
 * @throws {StreamCheckError} when the stream could not be looked at
 */
export async function checkStream(context: CheckStreamContext): Promise<CheckedStream> {
  const { client, streamName } = context;
  const region = await client.config.region();
  const summary = await summaryOf(region, context);
  const status = summary?.StreamStatus;
  if (!USABLE.has(status)) {
    throw new StreamNotUsableError(streamName, region, `has the status ${status ?? "unknown"} and takes no records`);
  }
  return {
    status: status ?? "",
    shards: summary?.OpenShardCount ?? 0,
    mode: summary?.StreamModeDetails?.StreamMode === "ON_DEMAND" ? "ON_DEMAND" : "PROVISIONED",
  };
}

async function summaryOf(region: string, context: CheckStreamContext): Promise<StreamDescriptionSummary | undefined> {
  const { client, streamName, clock, maxRetries, signal } = context;
  for (let retry = 1; ; retry += 1) {
    try {
      const command = new DescribeStreamSummaryCommand({ StreamName: streamName });
      const output = await client.send(command, { abortSignal: signal });
      return output.StreamDescriptionSummary;
    } catch (error) {
      if (error instanceof ResourceNotFoundException) {
        throw new StreamNotUsableError(streamName, region, "does not exist", { cause: error });
      }
      if (signal?.aborted || retry > maxRetries || !isRetryable(error)) {
        throw new StreamCheckError(streamName, region, error);
      }
      await clock.sleep(fullJitter(retry, context), signal);
    }
  }
}
