import { type KinesisClient, PutRecordsCommand, type PutRecordsResultEntry } from "@aws-sdk/client-kinesis";
import type { Clock } from "../clock.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { type BackoffOptions, fullJitter } from "./full-jitter.ts";
import { isRetryable } from "./is-retryable.ts";
import type { FailedRecord, FailureCode, StreamRecord } from "./stream-record.ts";

/** What sending a batch takes. */
export interface PutBatchContext extends BackoffOptions {
  readonly client: KinesisClient;
  readonly streamName: string;
  readonly clock: Clock;
  readonly breaker: CircuitBreaker;
  /** Retries after the first attempt. */
  readonly maxRetries: number;
  readonly signal?: AbortSignal | undefined;
}

export interface PutBatchResult<Item extends StreamRecord> {
  /** Records the stream accepted. */
  readonly sent: number;
  /** Records that were sent more than once. */
  readonly retried: number;
  readonly requests: number;
  readonly failed: readonly FailedRecord<Item>[];
}

/** Why a record is not in the stream yet, and whether it is worth another attempt. */
interface Refusal<Item extends StreamRecord> {
  readonly record: Item;
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/**
 * Sends one batch, then again only those records of it that the stream did not take, until all are taken, the
 * retries are used up, the circuit opens or the signal aborts. Never throws: what happened to each record is the result.
 */
export async function putBatch<Item extends StreamRecord>(
  batch: readonly Item[],
  context: PutBatchContext,
): Promise<PutBatchResult<Item>> {
  const { breaker, clock, maxRetries, signal } = context;
  const failed: FailedRecord<Item>[] = [];
  let waiting: readonly Refusal<Item>[] = batch.map((record) => ({ record, code: "", message: "", retryable: true }));
  let attempts = 0;
  let sent = 0;
  let retried = 0;
  const giveUp = (code: FailureCode, message: string) => {
    for (const { record, ...last } of waiting) {
      const before = last.code ? ` Last answer: ${last.code}: ${last.message}` : "";
      failed.push({ record, code, message: `${message}${before}`, attempts });
    }
    return { sent, retried, requests: attempts, failed };
  };

  while (waiting.length > 0 && attempts <= maxRetries) {
    if (attempts > 0) {
      const isAwake = await slept(clock, fullJitter(attempts, context), signal);
      if (!isAwake) return giveUp("Aborted", "Given up because the producer was told to stop.");
    }
    if (signal?.aborted) return giveUp("Aborted", "Given up because the producer was told to stop.");
    if (!breaker.tryPass()) {
      return giveUp("CircuitOpen", `Not sent: ${breaker.consecutiveFailures} requests in a row failed.`);
    }
    attempts += 1;
    if (attempts === 2) retried = waiting.length;
    const refusals: readonly Refusal<Item>[] = await put(
      waiting.map(({ record }) => record),
      context,
    );
    sent += waiting.length - refusals.length;
    waiting = refusals.filter(({ retryable }) => retryable);
    failed.push(...refusals.filter(({ retryable }) => !retryable).map((refusal) => failure(refusal, attempts)));
  }
  failed.push(...waiting.map((refusal) => failure(refusal, attempts)));
  return { sent, retried, requests: attempts, failed };
}

/** One request. A request counts against the circuit when nothing of it was taken. */
async function put<Item extends StreamRecord>(
  records: readonly Item[],
  { client, streamName, breaker, signal }: PutBatchContext,
): Promise<readonly Refusal<Item>[]> {
  let answers: readonly PutRecordsResultEntry[];
  try {
    const output = await client.send(
      new PutRecordsCommand({
        StreamName: streamName,
        Records: records.map(({ partitionKey, data }) => ({ PartitionKey: partitionKey, Data: data })),
      }),
      { abortSignal: signal },
    );
    answers = output.Records ?? [];
  } catch (error) {
    if (signal?.aborted) breaker.release();
    else breaker.fail();
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return records.map((record) => ({ record, code: name, message, retryable: isRetryable(error) }));
  }
  const refusals = records.flatMap((record, index) => refusalOf(record, answers[index]));
  if (refusals.length === records.length) breaker.fail();
  else breaker.succeed();
  return refusals;
}

/**
 * Both documented codes of a single record, ProvisionedThroughputExceededException and InternalFailure, are
 * transient, so every refused record is worth a retry
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsResultEntry.html).
 */
function refusalOf<Item extends StreamRecord>(
  record: Item,
  answer: PutRecordsResultEntry | undefined,
): readonly Refusal<Item>[] {
  if (answer?.SequenceNumber) return [];
  const code = answer?.ErrorCode ?? "NoAnswer";
  const message = answer?.ErrorMessage ?? "The answer says nothing of this record.";
  return [{ record, code, message, retryable: true }];
}

function failure<Item extends StreamRecord>(refusal: Refusal<Item>, attempts: number): FailedRecord<Item> {
  const { record, code, message } = refusal;
  return { record, code, message, attempts };
}

/** False when the sleep was broken off by the signal. */
async function slept(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await clock.sleep(milliseconds, signal);
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}
