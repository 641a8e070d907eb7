import { evaluationRange } from "./evaluate-alarm.ts";

const MINUTE = 60_000;
const TEN_SECONDS = 10_000;

export interface AlarmWindow {
  /** When the oldest period begins, in milliseconds since the epoch. */
  readonly from: number;
  /** Number of periods. */
  readonly length: number;
}

/**
 * The periods an evaluation looks at. They end with the last whole minute (ten seconds for periods below a minute) and reach back from it,
 * so they slide with the evaluation instead of standing on multiples of the period: AWS's own example of a state change was evaluated at
 * 17:04:40 and names the five-minute datapoint of 16:59:00.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function alarmWindow(now: number, periodSeconds: number, evaluationPeriods: number): AlarmWindow {
  const step = evaluationIntervalMs(periodSeconds);
  const length = evaluationRange(evaluationPeriods);
  return { from: Math.floor(now / step) * step - length * periodSeconds * 1000, length };
}

/**
 * An alarm is evaluated every minute, one with a period of 10, 20 or 30 seconds every ten seconds.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
export function evaluationIntervalMs(periodSeconds: number): number {
  return periodSeconds < 60 ? TEN_SECONDS : MINUTE;
}
