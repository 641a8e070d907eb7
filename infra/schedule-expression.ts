/**
 * At fixed hours (UTC), a quarter past: a rate would fire as soon as its schedule is made, before there is anything to do.
 * @param hours divides 24
 */
export function everyHours(hours: number): `cron(${string})` {
  return `cron(15 0/${hours} * * ? *)`;
}

/** EventBridge Scheduler wants the singular for one (https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html). */
export function everyMinutes(minutes: number): `rate(${string})` {
  return minutes === 1 ? "rate(1 minute)" : `rate(${minutes} minutes)`;
}
