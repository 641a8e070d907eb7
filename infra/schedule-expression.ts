/** EventBridge Scheduler wants the singular for one (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html). */
export function everyMinutes(minutes: number): `rate(${string})` {
  return minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
}
