import type { StreamStore } from "./stream-store.ts";

const INTERVAL_MS = 600_000;

/** Deletes what is past the retention period every ten minutes of local time. */
export function trimPeriodically(store: StreamStore): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = run();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };

  async function run(): Promise<void> {
    for (;;) {
      try {
        await store.clock.sleep(INTERVAL_MS, stopping.signal);
      } catch (error) {
        if (stopping.signal.aborted) return;
        throw error;
      }
      try {
        store.trim();
      } catch (error) {
        // The records stay a while longer; the next round tries again.
        console.error("Kinesis: records past their retention period can't be deleted.", error);
      }
    }
  }
}
