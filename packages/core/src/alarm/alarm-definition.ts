import type { StageSettings } from "../stage/stage-settings.ts";
import type { AlarmKey } from "./runbook.ts";

/** Where on a reading's way an alarm stands, in that order. */
export const HOPS = ["producer", "stream", "ingestion", "quality", "sensors", "evaluation", "operation"] as const;
export type Hop = (typeof HOPS)[number];

/**
 * What an alarm is, apart from who makes it: infra creates CloudWatch alarms of these, and the dashboard, the runbook, the
 * estimate of costs and the tests read the same.
 */
export interface AlarmDefinition {
  /** Last part of its physical name. */
  readonly key: AlarmKey;
  readonly hop: Hop;
  readonly title: string;
  /** One or two sentences: what is the matter when it is in ALARM. */
  readonly meaning: string;
  /** What to look at first: a file of sql/queries, or a log group, or an execution. */
  readonly lookAt: string;
  /** Where threshold and times come from: a page, or the setting that they follow from. */
  readonly source: string;
  /** By the name that maths calls it by; one alone without maths is `m`. */
  readonly metrics: Readonly<Record<string, AlarmMetric>>;
  /** Metric maths over the metrics, for example `FILL(m, 0)`; needed where there is more than one. */
  readonly expression?: string;
  readonly statistic: "Sum" | "Maximum" | "SampleCount" | "p95";
  /** A multiple of 60, and at least the interval in which the metric is published. */
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison: "GreaterThanOrEqualToThreshold" | "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly missingData: "missing" | "notBreaching" | "breaching" | "ignore";
  /**
   * How a person hears of it: `itself`, by its own message; `composite`, by the one alarm "pipeline-unhealthy", which
   * is silent before set-up; `nobody`, when it only explains others, is a condition for them, or its schedule is off.
   */
  readonly notifies: "itself" | "composite" | "nobody";
  /** Seconds that may pass between the fault and the next time the metric is published, and so shows it. */
  readonly detectionSeconds: number;
}

export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, DimensionValue>>;
}

/** A name that is known, or the state machine whose ARN only the one who deploys knows. */
export type DimensionValue = string | { readonly stateMachine: WatchedMachine };
export type WatchedMachine = "setup" | "refresh" | "retention";

/** What of a stage's settings the alarms depend on. */
export type AlarmSettings = Pick<
  StageSettings,
  | "alertsMinutes"
  | "producerMinutes"
  | "refresh"
  | "retention"
  | "schedulesEnabled"
  | "sensors"
  | "thresholds"
  | "warehouse"
> & { readonly stream: Pick<StageSettings["stream"], "retentionHours"> };

/** CloudWatch evaluates an alarm with a period of a minute or more once a minute (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html). */
const EVALUATION_SECONDS = 60;

/** The longest time from a fault to ALARM: until the metric shows it, until enough periods have, until CloudWatch looks. */
export function boundSeconds(alarm: AlarmDefinition): number {
  return alarm.detectionSeconds + alarm.datapointsToAlarm * alarm.periodSeconds + EVALUATION_SECONDS;
}
