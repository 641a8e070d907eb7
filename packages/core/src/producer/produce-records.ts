import { checkStream } from "./check-stream.ts";
import type { ProduceOptions } from "./produce-options.ts";
import type { ProduceResult } from "./produce-progress.ts";
import { ProducerRun } from "./producer-run.ts";
import { readShards } from "./read-shards.ts";
import { StreamBudget } from "./stream-budget.ts";
import type { StreamRecord } from "./stream-record.ts";

const DEFAULT_CONCURRENCY = 4;

/**
 * Puts any number of records into a stream, at a steady rate or as fast as its shards take them, and accounts for each
 * record that it pulled. Whatever goes wrong once it has begun is told in the result and is not thrown. A record may be
 * in the stream twice, when an answer was lost; readers tell such copies by the reading's `event_id`.
 * @throws {StreamNotUsableError} before anything is pulled, when the stream is missing or not usable
 * @throws {StreamCheckError} before anything is pulled, when the stream could not be looked at
 * @throws {RangeError} before anything is pulled, for a rate or a concurrency that is none
 */
export async function produceRecords<Item extends StreamRecord>(options: ProduceOptions<Item>): Promise<ProduceResult> {
  const { concurrency = DEFAULT_CONCURRENCY, ratePerSecond, isStreamChecked = false, signal } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`concurrency is ${concurrency}; it has to be a whole number from 1.`);
  }
  if (ratePerSecond !== undefined && !(ratePerSecond > 0 && Number.isFinite(ratePerSecond))) {
    throw new RangeError(`ratePerSecond is ${ratePerSecond}; it has to be a number above 0.`);
  }
  const look = {
    ...options,
    maxRetries: options.maxRetries ?? 3,
    baseDelayMs: options.retryBaseDelayMs ?? 500,
    maxDelayMs: options.maxDelayMs ?? 8_000,
  };
  let budget: StreamBudget | undefined;
  try {
    if (!isStreamChecked) {
      const { mode } = await checkStream(look);
      if (mode === "PROVISIONED") budget = new StreamBudget(await readShards(look));
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
  return new ProducerRun({ ...look, concurrency }, budget).run();
}
