import type { Clock } from "../clock.ts";
import { type BackoffOptions, fullJitter } from "./full-jitter.ts";
import { type Refusal, type SendRequestContext, sendRequest } from "./send-request.ts";
import type { FailedRecord, FailureCode, StreamRecord } from "./stream-record.ts";

/** How long to wait for the outcome of somebody else's try at a half-open circuit before looking again. */
const LOOK_AGAIN_MS = 100;

const TOLD_TO_STOP = "Given up because the producer was told to stop.";

/** What sending a batch takes. */
export interface PutBatchContext extends BackoffOptions, SendRequestContext {
  /** Retries after the first attempt. */
  readonly maxRetries: number;
  /** Gives up what is not sent yet; its reason is told, if it is an error of ours. */
  readonly signal?: AbortSignal | undefined;
  /** What becomes of records at an open circuit: given up at once, or kept for the next try. @default "give-up" */
  readonly whenOpen?: "give-up" | "wait";
  /** Resolves when the stream has room for these records; asked before each request. Rejects only by the signal. */
  readonly admit?: ((records: readonly StreamRecord[]) => Promise<void>) | undefined;
}

export interface PutBatchResult<Item extends StreamRecord> {
  /** Records the stream accepted. */
  readonly sent: number;
  /** Records that were sent more than once. */
  readonly retried: number;
  readonly requests: number;
  readonly failed: readonly FailedRecord<Item>[];
}

/** Told to records that are given up because the run ended; other reasons of a signal are not ours to tell. */
export class ProducerStopped extends Error {
  override readonly name = "ProducerStopped";
}

/**
 * Sends one batch, then again only those records of it that the stream did not take, until all are taken, the
 * retries are used up, the circuit opens or the signal aborts. Never throws: what happened to each record is the result.
 */
export async function putBatch<Item extends StreamRecord>(
  batch: readonly Item[],
  context: PutBatchContext,
): Promise<PutBatchResult<Item>> {
  const { breaker, maxRetries, signal, requestSignal = signal } = context;
  const failed: FailedRecord<Item>[] = [];
  let waiting: readonly Item[] = batch;
  let last: readonly Refusal<Item>[] = [];
  let attempts = 0;
  let sent = 0;
  let retried = 0;
  const giveUp = (code: FailureCode, message: string) => {
    for (const [index, record] of waiting.entries()) {
      const refusal = last[index];
      const before = refusal ? ` Last answer: ${refusal.code}: ${refusal.message}` : "";
      failed.push({ record, code, message: `${message}${before}`, attempts });
    }
    return { sent, retried, requests: attempts, failed };
  };

  while (waiting.length > 0 && attempts <= maxRetries) {
    if (attempts > 0) await slept(fullJitter(attempts, context), context);
    const pass = await passage(waiting, context);
    if (pass === "Aborted") return giveUp(pass, stopMessage(signal));
    if (pass === "CircuitOpen") {
      return giveUp(pass, `Not sent: ${breaker.consecutiveFailures} requests in a row failed.`);
    }
    attempts += 1;
    if (attempts === 2) retried = waiting.length;
    const refusals = await sendRequest(waiting, { ...context, requestSignal });
    sent += waiting.length - refusals.length;
    last = refusals.filter(({ retryable }) => retryable);
    waiting = last.map(({ record }) => record);
    failed.push(...refusals.filter(({ retryable }) => !retryable).map((refusal) => failure(refusal, attempts)));
    if (waiting.length > 0 && requestSignal?.aborted) return giveUp("Aborted", stopMessage(signal));
  }
  failed.push(...last.map((refusal) => failure(refusal, attempts)));
  return { sent, retried, requests: attempts, failed };
}

/** Waits for the circuit and for the shards. */
async function passage(
  records: readonly StreamRecord[],
  context: PutBatchContext,
): Promise<"passed" | "CircuitOpen" | "Aborted"> {
  const { breaker, signal, whenOpen = "give-up", admit } = context;
  for (;;) {
    if (signal?.aborted) return "Aborted";
    if (whenOpen === "wait" && !breaker.canPass) {
      await slept(Math.max(breaker.coolDownLeftMs, LOOK_AGAIN_MS), context);
      continue;
    }
    if (admit) await untilAborted(admit(records), signal);
    if (signal?.aborted) return "Aborted";
    if (breaker.tryPass()) return "passed";
    if (whenOpen === "give-up") return "CircuitOpen";
  }
}

function failure<Item extends StreamRecord>(refusal: Refusal<Item>, attempts: number): FailedRecord<Item> {
  const { record, code, message } = refusal;
  return { record, code, message, attempts };
}

function stopMessage(signal: AbortSignal | undefined): string {
  return signal?.reason instanceof ProducerStopped ? signal.reason.message : TOLD_TO_STOP;
}

/** Ends early when the signal aborts. */
async function slept(milliseconds: number, { clock, signal }: { clock: Clock; signal?: AbortSignal | undefined }) {
  await untilAborted(clock.sleep(milliseconds, signal), signal);
}

async function untilAborted(waiting: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await waiting;
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
