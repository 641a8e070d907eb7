import { METRIC_DELAY_MINUTES, MINUTE_MS } from "./pipeline-metrics.ts";
import type { ScheduleFacts } from "./stage-facts.ts";

/** `every minute`, `every 5 minutes`, or the expression where it is no rate. */
export function perInterval({ everyMinutes, expression }: ScheduleFacts): string {
  if (everyMinutes === undefined) return expression;
  return everyMinutes === 1 ? "every minute" : `every ${everyMinutes} minutes`;
}

/** Whether a schedule has been on for a whole window, so that what it starts must show by now. */
export function hasBeenOn(schedule: ScheduleFacts, windowMinutes: number, now: Date): boolean {
  if (!schedule.isOn || schedule.everyMinutes === undefined) return false;
  return now.getTime() - schedule.changedAt.getTime() > (windowMinutes + METRIC_DELAY_MINUTES) * MINUTE_MS;
}
