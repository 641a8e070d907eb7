import { createHistogram } from "node:perf_hooks";
import type { ProduceProgress } from "./produce-progress.ts";
import type { PutBatchResult } from "./put-batch.ts";
import type { RequestOutcome } from "./send-request.ts";
import type { FailedRecord, StreamRecord } from "./stream-record.ts";

const RATE_WINDOW_MS = 5_000;
const MICROSECONDS = 1000;
const THROTTLED = new Set([
  "ProvisionedThroughputExceededException",
  "LimitExceededException",
  "KMSThrottlingException",
  "ThrottlingException",
  "Throttling",
  "TooManyRequestsException",
]);

type Counts = Omit<ProduceProgress, "asked" | "circuit" | "behindMs" | "heldBackBy" | "shards">;

/** Counts what became of the records of one run, in constant memory. Times are milliseconds. */
export class ProduceAccount {
  readonly failures = new Map<string, number>();
  readonly #startedAt: number;
  readonly #microseconds = createHistogram();
  readonly #samples: { readonly at: number; readonly sent: number }[] = [];
  #sent = 0;
  #retried = 0;
  #failed = 0;
  #unsent = 0;
  #requests = 0;
  #throttled = 0;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
    this.#samples.push({ at: startedAt, sent: 0 });
  }

  countRequest({ milliseconds, refusals, error }: RequestOutcome): void {
    this.#requests += 1;
    if (error === undefined) this.#microseconds.record(Math.max(1, Math.round(milliseconds * MICROSECONDS)));
    for (const { code } of refusals) if (THROTTLED.has(code)) this.#throttled += 1;
  }

  countBatch<Item extends StreamRecord>({ sent, retried, failed }: PutBatchResult<Item>): void {
    this.#sent += sent;
    this.#retried += retried;
    this.countFailed(failed);
  }

  countFailed(failed: readonly FailedRecord[]): void {
    for (const { code } of failed) {
      if (code === "Aborted") {
        this.#unsent += 1;
        continue;
      }
      this.#failed += 1;
      this.failures.set(code, (this.failures.get(code) ?? 0) + 1);
    }
  }

  /** The counts now; `perSecond` is that of the last seconds. */
  progress(now: number): Counts {
    const samples = this.#samples;
    while ((samples[1]?.at ?? now) <= now - RATE_WINDOW_MS) samples.shift();
    const { at = now, sent = 0 } = samples[0] ?? {};
    samples.push({ at: now, sent: this.#sent });
    return this.#counts(now, perSecond(this.#sent - sent, now - at));
  }

  /** The counts at the end; `perSecond` is that of the whole run. */
  total(now: number): Counts {
    return this.#counts(now, perSecond(this.#sent, now - this.#startedAt));
  }

  #counts(now: number, rate: number): Counts {
    const hasAnswers = this.#microseconds.count > 0;
    const answeredWithin = (percentage: number) =>
      hasAnswers ? this.#microseconds.percentile(percentage) / MICROSECONDS : 0;
    return {
      sent: this.#sent,
      retried: this.#retried,
      failed: this.#failed,
      unsent: this.#unsent,
      requests: this.#requests,
      throttled: this.#throttled,
      perSecond: rate,
      p50Ms: answeredWithin(50),
      p95Ms: answeredWithin(95),
      seconds: (now - this.#startedAt) / 1000,
    };
  }
}

function perSecond(records: number, milliseconds: number): number {
  return milliseconds > 0 ? (records * 1000) / milliseconds : 0;
}
