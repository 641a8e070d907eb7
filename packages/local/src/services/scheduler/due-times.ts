import type { ScheduleExpression } from "./schedule-expression.ts";

/** The part of a schedule that decides when it fires; all times in milliseconds since the epoch. */
export interface Timetable {
  readonly expression: ScheduleExpression;
  /** When the schedule begins: its StartDate, or when it was made or enabled. */
  readonly start: number;
  readonly end?: number;
}

/** Each time at which a schedule is due after `from` and not after `to`, oldest first, at most `limit` of them. */
export function dueTimes({ expression, start, end }: Timetable, from: number, to: number, limit: number): number[] {
  const times: number[] = [];
  const last = Math.min(to, end ?? to);
  for (
    let time = expression.next(from, start);
    time !== undefined && time <= last;
    time = expression.next(time, start)
  ) {
    if (times.length === limit) break;
    times.push(time);
  }
  return times;
}

/** The next time after `from`, or undefined when the schedule is over. */
export function nextDueTime({ expression, start, end }: Timetable, from: number): number | undefined {
  const time = expression.next(from, start);
  return time === undefined || (end !== undefined && time > end) ? undefined : time;
}
