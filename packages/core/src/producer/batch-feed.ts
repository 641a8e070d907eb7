import type { Clock } from "../clock.ts";
import { Batch, type PackLimits } from "./batch.ts";
import type { Pace } from "./pace.ts";
import type { RecordSource } from "./record-source.ts";
import type { StreamBudget } from "./stream-budget.ts";
import type { StreamRecord } from "./stream-record.ts";

/** A source that has nothing for longer than this sets the pace itself: what it did not give is not made up for. */
const IDLE_SOURCE_MS = 1_000;

/** Waits shorter than this are none: timers are not that exact. */
const SHORTEST_WAIT_MS = 0.5;

export interface BatchFeedContext<Item> {
  readonly source: RecordSource<Item>;
  readonly limits: PackLimits;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** None: as fast as batches are taken. */
  readonly pace?: Pace | undefined;
  /** Where shards have limits. */
  readonly budget?: StreamBudget | undefined;
}

/** The next batch, when it is due; undefined at the end of the source and when the signal aborts. */
export async function nextBatch<Item extends StreamRecord>(
  context: BatchFeedContext<Item>,
): Promise<Batch<Item> | undefined> {
  const { source, limits, clock, signal, pace, budget } = context;
  const index = source.taken - source.returned;
  if (pace) await waitUntil(pace.dueAt(index), clock, signal);
  if (signal.aborted) return undefined;
  const askedAt = clock.now();
  const due = pace?.dueCount(index, askedAt) ?? limits.maxRecords;
  const items = await source.take(Math.min(due, limits.maxRecords));
  if (items.length === 0) return undefined;
  const waited = clock.now() - askedAt;
  if (waited > IDLE_SOURCE_MS) pace?.postpone(waited);
  const batch = new Batch<Item>(limits);
  const hasShardRoom = budget?.newRequest(clock.now());
  const tooMany = items.findIndex((item) => hasShardRoom?.(item) === false || !batch.add(item));
  if (tooMany >= 0) source.giveBack(items.slice(tooMany));
  return batch;
}

async function waitUntil(moment: number, clock: Clock, signal: AbortSignal): Promise<void> {
  const milliseconds = moment - clock.now();
  if (milliseconds < SHORTEST_WAIT_MS || signal.aborted) return;
  await clock.sleep(milliseconds, signal).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
