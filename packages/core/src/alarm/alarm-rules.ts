import type { StageNames } from "../names.ts";
import type { AlarmSettings } from "./alarm-definition.ts";
import type { WatchedMetrics } from "./watched-metrics.ts";

/** What the alarms of each hop are made from. */
export interface AlarmContext {
  readonly names: StageNames;
  readonly settings: AlarmSettings;
  readonly metrics: WatchedMetrics;
}

/** A refresh brings at best what came in up to a minute before: what Redshift's users report of auto refresh under load. */
const AUTO_REFRESH_SECONDS = 60;

/** What each evaluation publishes anew, one datapoint a period. No datapoint: nothing is known, so `missing`. */
export function evaluatedRule({ alertsMinutes }: AlarmSettings) {
  return {
    statistic: "Maximum",
    periodSeconds: alertsMinutes * 60,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    missingData: "missing",
    detectionSeconds: alertsMinutes * 60,
  } as const;
}

/** As `evaluatedRule`, of what the landing view shows: a reading is there after the next refresh. */
export function landedRule(settings: AlarmSettings) {
  const evaluated = evaluatedRule(settings);
  return { ...evaluated, detectionSeconds: refreshSeconds(settings) + evaluated.detectionSeconds } as const;
}

/** One is too many: something that AWS counts when it happens, and of which no datapoint means none. */
export function anyRule(periodSeconds: number, detectionSeconds = 0) {
  return {
    statistic: "Sum",
    periodSeconds,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    comparison: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    missingData: "notBreaching",
    detectionSeconds,
  } as const;
}

/** No records are counted while nothing happens, so nothing has to be made a zero; three in a row, for it comes late. */
export function silenceRule(periodSeconds: number, settings: AlarmSettings) {
  return {
    expression: "FILL(m, 0)",
    periodSeconds,
    evaluationPeriods: 3,
    datapointsToAlarm: 3,
    comparison: "LessThanThreshold",
    threshold: 1,
    missingData: "breaching",
    notifies: whenScheduled("composite", settings),
    detectionSeconds: periodSeconds,
  } as const;
}

/** What comes about by itself when a schedule is off calls nobody then. */
export function whenScheduled<How extends string>(how: How, { schedulesEnabled }: AlarmSettings): How | "nobody" {
  return schedulesEnabled ? how : "nobody";
}

/** Seconds between two refreshes. */
export function refreshSeconds({ refresh }: AlarmSettings): number {
  return refresh === "auto" ? AUTO_REFRESH_SECONDS : refresh * 60;
}

/** An execution that ran out of time is none that failed, for CloudWatch; one that a person stopped is neither. */
export function unsuccessful(metrics: WatchedMetrics, machine: "setup" | "refresh" | "retention") {
  return {
    metrics: {
      failed: metrics.ofExecutions("ExecutionsFailed", machine),
      timedOut: metrics.ofExecutions("ExecutionsTimedOut", machine),
    },
    expression: "SUM([failed, timedOut])",
  } as const;
}
