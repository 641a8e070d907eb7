import { evaluateQueries, readMetric } from "../metric/evaluate-queries.ts";
import type { MetricStore } from "../metric/metric-store.ts";
import { isStatistic } from "../metric/statistic.ts";
import type { MetricAlarm } from "./alarm.ts";
import { type AlarmWindow, alarmWindow } from "./alarm-window.ts";
import { type AlarmDatapoint, type AlarmState, evaluateAlarm } from "./evaluate-alarm.ts";
import { stateReason } from "./state-reason.ts";

/** The state a metric alarm goes to at `now` and why; undefined when it stays where it is. */
export function evaluateMetricAlarm(
  alarm: MetricAlarm,
  metrics: MetricStore,
  now: number,
): { value: AlarmState; reason: string; reasonData: string } | undefined {
  const window = alarmWindow(now, alarm.periodSeconds, alarm.condition.evaluationPeriods);
  const range = readDatapoints(alarm, metrics, window);
  if (hasTooFewSamples(alarm, range)) return undefined;
  const verdict = evaluateAlarm(alarm.condition, range, alarm.status.value);
  if (verdict.state === alarm.status.value) return undefined;
  return { value: verdict.state, ...stateReason(alarm, verdict, now) };
}

function readDatapoints(alarm: MetricAlarm, metrics: MetricStore, window: AlarmWindow): (AlarmDatapoint | undefined)[] {
  const { source, periodSeconds } = alarm;
  const at = (index: number) => window.from + index * periodSeconds * 1000;
  if (source.kind === "metric") {
    const { points, aggregates } = readMetric(metrics, source.stat, window);
    return points.map((value, index) =>
      value === undefined ? undefined : { at: at(index), value, sampleCount: aggregates[index]?.sampleCount },
    );
  }
  const value = evaluateQueries(metrics, source.queries, window).resultOf(source.returned);
  if (value.kind !== "series") return new Array(window.length).fill(undefined);
  return value.points.map((point, index) => (point === undefined ? undefined : { at: at(index), value: point }));
}

/**
 * Whether an alarm on a percentile that ignores low samples has to wait: with fewer than 10/(1-percentile) samples in the
 * periods that are evaluated, or 10/percentile below the median. Without any there is nothing to ignore: data is missing.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/percentiles-with-low-samples.html
 */
function hasTooFewSamples(
  { source, condition, lowSamples }: MetricAlarm,
  range: readonly (AlarmDatapoint | undefined)[],
): boolean {
  if (lowSamples !== "ignore" || source.kind !== "metric" || isStatistic(source.stat.Stat)) return false;
  const percent = Number(source.stat.Stat.slice(1));
  const share = percent >= 50 ? 1 - percent / 100 : percent / 100;
  const evaluated = range.filter((datapoint) => datapoint !== undefined).slice(-condition.evaluationPeriods);
  const samples = evaluated.reduce((sum, { sampleCount = 0 }) => sum + sampleCount, 0);
  // 10 / 0.05 is 199.99... in binary.
  return samples > 0 && share > 0 && samples < Number((10 / share).toFixed(6));
}
