import type { Suppression, Suppressor } from "./alarm.ts";
import type { AlarmState } from "./evaluate-alarm.ts";

/**
 * Whether a composite alarm's actions are held back now; undefined when they may run.
 * A suppressor in ALARM holds them. Going to ALARM, the alarm waits `waitSeconds` for its suppressor to follow; once the suppressor has left ALARM
 * it waits `extensionSeconds` more.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html
 * @param current how they are held back already; undefined when the alarm has just changed its state.
 */
export function nextSuppression(
  suppressor: Suppressor,
  suppressorState: AlarmState | undefined,
  now: number,
  state: AlarmState,
  current: Suppression | undefined,
): Suppression | undefined {
  if (suppressorState === "ALARM") {
    return { by: "Alarm", reason: `Actions suppressed by ${suppressor.alarm}` };
  }
  if (current === undefined) return state === "ALARM" ? period("WaitPeriod", suppressor.waitSeconds, now) : undefined;
  if (current.by === "Alarm") return period("ExtensionPeriod", suppressor.extensionSeconds, now);
  return current.until !== undefined && now < current.until ? current : undefined;
}

function period(by: "WaitPeriod" | "ExtensionPeriod", seconds: number, now: number): Suppression | undefined {
  if (seconds <= 0) return undefined;
  return { by, reason: `Actions suppressed by ${by}`, until: now + seconds * 1000 };
}
