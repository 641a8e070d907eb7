import { evaluateQueries, readMetric } from "../metric/evaluate-queries.ts";
import type { MetricStore } from "../metric/metric-store.ts";
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
  const verdict = evaluateAlarm(alarm.condition, readDatapoints(alarm, metrics, window), alarm.status.value);
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
