import type { MetricDataQuery, MetricStat } from "../metric/metric-query.ts";
import type { AlarmRule } from "./alarm-rule.ts";
import type { AlarmCondition, AlarmState } from "./evaluate-alarm.ts";

export interface AlarmStatus {
  readonly value: AlarmState;
  readonly reason: string;
  /** JSON, as CloudWatch gives it. */
  readonly reasonData?: string;
  /** Milliseconds since the epoch of the last change. */
  readonly updatedAt: number;
  /** Milliseconds since the epoch of the last change to another state. */
  readonly transitionedAt: number;
  /** Of a composite alarm, while the actions of this state are held back. */
  readonly suppression?: Suppression;
}

interface AlarmSettings {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<AlarmState, readonly string[]>>;
  /** Milliseconds since the epoch of the last Put. */
  readonly configuredAt: number;
  readonly status: AlarmStatus;
}

/** What a metric alarm watches: one statistic of one metric, or the one query of several that returns data. */
export type AlarmSource =
  | { readonly kind: "metric"; readonly stat: MetricStat }
  | { readonly kind: "maths"; readonly queries: readonly MetricDataQuery[]; readonly returned: string };

export interface MetricAlarm extends AlarmSettings {
  readonly kind: "metric";
  readonly source: AlarmSource;
  readonly periodSeconds: number;
  readonly condition: AlarmCondition;
  /** What a percentile does with too few samples to mean something. @default "evaluate" */
  readonly lowSamples?: "evaluate" | "ignore";
}

export interface Suppressor {
  /** Name or ARN of the alarm that keeps the actions back while it is in ALARM. */
  readonly alarm: string;
  readonly waitSeconds: number;
  readonly extensionSeconds: number;
}

export interface Suppression {
  readonly by: "Alarm" | "WaitPeriod" | "ExtensionPeriod";
  readonly reason: string;
  /** When the period is over, in milliseconds since the epoch. */
  readonly until?: number;
}

export interface CompositeAlarm extends AlarmSettings {
  readonly kind: "composite";
  readonly rule: AlarmRule;
  readonly suppressor?: Suppressor;
}

export type Alarm = MetricAlarm | CompositeAlarm;

/** `AlarmType` of the history and of DescribeAlarms. */
export const ALARM_TYPES = { metric: "MetricAlarm", composite: "CompositeAlarm" } as const;
