const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Where the periods of a request begin: its start rounded down to the minute, for more than 15 days ago to five minutes, for more than 63
 * days ago to the hour; with a period below a minute to that period.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html, API_GetMetricStatistics.html
 * @param periodMs and the times in milliseconds.
 */
export function roundedStart(start: number, periodMs: number, now: number): number {
  const step = periodMs < MINUTE ? periodMs : stepOfAge(now - start);
  return Math.floor(start / step) * step;
}

function stepOfAge(age: number): number {
  if (age > 63 * DAY) return HOUR;
  return age > 15 * DAY ? 5 * MINUTE : MINUTE;
}
