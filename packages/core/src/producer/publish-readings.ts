import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { Clock } from "../clock.ts";
import type { PackOptions } from "./batch.ts";
import { checkStream } from "./check-stream.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import { packBatches } from "./pack-batches.ts";
import { putBatch } from "./put-batch.ts";
import type { FailedRecord, StreamRecord } from "./stream-record.ts";

export interface PublishOptions<Item extends StreamRecord> extends PackOptions {
  /** Made with KINESIS_CLIENT_OPTIONS, or its own retries multiply with the ones here. */
  readonly client: KinesisClient;
  readonly streamName: string;
  readonly records: readonly Item[];
  readonly clock: Clock;
  /** A number in [0, 1), for the jitter. */
  readonly random: () => number;
  /** Retries of a record after its first attempt. @default 3 */
  readonly maxRetries?: number;
  /** Milliseconds that the delays double from. @default 500 */
  readonly retryBaseDelayMs?: number;
  /** Milliseconds no delay exceeds. @default 8_000 */
  readonly maxDelayMs?: number;
  /** Requests in flight at a time; one keeps batches in order. @default 1 */
  readonly concurrency?: number;
  /** Pass one breaker to several calls to let them share what they learn. @default a new one */
  readonly breaker?: CircuitBreaker;
  /** Skips the look at the stream, for callers that have looked. @default false */
  readonly isStreamChecked?: boolean;
  /** Stops sending; what was not sent yet is in the result as failed. */
  readonly signal?: AbortSignal;
}

/** What became of every record: `sent + failed.length === asked`, always. */
export interface PublishResult<Item extends StreamRecord = StreamRecord> {
  readonly asked: number;
  /** Records the stream accepted. */
  readonly sent: number;
  /** Records that were sent more than once. */
  readonly retried: number;
  /** PutRecords requests made. */
  readonly requests: number;
  readonly failed: readonly FailedRecord<Item>[];
}

/**
 * Puts records into a stream and accounts for each of them. A record may be in the stream twice, when an answer was
 * lost; readers tell such copies by the reading's `event_id`.
 * @throws {StreamNotUsableError} before anything is sent, when the stream is missing or not usable
 * @throws {StreamCheckError} before anything is sent, when the stream could not be looked at
 */
export async function publishReadings<Item extends StreamRecord>(
  options: PublishOptions<Item>,
): Promise<PublishResult<Item>> {
  const { client, streamName, records, clock, signal, concurrency = 1, isStreamChecked = false } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`concurrency is ${concurrency}; it has to be a whole number from 1.`);
  }
  const { batches, rejected } = packBatches(records, options);
  const context = {
    client,
    streamName,
    clock,
    signal,
    random: options.random,
    maxRetries: options.maxRetries ?? 3,
    baseDelayMs: options.retryBaseDelayMs ?? 500,
    maxDelayMs: options.maxDelayMs ?? 8_000,
    breaker: options.breaker ?? new CircuitBreaker({ now: () => clock.now() }),
  };
  if (!isStreamChecked) await checkStream(context);
  const failed = [...rejected];
  const queue = batches.values();
  let sent = 0;
  let retried = 0;
  let requests = 0;
  const work = async () => {
    for (const batch of queue) {
      const result = await putBatch(batch, context);
      failed.push(...result.failed);
      sent += result.sent;
      retried += result.retried;
      requests += result.requests;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { asked: records.length, sent, retried, requests, failed };
}
