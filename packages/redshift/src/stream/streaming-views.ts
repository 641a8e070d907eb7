import type { RefreshMember, RefreshRequest } from "./refresh-member.ts";
import { refreshTogether } from "./refresh-together.ts";
import { dropStagedRecords, ViewGoneError } from "./staged-records.ts";
import { loadStreamingViews, type StreamingView } from "./streaming-view.ts";
import { loadAutomaticViews, loadOutdatedViews } from "./table-views.ts";
import { type RefreshContext, ViewRefresh } from "./view-refresh.ts";

/** From the start of one automatic refresh to the next while it finds records, and at most when it finds none for a while; unless it is given. */
const BUSY_MS = 200;
const QUIET_MS = 500;

/** First and longest wait after a failure. */
const RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;

/** The loop of the views over tables, which share one. */
const TABLE_VIEWS = "views over tables";

/** The materialized views of a database, the streaming ones above all, and what refreshes them automatically. */
export class StreamingViews {
  readonly #context: RefreshContext;
  readonly #refreshes = new Map<string, ViewRefresh>();
  readonly #running = new Map<string, { readonly controller: AbortController; readonly done: Promise<void> }>();
  #closed = false;

  constructor(context: RefreshContext) {
    this.#context = context;
  }

  /** Removes what a process that died in a refresh has left, and starts the automatic refreshes. */
  async open(): Promise<void> {
    await this.#context.engine.exclusive(dropStagedRecords);
    await this.reload();
  }

  /** Learns from the catalog which views there are now, starting and stopping automatic refreshes accordingly. */
  async reload(): Promise<void> {
    const { engine } = this.#context;
    const [views, automatic] = await engine.exclusive(async (connection) => [
      await loadStreamingViews(connection),
      await loadAutomaticViews(connection),
    ]);
    const present = new Set(views.map((view) => view.id));
    for (const id of [...this.#refreshes.keys()]) if (!present.has(id)) this.#forget(id);
    for (const view of views) this.#keep(view);
    if (automatic.length === 0) this.#stop(TABLE_VIEWS);
    else if (!this.#running.has(TABLE_VIEWS) && !this.#closed) this.#start(TABLE_VIEWS, this.#refreshOutdated);
  }

  /**
   * Refreshes views by hand.
   * @returns what the client is told
   * @throws see `refreshTogether`
   */
  async refresh(request: RefreshRequest, userId: string, signal?: AbortSignal): Promise<readonly string[]> {
    const by = { userId, refreshType: "Manual", ...(signal === undefined ? {} : { signal }) } as const;
    return [await refreshTogether(this.#context, this.#refreshes, request, by)];
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
    else if (!this.#running.has(view.id) && !this.#closed) {
      this.#start(view.id, (signal) => this.#refreshes.get(view.id)?.automatically(signal) ?? Promise.resolve(0));
    }
  }

  #forget(id: string): void {
    this.#refreshes.delete(id);
    this.#stop(id);
  }

  #start(id: string, work: Work): void {
    const controller = new AbortController();
    this.#running.set(id, { controller, done: keepDoing(work, this.#context, controller.signal) });
  }

  #stop(id: string): void {
    this.#running.get(id)?.controller.abort();
    this.#running.delete(id);
  }

  /** Refreshes the views over tables whose tables have changed, each on its own: one that fails does not hold up the others. */
  readonly #refreshOutdated = async (signal: AbortSignal): Promise<number> => {
    const outdated = await this.#context.engine.exclusive(loadOutdatedViews);
    const failures: unknown[] = [];
    for (const { owner, ...member } of outdated) {
      const by = { userId: owner, refreshType: "Auto", signal } as const;
      await refreshTogether(this.#context, this.#refreshes, { members: [member satisfies RefreshMember] }, by).catch(
        (error: unknown) => failures.push(error),
      );
    }
    if (failures.length > 0) throw failures[0];
    return outdated.length;
  };
}

/** Gives how much it has found to do. */
type Work = (signal: AbortSignal) => Promise<number>;

/** Works until aborted, or until the view is gone. A failure is in the history by then, and is tried again, ever more rarely. */
async function keepDoing(work: Work, { clock, autoRefreshMs }: RefreshContext, signal: AbortSignal): Promise<void> {
  let failures = 0;
  let quiet = 0;
  while (!signal.aborted) {
    const started = clock.now();
    let interval: number;
    try {
      const found = await work(signal);
      failures = 0;
      quiet = found > 0 ? 0 : quiet + 1;
      interval = autoRefreshMs ?? Math.min(QUIET_MS, BUSY_MS * (1 + quiet / 10));
    } catch (error) {
      if (signal.aborted || error instanceof ViewGoneError) return;
      failures += 1;
      interval = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** (failures - 1));
    }
    const wait = Math.max(0, interval - (clock.now() - started));
    await clock.sleep(wait, signal).catch(() => undefined);
  }
}
