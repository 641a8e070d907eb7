/**
 * When a composite alarm's actions are held back, by
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html, whose examples are the tests.
 * A suppressor in ALARM holds them. Otherwise every change of the alarm's state, to OK as well, waits `waitSeconds` for the suppressor to
 * follow; once the suppressor has left ALARM the alarm waits `extensionSeconds`. What it then does is what its state of that time asks for.
 */

import type { Suppression, Suppressor } from "./alarm.ts";
import type { AlarmState } from "./evaluate-alarm.ts";

/** How a change of the alarm's state is held back; it discards whatever held back the one before. */
export function suppressionOfChange(
  suppressor: Suppressor,
  suppressorState: AlarmState | undefined,
  now: number,
): Suppression | undefined {
  return suppressorState === "ALARM" ? byAlarm(suppressor) : period("WaitPeriod", suppressor.waitSeconds, now);
}

/**
 * How actions that are held back are held back from now on; undefined when they may run.
 * @param current undefined when the suppressor was replaced, which discards any period.
 */
export function nextSuppression(
  suppressor: Suppressor,
  suppressorState: AlarmState | undefined,
  now: number,
  current: Suppression | undefined,
): Suppression | undefined {
  if (suppressorState === "ALARM") return byAlarm(suppressor);
  if (current?.by === "Alarm") return period("ExtensionPeriod", suppressor.extensionSeconds, now);
  return current?.until !== undefined && now < current.until ? current : undefined;
}

function byAlarm(suppressor: Suppressor): Suppression {
  return { by: "Alarm", reason: `Actions suppressed by ${suppressor.alarm}` };
}

function period(by: "WaitPeriod" | "ExtensionPeriod", seconds: number, now: number): Suppression | undefined {
  if (seconds <= 0) return undefined;
  return { by, reason: `Actions suppressed by ${by}`, until: now + seconds * 1000 };
}
