import type { Clock } from "../clock.ts";
import { ViewGoneError } from "./commit-batch.ts";
import { loadStreamingViews, type StreamingView } from "./streaming-view.ts";
import { type RefreshContext, ViewRefresh } from "./view-refresh.ts";

/** From the start of one automatic refresh to the next while it finds records, and at most when it finds none for a while. */
const BUSY_MS = 200;
const QUIET_MS = 500;

/** First and longest wait after a failure. */
const RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

/** The streaming views of a database and what refreshes them automatically. */
export class StreamingViews {
  readonly #context: RefreshContext;
  readonly #refreshes = new Map<string, ViewRefresh>();
  readonly #running = new Map<string, { readonly controller: AbortController; readonly done: Promise<void> }>();
  #closed = false;

  constructor(context: RefreshContext) {
    this.#context = context;
  }

  /** Learns from the catalog which views there are now, starting and stopping automatic refreshes accordingly. */
  async reload(): Promise<void> {
    const views = await this.#context.engine.exclusive(loadStreamingViews);
    const present = new Set(views.map((view) => view.id));
    for (const id of [...this.#refreshes.keys()]) if (!present.has(id)) this.#forget(id);
    for (const view of views) this.#keep(view);
  }

  /** Refreshes a view by hand. @throws see `ViewRefresh.manually`; {ViewGoneError} when there is none of that id */
  async refresh(id: string, userId: string, signal?: AbortSignal): Promise<void> {
    const refresh = this.#refreshes.get(id);
    if (refresh === undefined) throw new ViewGoneError("The materialized view was dropped.");
    await refresh.manually(userId, signal);
  }

  /** Stops every automatic refresh and waits for the transactions under way. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = [...this.#running.values()];
    for (const { controller } of running) controller.abort();
    await Promise.all(running.map(({ done }) => done));
  }

  #keep(view: StreamingView): void {
    const known = this.#refreshes.get(view.id);
    if (known) known.view = view;
    else this.#refreshes.set(view.id, new ViewRefresh(view, this.#context));
    if (!view.autoRefresh) this.#stop(view.id);
    else if (!this.#running.has(view.id) && !this.#closed) this.#start(view.id);
  }

  #forget(id: string): void {
    this.#refreshes.delete(id);
    this.#stop(id);
  }

  #start(id: string): void {
    const refresh = this.#refreshes.get(id);
    if (refresh === undefined) return;
    const controller = new AbortController();
    this.#running.set(id, { controller, done: keepRefreshing(refresh, this.#context.clock, controller.signal) });
  }

  #stop(id: string): void {
    this.#running.get(id)?.controller.abort();
    this.#running.delete(id);
  }
}

/** Refreshes until aborted, or until the view is gone. A failure is in the history by then, and is tried again, ever more rarely. */
async function keepRefreshing(refresh: ViewRefresh, clock: Clock, signal: AbortSignal): Promise<void> {
  let failures = 0;
  let quiet = 0;
  while (!signal.aborted) {
    const started = clock.now();
    let interval: number;
    try {
      const { scanned, skipped } = await refresh.automatically(signal);
      failures = 0;
      quiet = scanned + skipped > 0 ? 0 : quiet + 1;
      interval = Math.min(QUIET_MS, BUSY_MS * (1 + quiet / 10));
    } catch (error) {
      if (signal.aborted || error instanceof ViewGoneError) return;
      failures += 1;
      interval = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** (failures - 1));
    }
    const wait = Math.max(0, interval - (clock.now() - started));
    await clock.sleep(wait, signal).catch(() => undefined);
  }
}
