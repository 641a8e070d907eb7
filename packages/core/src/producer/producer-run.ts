import { type Batch, packLimits } from "./batch.ts";
import { nextBatch } from "./batch-feed.ts";
import { CircuitBreaker } from "./circuit-breaker.ts";
import type { BackoffOptions } from "./full-jitter.ts";
import { isLasting } from "./is-lasting.ts";
import { Pace } from "./pace.ts";
import { ProduceAccount } from "./produce-account.ts";
import type { ProduceOptions } from "./produce-options.ts";
import type { HeldBackBy, ProduceProgress, ProduceResult, ProduceStop } from "./produce-progress.ts";
import { ProducerStopped, type PutBatchContext, putBatch } from "./put-batch.ts";
import { readShards } from "./read-shards.ts";
import { RecordSource } from "./record-source.ts";
import type { RequestOutcome } from "./send-request.ts";
import type { StreamBudget } from "./stream-budget.ts";
import type { FailedRecord, StreamRecord } from "./stream-record.ts";

const PROGRESS_MS = 250;

/** How long requests in flight may still be answered once the run is told to stop. */
const GRACE_MS = 2_000;

const LATE_MS = 1_000;
const RESHARD_LOOK_MS = 10_000;

type RunOptions<Item extends StreamRecord> = ProduceOptions<Item> &
  BackoffOptions & { readonly concurrency: number; readonly maxRetries: number };

/** One run of {@link produceRecords}, from its first record to its last. */
export class ProducerRun<Item extends StreamRecord> {
  readonly #options: RunOptions<Item>;
  readonly #budget: StreamBudget | undefined;
  readonly #breaker: CircuitBreaker;
  readonly #account: ProduceAccount;
  readonly #source: RecordSource<Item>;
  readonly #pace: Pace | undefined;
  readonly #context: PutBatchContext;
  /** Aborts when nothing more is to be begun. */
  readonly #stopping = new AbortController();
  /** Aborts when requests in flight are broken off. */
  readonly #breaking = new AbortController();
  /** Aborts when all is over. */
  readonly #over = new AbortController();
  #stopped: ProduceStop | undefined;
  #telling: Promise<void> = Promise.resolve();
  #notKept: ProduceResult["notKept"];
  #shardWaitMs = 0;
  #lookedAt: number;

  constructor(options: RunOptions<Item>, budget: StreamBudget | undefined) {
    const { clock, records, breaker, ratePerSecond } = options;
    this.#options = options;
    this.#budget = budget;
    const startedAt = clock.now();
    this.#lookedAt = startedAt;
    this.#breaker = breaker ?? new CircuitBreaker({ now: () => clock.now() });
    this.#account = new ProduceAccount(startedAt);
    this.#source = new RecordSource(records, clock, this.#stopping.signal);
    this.#pace = ratePerSecond === undefined ? undefined : new Pace(ratePerSecond, startedAt);
    this.#context = {
      ...options,
      breaker: this.#breaker,
      signal: this.#stopping.signal,
      requestSignal: this.#breaking.signal,
      whenOpen: "wait",
      admit: budget && ((batch) => this.#admit(batch, budget)),
      onRequest: (outcome) => this.#onRequest(outcome),
    };
  }

  async run(): Promise<ProduceResult> {
    const { signal, onProgress } = this.#options;
    const onSignal = () => this.#stop("signal", "the producer was told to stop", signal?.reason);
    if (signal?.aborted) onSignal();
    signal?.addEventListener("abort", onSignal, { signal: this.#over.signal });
    const reporting = onProgress && this.#report();
    await this.#sendAll();
    await this.#settle(this.#source.leftovers().map((record) => this.#unsent(record)));
    await this.#closeSource();
    this.#over.abort();
    await reporting;
    const result = { ...this.#progress(this.#account.total(this.#options.clock.now())) };
    this.#tryTelling("onProgress", () => onProgress?.(result));
    return {
      ...result,
      failures: Object.fromEntries(this.#account.failures),
      stopped: this.#stopped,
      notKept: this.#notKept,
    };
  }

  async #sendAll(): Promise<void> {
    const { clock, concurrency } = this.#options;
    const limits = packLimits(this.#options);
    const inFlight = new Set<Promise<void>>();
    const feed = {
      source: this.#source,
      limits,
      clock,
      signal: this.#stopping.signal,
      pace: this.#pace,
      budget: this.#budget,
    };
    let unreadable: { readonly error: unknown } | undefined;
    try {
      while (!this.#stopped) {
        if (inFlight.size >= concurrency) await Promise.race(inFlight);
        const batch = await nextBatch(feed);
        if (!batch) break;
        const sending: Promise<void> = this.#send(batch).finally(() => inFlight.delete(sending));
        inFlight.add(sending);
      }
    } catch (error) {
      unreadable = { error };
    }
    await Promise.all(inFlight);
    if (unreadable)
      this.#stop("records", `the records could not be read: ${messageOf(unreadable.error)}`, unreadable.error);
  }

  async #send({ records, rejected }: Batch<Item>): Promise<void> {
    await this.#settle(rejected);
    const result = await putBatch(records, this.#context);
    this.#account.countBatch(result);
    await this.#tell(result.failed);
  }

  async #settle(failed: readonly FailedRecord<Item>[]): Promise<void> {
    this.#account.countFailed(failed);
    await this.#tell(failed);
  }

  /** One call at a time, in order. */
  async #tell(failed: readonly FailedRecord<Item>[]): Promise<void> {
    const { onFailed } = this.#options;
    if (failed.length === 0 || !onFailed) return;
    this.#telling = this.#telling.then(async () => {
      if (this.#notKept) {
        this.#notKept = { ...this.#notKept, records: this.#notKept.records + failed.length };
        return;
      }
      try {
        await onFailed(failed);
      } catch (error) {
        const message = `failed records could not be kept: ${messageOf(error)}`;
        this.#notKept = { records: failed.length, message, error };
        this.#stop("onFailed", message, error);
      }
    });
    await this.#telling;
  }

  #unsent(record: Item): FailedRecord<Item> {
    return { record, code: "Aborted", message: stopSentence(this.#stopped), attempts: 0 };
  }

  async #closeSource(): Promise<void> {
    try {
      await this.#source.close();
    } catch (error) {
      this.#stop("records", `the records could not be closed: ${messageOf(error)}`, error);
    }
  }

  async #admit(records: readonly StreamRecord[], budget: StreamBudget): Promise<void> {
    const { clock } = this.#options;
    const now = clock.now();
    this.#shardWaitMs = budget.reserve(records, now) - now;
    if (this.#shardWaitMs > 0) await clock.sleep(this.#shardWaitMs, this.#stopping.signal);
  }

  #onRequest(outcome: RequestOutcome): void {
    this.#account.countRequest(outcome);
    const { error, shardId } = outcome;
    if (isLasting(error)) this.#stop("stream", `the stream takes nothing more: ${messageOf(error)}`, error);
    if (this.#budget && shardId && !this.#budget.hasShard(shardId)) void this.#lookAtShards(this.#budget);
  }

  /** A shard nobody knows took a record: the stream was resharded. */
  async #lookAtShards(budget: StreamBudget): Promise<void> {
    const { clock } = this.#options;
    if (clock.now() - this.#lookedAt < RESHARD_LOOK_MS) return;
    this.#lookedAt = clock.now();
    try {
      budget.useShards(await readShards({ ...this.#options, signal: this.#stopping.signal }));
    } catch {
      // Paced by the shards known so far; the next answer from an unknown one looks again.
    }
  }

  #stop(reason: ProduceStop["reason"], message: string, error: unknown): void {
    if (this.#stopped) return;
    this.#stopped = { reason, message, error };
    this.#stopping.abort(new ProducerStopped(stopSentence(this.#stopped)));
    void this.#breakOffLater();
  }

  async #breakOffLater(): Promise<void> {
    const over = this.#over.signal;
    await this.#options.clock.sleep(GRACE_MS, over).catch((error: unknown) => {
      if (!over.aborted) throw error;
    });
    if (!over.aborted) this.#breaking.abort();
  }

  async #report(): Promise<void> {
    const { clock, onProgress } = this.#options;
    const over = this.#over.signal;
    while (!over.aborted) {
      await clock.sleep(PROGRESS_MS, over).catch((error: unknown) => {
        if (!over.aborted) throw error;
      });
      if (over.aborted) return;
      const progress = this.#progress(this.#account.progress(clock.now()));
      this.#tryTelling("onProgress", () => onProgress?.(progress));
    }
  }

  #tryTelling(reason: "onProgress", tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#stop(reason, `progress could not be told: ${messageOf(error)}`, error);
    }
  }

  #progress(
    counts: Omit<ProduceProgress, "asked" | "circuit" | "behindMs" | "heldBackBy" | "shards">,
  ): ProduceProgress {
    const asked = this.#source.taken;
    const dueAt = this.#pace?.dueAt(asked) ?? Number.POSITIVE_INFINITY;
    const behindMs = Math.max(0, this.#options.clock.now() - dueAt);
    const circuit = this.#breaker.state;
    return {
      ...counts,
      asked,
      circuit,
      behindMs,
      heldBackBy: this.#heldBackBy(behindMs),
      shards: this.#budget?.shardCount,
    };
  }

  #heldBackBy(behindMs: number): HeldBackBy | undefined {
    if (this.#breaker.state !== "closed") return "circuit";
    if (behindMs < LATE_MS) return undefined;
    const isTooMuch = (this.#options.ratePerSecond ?? 0) > (this.#budget?.recordsPerSecond ?? Number.POSITIVE_INFINITY);
    return isTooMuch || this.#shardWaitMs > 0 ? "shards" : "answers";
  }
}

function stopSentence(stopped: ProduceStop | undefined): string {
  return stopped ? `Given up because ${stopped.message}` : "Given up.";
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
