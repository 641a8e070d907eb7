import type { LocalClock } from "../../clock.ts";

/** Below setTimeout's longest time at every speed. */
const LONGEST_MS = 2_000_000_000;

/** Resolves at the local time `until` (milliseconds since the epoch), however far it is. */
export async function sleepUntil(clock: LocalClock, until: number, signal: AbortSignal): Promise<void> {
  for (let left = until - clock.now(); left > 0; left = until - clock.now()) {
    await clock.sleep(Math.min(left, LONGEST_MS), signal);
  }
}
