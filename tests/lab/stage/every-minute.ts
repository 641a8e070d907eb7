import type { Deed, FaultWindow } from "../scenario.ts";

const MINUTE_MS = 60_000;

/** The same deed in each minute of the fault, half a minute off the schedules. */
export function everyMinute(
  { from, until }: FaultWindow,
  what: string,
  run: (at: number) => Deed["run"],
): readonly Deed[] {
  const deeds: Deed[] = [];
  for (let at = from + MINUTE_MS / 2; at < until; at += MINUTE_MS) deeds.push({ at, what, run: run(at) });
  return deeds;
}
