import type { LocalClock } from "../../../clock.ts";

const TICK = 10_000;

/**
 * Runs `evaluate` at every tenth second of local time, until closed. A tick that comes late is one evaluation of all that became due.
 * `report` gets an evaluation's error; the loop goes on.
 */
export function startAlarmLoop(
  clock: LocalClock,
  evaluate: (since: number, now: number) => Promise<void>,
  report: (error: unknown) => void,
): { close(): Promise<void> } {
  const stop = new AbortController();
  const running = run(clock, evaluate, report, stop.signal);
  return {
    close: async () => {
      stop.abort();
      await running;
    },
  };
}

async function run(
  clock: LocalClock,
  evaluate: (since: number, now: number) => Promise<void>,
  report: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  let since = clock.now();
  while (!signal.aborted) {
    const next = (Math.floor(since / TICK) + 1) * TICK;
    try {
      await clock.sleep(next - clock.now(), signal);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    const now = clock.now();
    if (now < next) continue;
    try {
      await evaluate(since, now);
    } catch (error) {
      report(error);
    }
    since = now;
  }
}
