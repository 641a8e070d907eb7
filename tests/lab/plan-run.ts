import { Draw } from "./draw.ts";
import type { FaultPlan, FaultWindow, LabScenario } from "./scenario.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The stage is set up at midnight; a run begins in one of the hours after, so that days and schedules are met at any angle. */
export const SET_UP_AT = Date.UTC(2026, 0, 5);
const FIRST_HOUR = 1;
const LAST_HOUR = 20;

/** Until every alarm has something to go by. */
const WARM_UP_MINUTES = 20;

/** A minute is what the alarms allow for. */
const AUTO_REFRESH_SECONDS = [5, 50] as const;

export interface PlannedRun {
  readonly draw: Draw;
  /** Local time the stage is opened at. */
  readonly start: number;
  /** From one automatic refresh to the next, where the stage has them: Redshift promises nothing. */
  readonly autoRefreshMs: number;
  readonly window: FaultWindow;
  readonly plan: FaultPlan;
}

/** Everything that is drawn for a run. */
export function planRun(scenario: LabScenario, seed: number): PlannedRun {
  const draw = new Draw(seed, scenario.name);
  const start = SET_UP_AT + draw.whole("hour", FIRST_HOUR, LAST_HOUR) * HOUR_MS;
  const from = start + WARM_UP_MINUTES * MINUTE_MS + draw.whole("begins", 0, 5 * 60) * 1000;
  const window = { from, until: from + draw.whole("minutes", ...scenario.minutes) * MINUTE_MS };
  const autoRefreshMs = draw.whole("auto refresh", ...AUTO_REFRESH_SECONDS) * 1000;
  return { draw, start, autoRefreshMs, window, plan: scenario.plan({ draw, window, names: scenario.kind.names }) };
}
